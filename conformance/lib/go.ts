import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireGo } from '../import/go';
import { run } from './processes';

/** Each engine keeps its upstream's dependencies: nothing around the checkout or in the environment may change them. */
const goEnvironment = { GOFLAGS: '-mod=readonly', GOWORK: 'off', CGO_ENABLED: '0' };

let version: Promise<string> | undefined;

/** The Go that builds, as "go1.26.8-linux-amd64", or an error that says how to get one. */
export function goVersion(): Promise<string> {
  version ??= readVersion();
  return version;
}

async function readVersion(): Promise<string> {
  requireGo();
  // Outside of any module: inside one, Go may answer for the toolchain that the module asks for.
  const { stdout } = await run('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH'], { cwd: tmpdir(), env: goEnvironment });
  return stdout.trim().split('\n').join('-');
}

export async function go(args: readonly string[], cwd: string): Promise<string> {
  await goVersion();
  const result = await run('go', args, { cwd, env: goEnvironment });
  if (result.code !== 0) throw new Error(`go ${args.join(' ')} failed in ${cwd}:\n${result.stderr.trim()}`);
  return result.stdout;
}

/** Where the module cache has the sources of a module that an engine pins; downloaded when they are not there. */
export async function moduleDirectory(engine: string, module: string): Promise<string> {
  const answer = JSON.parse(await go(['mod', 'download', '-json', module], engineDirectory(engine))) as { Dir: string };
  return answer.Dir;
}

export function engineDirectory(engine: string): string {
  return join(__dirname, '..', 'engines', engine);
}

/** The version of a module in an engine's go.mod, if it is there. */
export function pinnedVersion(engine: string, module: string): string | undefined {
  const text = readFileSync(join(engineDirectory(engine), 'go.mod'), 'utf8');
  return new RegExp(`^(?:require)?\\s*${module.replaceAll('.', '\\.')} (v\\S+)`, 'm').exec(text)?.[1];
}
