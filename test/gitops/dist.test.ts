import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Yaml } from 'cdk8s';
import { load } from 'js-yaml';
import { root } from '../readme/blocks';
import { emitted, filesIn, withFolder } from '../readme/program';

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

interface Component {
  readonly name: string;
  readonly type: string;
  readonly properties: {
    readonly tableName?: string;
    readonly env?: readonly { readonly name: string; readonly value: string }[];
  };
  readonly dependsOn?: readonly string[];
}

const dist = filesIn(join(root, 'dist'));
const manifests = Object.entries(dist).filter(([path]) => path.endsWith('.yaml'));
const objects = manifests
  .filter(([path]) => basename(path) !== 'kustomization.yaml')
  .map(([path, text]) => ({ path, object: load(text) as KubernetesObject }));
const environments = [
  { name: 'aws', prefix: 'tenant-atlantis-' },
  { name: 'localstack', prefix: '' },
] as const;
const ofKind = (kind: string, environment: string) =>
  objects.filter(({ path, object }) => object.kind === kind && path.startsWith(`${environment}/`));

describe('dist/', () => {
  test('is what src/main.ts writes, byte for byte', () => {
    const main = readFileSync(join(root, 'src', 'main.ts'), 'utf8').replace("'./index'", "'cdk8s-dynamodb'");
    expect(emitted(main)).toEqual(dist);
  });

  test('is the same from another folder, time zone, locale and order of the environment', () =>
    withFolder(folder => {
      const env = {
        LC_ALL: 'tr_TR.UTF-8',
        LANG: 'tr_TR.UTF-8',
        TZ: 'Pacific/Kiritimati',
        CDK8S_OUTDIR: join(folder, 'dist'),
        ...Object.fromEntries(
          Object.entries(process.env)
            .reverse()
            .filter(([name]) => !/^(LC_|LANG|TZ)/.test(name)),
        ),
      };
      const tsx = join(root, 'node_modules', '.bin', 'tsx');
      const { status, stderr } = spawnSync(tsx, [join(root, 'src', 'main.ts')], { cwd: folder, env, encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(filesIn(join(folder, 'dist'))).toEqual(dist);
    }));

  test('has the same folders for both environments', () => {
    const below = (name: string) =>
      Object.keys(dist)
        .filter(path => path.startsWith(`${name}/`))
        .map(path => path.slice(name.length));
    expect(below('aws')).toEqual(below('localstack'));
    expect(new Set(Object.keys(dist).map(path => path.split('/')[0]))).toEqual(new Set(['aws', 'localstack']));
  });

  test('holds the applications of the seeds', () =>
    expect(ofKind('Application', 'aws').map(({ path }) => dirname(path))).toEqual([
      'aws/apps/crossplane/dynamodb-basic-xp',
      'aws/apps/kratix/kratix-example-dynamodb',
      'aws/apps/kro/dynamodb-basic-example',
      'aws/apps/kro/session-management',
    ]));
});

describe('every file of dist/', () => {
  test('reads alike in YAML 1.1, as cdk8s does, and in YAML 1.2', () =>
    withFolder(folder => {
      // in one file, since cdk8s starts a process for each
      const all = join(folder, 'all.yaml');
      writeFileSync(all, manifests.map(([, text]) => text).join('---\n'));
      expect(Yaml.load(all)).toEqual(manifests.map(([, text]) => load(text)));
    }));

  test('is called after its object', () => {
    for (const { path, object } of objects) {
      const { kind, metadata } = object;
      expect(basename(path)).toBe(`${kind}.${metadata.namespace ?? '_cluster'}.${metadata.name}.yaml`.toLowerCase());
    }
  });

  test('is listed by the kustomization of its folder, which lists nothing else', () => {
    const folders = new Set(manifests.map(([path]) => dirname(path)));
    for (const folder of folders) {
      const { resources } = load(dist[`${folder}/kustomization.yaml`]!) as { readonly resources: readonly string[] };
      const there = objects.map(({ path }) => path).filter(path => dirname(path) === folder);
      expect(resources).toEqual(there.map(path => basename(path)));
    }
  });

  test('holds no null, no empty object and no empty list', () => {
    for (const { path, object } of objects)
      expect([path, JSON.stringify(object).match(/.{0,40}[:[,](null|\{\}|\[\])/)?.[0]]).toEqual([path, undefined]);
  });

  test('names no folder of a machine and no account', () => {
    for (const [path, text] of Object.entries(dist)) {
      for (const folder of [root, homedir(), tmpdir()].filter(name => name !== '/'))
        expect([path, text.includes(folder)]).toEqual([path, false]);
      expect([path, text.match(/\b\d{12}\b/)]).toEqual([path, null]);
    }
  });

  test('ends with one line end, and has no other white space there', () => {
    for (const [path, text] of Object.entries(dist)) expect([path, /[^\n]\n$/.test(text)]).toEqual([path, true]);
  });
});

describe.each(environments)('in $name', ({ name, prefix }) => {
  const components = ofKind('Application', name).map(
    ({ object }) => (object as unknown as { spec: { components: readonly Component[] } }).spec.components,
  );

  test('every DYNAMODB_TABLE_NAME is the name of the table that its component depends on, prefix included', () => {
    const references = components.flatMap(all =>
      all.flatMap(({ properties, dependsOn = [] }) =>
        (properties.env ?? [])
          .filter(each => each.name === 'DYNAMODB_TABLE_NAME')
          .map(({ value }) => ({ value, tables: all.filter(each => dependsOn.includes(each.name)) })),
      ),
    );
    expect(references.length).toBeGreaterThan(0);
    for (const { value, tables } of references)
      expect(tables.map(table => prefix + (table.properties.tableName ?? table.name))).toEqual([value]);
  });

  test('the prefix stands in the definitions of components, and nowhere else in the platform', () => {
    const platform = objects.filter(({ path }) => path.startsWith(`${name}/platform/`));
    const having = platform.filter(({ path }) => dist[path]!.includes('tenant-atlantis-'));
    expect(new Set(having.map(({ object }) => object.kind))).toEqual(
      new Set(prefix === '' ? [] : ['ComponentDefinition']),
    );
  });

  test('every component and trait of an Application has its definition', () => {
    const defined = [...ofKind('ComponentDefinition', name), ...ofKind('TraitDefinition', name)].map(
      ({ object }) => object.metadata.name,
    );
    const used = JSON.stringify(components).match(/"type":"[^"]*dynamodb[^"]*"/g)!;
    expect(used.length).toBeGreaterThan(3);
    expect(used.map(text => text.slice(8, -1)).filter(type => !defined.includes(type))).toEqual([]);
  });

  test('each definition is there as CUE too, with the same template', () => {
    const definitions = [...ofKind('ComponentDefinition', name), ...ofKind('TraitDefinition', name)];
    expect(definitions).toHaveLength(Object.keys(dist).filter(path => path.startsWith(`${name}/cue/`)).length);
    for (const { object } of definitions) {
      const { template } = (object as unknown as { spec: { schematic: { cue: { template: string } } } }).spec.schematic
        .cue;
      const [imports, body] = [template.match(/^(import .*\n\n)*/)![0], template.replace(/^(import .*\n\n)*/, '')];
      const file = dist[`${name}/cue/${object.metadata.name}.cue`]!;
      const inFile = file.slice(file.indexOf('\ntemplate: {\n') + '\ntemplate: {\n'.length, -'}\n'.length);
      expect(inFile.replace(/^\t/gm, '')).toBe(body);
      expect(file.startsWith(imports)).toBe(true);
    }
  });
});

test('the environments differ in the prefix, in where DynamoDB is and in the destinations alone', () => {
  const unlike = Object.keys(dist).filter(
    path => path.startsWith('aws/') && dist[path] !== dist[path.replace('aws/', 'localstack/')],
  );
  expect(unlike.map(path => basename(path)).sort()).toEqual([
    'ack.json',
    'application.default.session-management.yaml',
    'aws-dynamodb-kratix.cue',
    'aws-dynamodb-kro.cue',
    'aws-dynamodb-xp.cue',
    'componentdefinition.vela-system.aws-dynamodb-kratix.yaml',
    'componentdefinition.vela-system.aws-dynamodb-kro.yaml',
    'componentdefinition.vela-system.aws-dynamodb-xp.yaml',
    'crossplane.json',
    'promise._cluster.aws-dynamodb-kratix.yaml',
  ]);
});
