import { spawnSync } from 'node:child_process';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import * as authoring from '../../src/authoring';
import * as index from '../../src/index';
import { block, blocks, commands, root } from '../readme/blocks';
import { emitted } from '../readme/program';
import { Project, packageJson } from './project';

jest.setTimeout(120_000);

let project: Project;
beforeAll(() => {
  project = Project.create();
});
afterAll(() => rmSync(project.folder, { recursive: true, force: true }));

const main = block('file', 'main.ts');
const [runMain, runJest, renderAck] = ['npx tsx', 'npx jest', 'npx cdk8s-dynamodb'].map(
  start => commands('project').find(line => line.startsWith(start))!,
) as [string, string, string];

describe('the tarball', () => {
  const paths = () => project.packed.files.map(file => file.path);

  test('holds the compiled library, and nothing of the repository beside it', () => {
    const strange = paths().filter(
      path => !/^(lib\/(index|cli)\.js|lib\/(src|imports)\/.*\.d\.ts|LICENSE|README\.md|package\.json)$/.test(path),
    );
    expect(strange).toEqual([]);
    expect(paths()).toEqual(
      expect.arrayContaining(['lib/index.js', 'lib/cli.js', 'lib/src/index.d.ts', 'lib/src/authoring.d.ts']),
    );
  });

  test('has no app of its own, no tests, no services, no conformance', () =>
    expect(paths().filter(path => /(^|\/)(main|test|services|conformance|bench)[./]/.test(path))).toEqual([]));

  test('is small', () => {
    expect(project.packed.size).toBeLessThan(210_000);
    expect(project.packed.unpackedSize).toBeLessThan(1_000_000);
  });

  test('names no folder of this machine', () => {
    const naming = paths().filter(path => project.read(join('node_modules', packageJson.name, path)).includes(root));
    expect(naming).toEqual([]);
  });

  test('has both entry points in one file, whose classes keep their names', () => {
    const script = `
      const index = require('cdk8s-dynamodb');
      const misnamed = Object.entries(index).filter(([name, it]) => typeof it === 'function' && it.name !== name);
      const apart = require('cdk8s-dynamodb/authoring') !== index;
      process.stdout.write(JSON.stringify({ apart, names: Object.keys(index).sort(), misnamed: misnamed.map(([name]) => name) }));`;
    const { stdout, stderr } = spawnSync('node', ['-e', script], { cwd: project.folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    const names = [...new Set([...Object.keys(index), ...Object.keys(authoring)])].sort();
    expect(JSON.parse(stdout)).toEqual({ apart: false, names, misnamed: [] });
    expect(names).toHaveLength(Object.keys(index).length + Object.keys(authoring).length);
  });

  test('has a program that can be started', () => {
    const program = join(project.folder, 'node_modules', packageJson.name, packageJson.bin['cdk8s-dynamodb']!);
    expect(project.read(join('node_modules', packageJson.name, 'lib/cli.js'))).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(program).isFile()).toBe(true);
  });
});

describe('a new project', () => {
  test('gets from main.ts the manifests that this repository emits for it', () => {
    expect(project.run(runMain)).toEqual({ status: 0, stdout: '', stderr: '' });
    const here = emitted(main);
    for (const [path, text] of Object.entries(here)) expect(project.read(join('dist', path))).toBe(text);
    expect(Object.keys(here)).toHaveLength(2);
  });

  test('passes its snapshot test, the first time and again', () => {
    // with CI set Jest writes no snapshots
    const first = project.run(runJest, '--ci=false');
    expect(first.stderr).toContain('1 snapshot written');
    expect(first.status).toBe(0);
    const second = project.run(runJest, '--ci');
    expect(second.stderr).toMatch(/Snapshots: +1 passed, 1 total/);
    expect(second.status).toBe(0);
  });

  test('has the command', () => {
    const { status, stdout, stderr } = project.run(renderAck);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(load(stdout)).toEqual(load(block('emitted', 'ack')));
    expect(project.run('npx cdk8s-dynamodb --version').stdout).toBe(`${packageJson.version}\n`);
  });

  test('has types for main.ts, for every snippet and for those who write mappings', () => {
    const snippets = blocks.filter(each => each.kind === 'snippet').map(each => `{\n${each.text}}`);
    writeFileSync(
      join(project.folder, 'types.ts'),
      [
        "import * as library from 'cdk8s-dynamodb';",
        "import { cel, interfaceOf, Mapping } from 'cdk8s-dynamodb/authoring';",
        "import { chart } from './main';",
        `const { ${values(snippets.join('\n')).join(', ')} } = library;`,
        ...snippets,
        'export const used = [cel, interfaceOf, Mapping];',
      ].join('\n'),
    );
    const compilerOptions = { noEmit: true, strict: true, target: 'es2022', module: 'node16', types: [] };
    writeFileSync(
      join(project.folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['main.ts', 'types.ts'] }),
    );
    const { stdout, status } = spawnSync(
      process.execPath,
      [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'],
      { cwd: project.folder, encoding: 'utf8' },
    );
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });
});

/** The classes and enums of the library that a text uses. */
const values = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/(?:new |[ (])([A-Z]\w+)(?=[.(])/g)].map(match => match[1]!))].filter(
    name => !(name in globalThis),
  );
