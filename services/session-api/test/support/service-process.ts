import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from './http';
import { nodeFlags } from './node-flags';

const main = join(__dirname, '../../src/main.ts');

/** The service as it is deployed: a process of its own. */
export class ServiceProcess {
  private constructor(
    readonly port: number,
    readonly pid: number,
    private readonly child: ChildProcess,
    private readonly output: string[],
  ) {}

  /** The launcher is a program that starts the one it is given, and ends as that one does. */
  static async start(variables: Record<string, string>, launcher: readonly string[] = []): Promise<ServiceProcess> {
    const port = await freePort();
    const { child, output } = launch({ ...variables, PORT: String(port) }, launcher);
    const service = new ServiceProcess(port, child.pid!, child, output);
    for (let attempt = 0; attempt < 150; attempt++) {
      const isUp = await send(port, 'GET', '/health').then(
        reply => reply.status === 200,
        () => false,
      );
      if (isUp) return service;
      if (child.exitCode !== null) break;
      await sleep(100);
    }
    child.kill('SIGKILL');
    throw new Error(`The service did not start:\n${service.log}`);
  }

  /** For a start that is to fail. */
  static async runToExit(variables: Record<string, string>): Promise<{ code: number | null; output: string }> {
    const { child, output } = launch(variables);
    await once(child, 'exit');
    return { code: child.exitCode, output: output.join('') };
  }

  get log(): string {
    return this.output.join('');
  }

  /** SIGTERM, also to another process than the one that was started; when and how that one left. */
  async terminate(pid = this.pid): Promise<{ code: number | null; milliseconds: number }> {
    const start = performance.now();
    if (this.child.exitCode === null) process.kill(pid, 'SIGTERM');
    const guard = setTimeout(() => this.child.kill('SIGKILL'), 20_000);
    if (this.child.exitCode === null) await once(this.child, 'exit');
    clearTimeout(guard);
    return { code: this.child.exitCode, milliseconds: performance.now() - start };
  }
}

function launch(
  variables: Record<string, string>,
  launcher: readonly string[] = [],
): { child: ChildProcess; output: string[] } {
  const { AWS_CA_BUNDLE: _, ...environment } = process.env;
  const [program = '', ...args] = [...launcher, process.execPath, ...nodeFlags(), '--import', 'tsx', main];
  const child = spawn(program, args, {
    env: { ...environment, DRAIN_SECONDS: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  child.stdout.on('data', chunk => output.push(String(chunk)));
  child.stderr.on('data', chunk => output.push(String(chunk)));
  return { child, output };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
