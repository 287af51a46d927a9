import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buildSync } from 'esbuild';
import { load } from 'js-yaml';
import { backends, type Measured, programs, type Task } from './task';

const root = join(__dirname, '..');
const program = join(root, '.cache', 'bench', 'program.js');
const sizes = [1, 100, 1000, 10_000];
/** Where the library is held to its limit: at most so many times plain cdk8s. */
const judgedFrom = 1000;
const most = 1.3;

const runs = Number(process.argv[2] ?? 5);
if (!Number.isInteger(runs) || runs < 1) throw new Error('give the number of runs, at least 1');

const started = Date.now();
const progress = (text: string) => console.log(`${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}`);
const work = mkdtempSync(join(tmpdir(), 'cdk8s-dynamodb-bench-'));

function main(): boolean {
  progress('building the package');
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  buildSync({
    entryPoints: [join(__dirname, 'program.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    packages: 'external',
  });
  for (const backend of backends) for (const tables of sizes) prepare(backend, tables);
  progress('the library and plain cdk8s write the same bytes');

  const measured = new Map<string, Measured[]>();
  const keep = (task: Task) => {
    const key = keyOf(task.program, task.backend, task.tables);
    measured.set(key, [...(measured.get(key) ?? []), measure(task)]);
  };
  // run by run, so that a busy moment falls on all programs alike
  for (let run = 1; run <= runs; run++) {
    for (const backend of backends)
      for (const tables of sizes) for (const name of programs) keep(taskOf(name, backend, tables));
    progress(`run ${run} of ${runs}`);
  }
  const synths = Array.from({ length: runs }, synthOfRepository);
  progress('npm run synth of this repository');
  return report(measured, median(synths));
}

const keyOf = (name: Task['program'], backend: Task['backend'], tables: number) => `${name} ${backend} ${tables}`;

const taskOf = (name: Task['program'], backend: Task['backend'], tables: number): Task => ({
  program: name,
  backend,
  tables,
  outdir: join(work, keyOf(name, backend, tables).replaceAll(' ', '-')),
  manifests: join(work, `${backend}-${tables}.json`),
});

function measure(task: Task): Measured {
  rmSync(task.outdir, { recursive: true, force: true });
  return JSON.parse(execFileSync(process.execPath, [program, JSON.stringify(task)], { encoding: 'utf8' })) as Measured;
}

/** Keeps what the library writes for the other programs, and makes sure that they do the same work. */
function prepare(backend: Task['backend'], tables: number): void {
  const ours = taskOf('library', backend, tables);
  measure(ours);
  const files = filesOf(ours.outdir);
  writeFileSync(ours.manifests, JSON.stringify([...files].map(([file, text]) => ({ file, object: load(text) }))));
  const theirs = taskOf('plain', backend, tables);
  measure(theirs);
  // cdk8s names its files otherwise
  const other = [...filesOf(theirs.outdir).values()].sort();
  const differing = [...files.values()].sort().find((text, at) => text !== other[at]);
  if (differing !== undefined || other.length !== files.size)
    throw new Error(`plain cdk8s writes other objects, so the comparison is not fair, such as for\n${differing}`);
}

/** The files of objects. */
const filesOf = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && entry.name !== 'kustomization.yaml')
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
      .map(file => [relative(folder, file), readFileSync(file, 'utf8')]),
  );

/** CPU seconds of `npm run synth`, with npm and the cdk8s CLI, from the shell that waits for it. */
function synthOfRepository(): number {
  const outdir = join(work, 'dist');
  const script = `npm run synth -- --output "${outdir}" >"${outdir}.log" 2>&1 || exit 1; times`;
  const { status, stdout } = spawnSync('bash', ['-c', script], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm run synth failed:\n${readFileSync(`${outdir}.log`, 'utf8')}`);
  const children = stdout.trim().split('\n')[1]!;
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

function report(measured: ReadonlyMap<string, readonly Measured[]>, synth: number): boolean {
  const all = (name: Task['program'], backend: Task['backend'], tables: number) =>
    measured.get(keyOf(name, backend, tables))!;
  const cpu = (...at: Parameters<typeof all>) => median(all(...at).map(one => one.load + one.synth));
  const memory = (...at: Parameters<typeof all>) => median(all(...at).map(one => one.memory));
  const failures: string[] = [];
  console.log(`\nCPU (user and system, with loading) in ms and largest memory in MB: medians of ${runs} runs\n`);
  console.log(row('backend', 'tables', 'library', 'plain', 'js-yaml', 'lib/plain', 'lib/js-y', 'lib MB', 'plain MB'));
  for (const backend of backends)
    for (const tables of sizes) {
      const [ours, plain, floor] = programs.map(name => cpu(name, backend, tables)) as [number, number, number];
      const ratio = ours / plain;
      console.log(
        row(
          backend,
          tables,
          ours.toFixed(0),
          plain.toFixed(0),
          floor.toFixed(0),
          ratio.toFixed(2),
          (ours / floor).toFixed(2),
          memory('library', backend, tables).toFixed(0),
          memory('plain', backend, tables).toFixed(0),
        ),
      );
      if (tables >= judgedFrom && ratio > most)
        failures.push(`${backend}: ${ratio.toFixed(2)} times plain cdk8s at ${tables} tables, more than ${most}`);
    }
  console.log('\nGrowth of the library: synth in ms for each table\n');
  console.log(row('backend', ...sizes.slice(1).map(tables => `at ${tables}`)));
  for (const backend of backends) {
    const each = sizes.slice(1).map(tables => median(all('library', backend, tables).map(one => one.synth)) / tables);
    console.log(row(backend, ...each.map(ms => ms.toFixed(3))));
    if (each.at(-1)! > 1.2 * each.at(-2)!) failures.push(`${backend}: a table costs more the more there are`);
  }
  console.log(`\nnpm run synth of this repository: ${synth.toFixed(2)} s of CPU`);
  if (synth > 2) failures.push(`npm run synth takes ${synth.toFixed(2)} s of CPU, more than 2`);
  for (const failure of failures) console.log(`FAIL ${failure}`);
  return failures.length === 0;
}

const row = (...cells: readonly (string | number)[]): string =>
  cells.map((cell, at) => (at === 0 ? String(cell).padEnd(12) : String(cell).padStart(10))).join('');

try {
  process.exitCode = main() ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
