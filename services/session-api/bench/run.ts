import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tool } from '../conformance/tools';
import { nodeFlags } from '../test/support/node-flags';
import { generateLoad } from './generate-load';
import { treeUsage } from './process-tree';
import { type Measurement, printReport } from './report';

/**
 * The service against the seeds' program: Flask under gunicorn, both before a stub that answers after 5 ms.
 * Interleaved: service, Flask, service, so that a busy machine shows as a difference between the service's two runs.
 * Every server is warmed up by the same number of requests, and every run measures the same number of them.
 * Then the least that a Node server can do, step by step, to tell what the service costs from what Node costs.
 */
const here = __dirname;
const root = join(here, '..');
/** With one connection; with more, more, so that each takes some seconds. */
const requestsOfOne = Number(process.env.BENCH_REQUESTS ?? 1000);
const runs = [
  { connections: 1, count: requestsOfOne },
  { connections: 16, count: 4 * requestsOfOne },
  { connections: 64, count: 8 * requestsOfOne },
];
/** Of each operation: what just-in-time compilers and 32 threads need before they show what they can do. */
const warmUpRequests = 5_000;
const body = '{"userId":"user-123","data":{"theme":"dark","cart":[1,2,3],"loginTime":"2026-01-16T18:00:00Z"}}';
const requests: Readonly<Record<string, { text: string; status: number }>> = {
  POST: {
    text: `POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    status: 201,
  },
  GET: { text: 'GET /sessions/AAAAAAAAAAAAAAAAAAAAAA HTTP/1.1\r\nHost: x\r\n\r\n', status: 200 },
};

const children: ChildProcess[] = [];

async function main(): Promise<void> {
  if (!(requestsOfOne >= 100 && requestsOfOne <= 5_000)) throw new Error('BENCH_REQUESTS is a number from 100 to 5000');
  const gunicorn = tool('gunicorn');
  await build();
  const stub = forkScript('stub.ts');
  const [stubPort] = (await once(stub, 'message')) as [number];
  const endpoint = `http://127.0.0.1:${stubPort}`;
  const servers = {
    service: await startService(endpoint),
    flask: await startFlask(gunicorn, endpoint),
    http: await startFloor('http', endpoint),
    exchange: await startFloor('exchange', endpoint),
    signed: await startFloor('signed', endpoint),
  };

  for (const server of Object.values(servers)) {
    for (const operation of Object.keys(requests)) await measure(server, operation, 16, warmUpRequests, 1);
  }

  const measurements: Measurement[] = [];
  for (const { connections, count } of runs) {
    for (const operation of ['POST', 'GET']) {
      for (const name of ['service', 'flask', 'service', 'http', 'exchange', 'signed'] as const) {
        const figures = await measure(servers[name], operation, connections, count / 5, count);
        const measurement = { name, operation, connections, ...figures };
        measurements.push(measurement);
        console.error(
          `${name.padEnd(8)} ${operation.padEnd(4)} c=${String(connections).padEnd(3)} ` +
            `${measurement.cpuPerRequest.toFixed(3)} CPU ms, ${Math.round(measurement.perSecond)} rps`,
        );
      }
    }
  }
  process.exitCode = printReport(measurements) ? 0 : 1;
}

interface Server {
  readonly pid: number;
  readonly port: number;
}

async function measure(server: Server, operation: string, connections: number, warmUp: number, count: number) {
  const { text, status } = requests[operation]!;
  let before = treeUsage(server.pid);
  const { milliseconds, latencies } = await generateLoad(
    { port: server.port, request: text, expectedStatus: status, connections, warmUpRequests: warmUp, requests: count },
    () => {
      before = treeUsage(server.pid);
    },
  );
  const after = treeUsage(server.pid);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return {
    cpuPerRequest: (after.cpuMilliseconds - before.cpuMilliseconds) / count,
    perSecond: count / (milliseconds / 1000),
    p50: at(0.5),
    p99: at(0.99),
    residentMegabytes: after.residentMegabytes,
  };
}

/** With the Dockerfile's flags. */
async function startService(endpoint: string): Promise<Server> {
  const port = await freePort();
  return start(process.execPath, [...nodeFlags(), join(root, 'lib/main.js')], port, {
    DYNAMODB_TABLE_NAME: 'sessions',
    LOCALSTACK_ENDPOINT: endpoint,
    PORT: String(port),
  });
}

async function startFloor(FLOOR: string, endpoint: string): Promise<Server> {
  const port = await freePort();
  const variables = { FLOOR, LOCALSTACK_ENDPOINT: endpoint, PORT: String(port) };
  return start(process.execPath, [...nodeFlags(), '--import', 'tsx', join(here, 'floor.ts')], port, variables);
}

async function startFlask(gunicorn: string, endpoint: string): Promise<Server> {
  const port = await freePort();
  const options = ['--workers', '2', '--worker-class', 'gthread', '--threads', '16', '--keep-alive', '75'];
  return start(gunicorn, [...options, '--bind', `127.0.0.1:${port}`, '--chdir', here, 'flask_app:app'], port, {
    DYNAMODB_ENDPOINT: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
}

/** Both write their log to a file: a pipe that nobody reads would stop them. */
async function start(
  command: string,
  args: string[],
  port: number,
  variables: Record<string, string>,
): Promise<Server> {
  const log = openSync(join(tmpdir(), `bench-session-${port}.log`), 'w');
  const { AWS_CA_BUNDLE: _, ...environment } = process.env;
  const child = spawn(command, args, { env: { ...environment, ...variables }, stdio: ['ignore', log, log] });
  children.push(child);
  for (let attempt = 0; attempt < 100; attempt++) {
    const isUp = await fetch(`http://127.0.0.1:${port}/health`).then(
      answer => answer.ok,
      () => false,
    );
    if (isUp) return { pid: child.pid!, port };
    await sleep(100);
  }
  throw new Error(`${command} does not answer; its log is in ${tmpdir()}/bench-session-${port}.log`);
}

function forkScript(name: string): ChildProcess {
  const child = fork(join(here, name), { execArgv: ['--import', 'tsx'] });
  children.push(child);
  return child;
}

async function build(): Promise<void> {
  const tsc = spawn('npx', ['tsc', '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' });
  const [code] = await once(tsc, 'exit');
  if (code !== 0) throw new Error('The service does not compile');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

main()
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  })
  .finally(() => {
    for (const child of children) child.kill();
  });
