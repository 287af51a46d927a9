import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { atExit } from './exit';

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Server {
  readonly name: string;
  readonly logFile: string;
  /** Throws with the end of the log when the process has ended by itself. */
  check(): void;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
let registered = false;

/** Runs a command to its end; a non-zero exit is a result, not an error. */
export async function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<Result> {
  const child = spawn(file, args, { cwd: options.cwd, env: environment(options.env), stdio: ['pipe', 'pipe', 'pipe'] });
  track(child);
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  // A program that never reads its stdin may close it first; only its exit code counts.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit, signal) => resolve(exit ?? (signal ? 1 : 0)));
  });
  return { code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Starts a process that lives until it is stopped, and no longer than this one. */
export function startServer(
  name: string,
  file: string,
  args: readonly string[],
  logFile: string,
  env?: RunOptions['env'],
): Server {
  const log = openSync(logFile, 'a');
  const child = spawn(file, args, { env: environment(env), stdio: ['ignore', log, log] });
  closeSync(log);
  let failure: string | undefined;
  const ended = new Promise<void>(resolve => {
    child.on('error', error => {
      failure = error.message;
      resolve();
    });
    child.on('exit', (code, signal) => {
      failure = `${name} ended (${signal ?? `exit ${code}`}):\n${tail(logFile)}`;
      resolve();
    });
  });
  track(child);
  guard(child);
  // A server that nobody stopped must not keep a finished run from ending; the end of the run stops it.
  child.unref();
  return {
    name,
    logFile,
    check: () => {
      if (failure !== undefined) throw new Error(failure);
    },
    stop: async () => {
      child.ref();
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(late);
    },
  };
}

function tail(file: string, lines = 15): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  // All are held at once, so that no port is handed out twice.
  const ports = await Promise.all(servers.map(server => listen(server)));
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}

function listen(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}

function environment(extra: RunOptions['env']): NodeJS.ProcessEnv {
  const { AWS_CA_BUNDLE: _, ...rest } = process.env;
  return { ...rest, ...extra };
}

function track(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (!registered) {
    registered = true;
    atExit('stop', () => {
      for (const each of running) each.kill('SIGKILL');
    });
  }
  running.add(child);
  child.on('exit', () => running.delete(child));
}

/** Ends a process even when this one is killed outright: that closes the pipe which the shell reads. */
function guard(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const shell = spawn('sh', ['-c', 'read -r _; kill -9 "$0"', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.stdin.on('error', () => undefined);
  // Neither the shell nor its pipe may keep a finished run from ending.
  shell.unref();
  (shell.stdin as Socket).unref();
  child.on('exit', () => shell.kill('SIGKILL'));
}
