import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import * as library from '../../src';
import { components } from '../../src/kubevela/catalog';
import { command } from '../command/doors';
import { block, blocks, commands, fences, root } from './blocks';
import { emitted, withFolder } from './program';

const main = block('file', 'main.ts');
const snippets = blocks.filter(each => each.kind === 'snippet').map(each => each.text);

/** `main.ts` with a snippet where its table stands. */
const mainWith = (snippet: string): string => `${main.slice(0, main.indexOf('new Table'))}${snippet}\napp.synth();\n`;

/** What a project's command prints, run beside the README's files. */
const printed = (ofProject: string) =>
  withFolder(folder => {
    for (const { kind, of, text } of blocks) if (kind === 'file') writeFileSync(join(folder, of), text);
    const [, , ...argv] = ofProject.split(' ');
    const answer = command(...argv.slice(0, -1), join(folder, argv.at(-1)!));
    return { ...answer, errors: answer.errors.replaceAll(`${folder}/`, '') };
  });

const renders = commands('project').filter(line => line.startsWith('npx cdk8s-dynamodb'));

describe('every block of the README', () => {
  test('says what it is', () => expect(blocks).toHaveLength(fences));

  test('is run by a test, or needs a cluster or a registry', () => {
    const kinds = new Set(blocks.map(({ kind, of }) => (kind === 'run' ? `run in a ${of}` : kind)));
    expect([...kinds].sort()).toEqual([
      'emitted',
      'file',
      'printed',
      'run in a cluster',
      'run in a project',
      'run in a registry',
      'run in a repository',
      'snippet',
      'tree',
    ]);
  });
});

test('the commands for the repository are scripts of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const asked = commands('repository').flatMap(line =>
    line.split(' && ').map(part => part.replace(/^npm (run )?/, '')),
  );
  expect(asked).toEqual(['ci', 'synth', 'test', 'conformance']);
  for (const script of asked.slice(1)) expect(scripts).toHaveProperty(script);
});

test('every component and every trait is named', () => {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  const names = Object.values(components).flatMap(({ name, traits }) => [name, ...traits.map(trait => trait.name)]);
  const missing = names.filter(name => !text.includes(`\`${name.replace(/^(dynamodb-.*)-(xp|kro)$/, '$1')}\``));
  expect(missing).toEqual([]);
});

test('the image is built from a file that is there', () =>
  expect(readFileSync(join(root, commands('registry')[1]!.match(/--file (\S+)/)![1]!), 'utf8')).toContain(
    'ENTRYPOINT',
  ));

test('main.ts has 15 lines, and its test 6', () => {
  expect(main.trim().split('\n')).toHaveLength(15);
  expect(block('file', 'main.test.ts').trim().split('\n')).toHaveLength(6);
});

test.each(['ack', 'crossplane', 'kro', 'kratix'])('main.ts emits what is shown for %s', backend => {
  const files = emitted(main.replace('Backend.ack', `Backend.${backend}`));
  const [kustomization, ...objects] = Object.entries(files).sort(([a], [b]) =>
    a.endsWith('kustomization.yaml') ? -1 : b.endsWith('kustomization.yaml') ? 1 : 0,
  );
  expect(objects.map(([, text]) => text)).toEqual([block('emitted', backend)]);
  expect(kustomization![0]).toBe('shop/kustomization.yaml');
});

test('the object is in the file that is named', () => {
  expect(Object.keys(emitted(main))).toContain('shop/table.shop.orders.yaml');
});

test.each(snippets)('a snippet runs: %s', snippet =>
  expect(Object.keys(emitted(mainWith(snippet), library)).length).toBeGreaterThan(1),
);

test('the Application is what is shown', () => {
  const snippet = snippets.find(text => text.includes('new Application('))!;
  expect(emitted(mainWith(snippet), library)['shop/application.shop.shop.yaml']).toBe(block('emitted', 'application'));
});

test('the policies are what is shown', () => {
  const snippet = snippets.find(text => text.includes('controllerPolicy'))!;
  const files = emitted(mainWith(snippet), library);
  expect(`${files['shop/iam/orders-api.json']}\n`).toBe(block('emitted', 'policy'));
  expect(JSON.parse(files['shop/iam/ack-controller.json']!).Statement).toHaveLength(1);
});

test('a platform is installed in the kinds that are named', () => {
  const snippet = snippets.find(text => text.includes('new TablePromise('))!;
  const kinds = Object.keys(emitted(mainWith(snippet), library)).map(path => path.split('/').at(-1)!.split('.')[0]);
  expect([...new Set(kinds)].sort()).toEqual([
    'aws-dynamodb-kratix',
    'aws-dynamodb-kro',
    'aws-dynamodb-xp',
    'componentdefinition',
    'dynamodb-encryption-kro',
    'dynamodb-encryption-xp',
    'dynamodb-global-index-kro',
    'dynamodb-global-index-xp',
    'dynamodb-local-index-kro',
    'dynamodb-local-index-xp',
    'dynamodb-protection-kro',
    'dynamodb-protection-xp',
    'dynamodb-provisioned-capacity-kro',
    'dynamodb-provisioned-capacity-xp',
    'dynamodb-streams-kro',
    'dynamodb-streams-xp',
    'dynamodb-ttl-kro',
    'dynamodb-ttl-xp',
    'kustomization',
    'promise',
    'resourcegraphdefinition',
    'traitdefinition',
  ]);
});

test('render prints the object that is shown for ACK', () => {
  const { exitCode, written, errors } = printed(renders[0]!);
  expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
  expect(load(written)).toEqual(load(block('emitted', 'ack')));
});

test('a broken table gives the errors that are shown', () =>
  expect(printed(renders[1]!)).toEqual({ exitCode: 1, written: '', errors: block('printed') }));

test('what is shown of the layout of dist/ is there', () => {
  const shown = block('tree')
    .trim()
    .split('\n')
    .map(line => line.split(' ')[0]!);
  expect(shown).toEqual([
    'dist/<environment>/platform/{kubevela,kro,kratix}/',
    'dist/<environment>/apps/<engine>/<application>/',
    'dist/<environment>/cue/',
    'dist/<environment>/iam/',
  ]);
  const folders = blocks
    .filter(each => each.of === 'cluster')
    .flatMap(({ text }) => [...text.matchAll(/dist\/\S+/g)].map(([path]) => path));
  expect(folders.length).toBeGreaterThan(2);
  for (const folder of folders) expect(readFileSync(join(root, folder, 'kustomization.yaml'), 'utf8')).toBeTruthy();
});

test('links lead somewhere', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(match => match[1]!);
  expect(links.length).toBeGreaterThan(2);
  for (const link of links) expect(readFileSync(join(root, link), 'utf8')).toBeTruthy();
});
