import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { blocks, root } from '../readme/blocks';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly bin: { readonly [name: string]: string };
  readonly dependencies: { readonly [name: string]: string };
  readonly peerDependencies: { readonly [name: string]: string };
}

export const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** What npm says of a tarball. */
export interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

/** A project with the packed library and what the README installs, and nothing else. */
export class Project {
  readonly folder: string;
  readonly packed: Packed;

  private constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'cdk8s-dynamodb-project-'));
    const checkout = join(this.folder, 'checkout');
    this.packed = pack(checkout);
    this.install(join(checkout, this.packed.filename));
    for (const { kind, of, text } of blocks) if (kind === 'file') writeFileSync(join(this.folder, of), text);
  }

  /** Built and packed from a copy, so that nobody's lib/ changes while others run. */
  static create(): Project {
    return new Project();
  }

  /** The tarball unpacked, as npm does; other packages are linked from here, so that no network is needed. */
  private install(tarball: string): void {
    const modules = join(this.folder, 'node_modules');
    const own = join(modules, packageJson.name);
    mkdirSync(own, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', own]);
    const named = [...Object.keys(packageJson.dependencies), ...installed()];
    for (const name of named) link(join(root, 'node_modules', name), join(modules, name));
    for (const [name, file] of Object.entries(packageJson.bin)) {
      chmodSync(join(own, file), 0o755);
      link(join(own, file), join(modules, '.bin', name));
    }
    for (const name of ['tsx', 'jest']) link(join(root, 'node_modules', '.bin', name), join(modules, '.bin', name));
    writeFileSync(join(this.folder, 'package.json'), '{ "name": "project", "private": true }\n');
  }

  /** Runs a command of the README. */
  run(line: string, ...more: readonly string[]): { status: number | null; stdout: string; stderr: string } {
    const [npx, program, ...argv] = line.split(' ');
    if (npx !== 'npx') throw new Error(`${line} is not run with npx`);
    const { status, stdout, stderr } = spawnSync(
      join(this.folder, 'node_modules', '.bin', program!),
      [...argv, ...more],
      { cwd: this.folder, encoding: 'utf8', env: { ...process.env, NODE_PATH: '', JEST_WORKER_ID: undefined } },
    );
    return { status, stdout, stderr };
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }
}

/** What the README's install lines name, beside the tarball. */
const installed = (): readonly string[] =>
  blocks
    .filter(({ kind, of }) => kind === 'run' && of === 'project')
    .flatMap(({ text }) => [...text.matchAll(/^npm install (.*)$/gm)])
    .flatMap(match => match[1]!.split(' '))
    .filter(name => !name.startsWith('--') && !name.endsWith('.tgz'));

function link(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(from, to);
}

function pack(checkout: string): Packed {
  mkdirSync(checkout);
  for (const name of ['src', 'imports', 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'LICENSE', 'README.md'])
    cpSync(join(root, name), join(checkout, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  const output = execFileSync('npm', ['pack', '--json'], { cwd: checkout, encoding: 'utf8', stdio: 'pipe' });
  return (JSON.parse(output.slice(output.indexOf('['))) as [Packed])[0];
}
