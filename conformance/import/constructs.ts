import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generatedHeader, type Loaded } from './sources';

/** cdk8s' L1 constructs of the given kinds: one file for each API group, by file name. */
export function constructModules(loaded: readonly Loaded[]): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  try {
    mkdirSync(join(folder, 'out'));
    // One file: of several arguments, cdk8s import takes only the first.
    writeFileSync(join(folder, 'crds.yaml'), loaded.map(({ crd }) => JSON.stringify(crd)).join('\n---\n'));
    runImport(folder);
    const files = readdirSync(join(folder, 'out')).sort();
    return new Map(files.map(file => [file, header(file, loaded) + readFileSync(join(folder, 'out', file), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runImport(folder: string): void {
  const cli = join(dirname(createRequire(__filename).resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');
  const flags = ['--language', 'typescript', '--output', 'out', '--no-save', '--check-upgrade=false'];
  execFileSync(process.execPath, [cli, 'import', 'crds.yaml', ...flags], { cwd: folder, stdio: 'pipe' });
}

/** Which of the CRDs a file was made from: cdk8s names it after their group. */
function header(file: string, loaded: readonly Loaded[]): string {
  const own = loaded.filter(({ crd }) => file === `${crd.spec.group}.ts`);
  if (own.length === 0) throw new Error(`cdk8s import wrote ${file}, which belongs to none of our groups`);
  return generatedHeader(own.map(({ origin }) => origin));
}
