import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Backend, Environment, Table, type TableProps } from '../../src';
import { run } from '../../src/command/run';

/** What a door answered. */
export interface Answer {
  readonly exitCode: number;
  /** What was printed or, for synth and the pipeline, the files that were written. */
  readonly written: string;
  readonly errors: string;
}

/** Runs the program in this process. */
export function command(...argv: readonly string[]): Answer {
  let written = '';
  let errors = '';
  const exitCode = run(argv, {
    out: text => {
      written += text;
    },
    err: text => {
      errors += text;
    },
  });
  return { exitCode, written, errors };
}

/** Does something with a folder that is gone afterwards. */
export function withFolder<T>(action: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-dynamodb-'));
  try {
    return action(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Content = string | Buffer;

/** JSON is YAML. */
const contentOf = (value: unknown): Content =>
  typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value);

/** `render` of a request, or of a file's content. */
export const render = (request: unknown, ...options: readonly string[]): Answer =>
  withFolder(folder => {
    const file = join(folder, 'table.yaml');
    writeFileSync(file, contentOf(request));
    const backend = options.includes('--backend') ? [] : ['--backend', 'ack'];
    const region = options.includes('--region') ? [] : ['--region', 'us-west-2'];
    const answer = command('render', ...backend, ...region, ...options, file);
    return { ...answer, errors: answer.errors.replaceAll(folder, '.') };
  });

/** The pipeline program, given a Kratix request or a file's content. */
export const pipeline = (request: unknown): Answer =>
  withFolder(root => {
    mkdirSync(join(root, 'input'));
    mkdirSync(join(root, 'output'));
    writeFileSync(join(root, 'input', 'object.yaml'), contentOf(request));
    const answer = command('pipeline', '--root', root);
    const files = ['output', 'metadata']
      .filter(name => existsSync(join(root, name)))
      .flatMap(name => readdirSync(join(root, name)));
    return { ...answer, written: answer.written + files.join(' '), errors: answer.errors.replaceAll(root, '.') };
  });

/** `app.synth()` of an app with one table. */
export const synth = (props: unknown, tableNamePrefix?: string): Answer =>
  withFolder(folder => {
    const outdir = join(folder, 'dist');
    let errors = '';
    try {
      const app = new App({ outdir });
      Backend.ack().applyTo(app);
      new Environment({ name: 'test', region: 'us-west-2', tableNamePrefix }).applyTo(app);
      new Table(new Chart(app, 'chart'), 'table', props as TableProps);
      app.synth();
    } catch (error) {
      errors = (error as Error).message;
    }
    const files = existsSync(outdir) ? readdirSync(outdir) : [];
    return { exitCode: errors === '' ? 0 : 1, written: files.join(' '), errors };
  });
