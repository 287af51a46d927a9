import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import pino from 'pino';
import { readConfig } from '../../src/config';
import { createServer } from '../../src/server';
import { DocumentedReplies } from './documented';
import { type Reply, type Send, send } from './http';

/** The service in this process, listening on loopback, with a clock that the test turns. */
export interface RunningService {
  readonly port: number;
  readonly clock: TestClock;
  readonly logText: () => string;
  call(method: string, path: string, options?: Send): Promise<Reply>;
  startDraining(): void;
  close(): Promise<void>;
}

export class TestClock {
  private offset = 0;
  readonly now = () => Date.now() + this.offset;

  advanceSeconds(seconds: number): void {
    this.offset += seconds * 1000;
  }
}

export async function startService(variables: Record<string, string>): Promise<RunningService> {
  const clock = new TestClock();
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const config = { ...readConfig({ DRAIN_SECONDS: '0', ...variables }), credentials };
  const { app, startDraining, close } = await createServer(config, pino({ level: 'info' }, sink), clock.now);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const documented = new DocumentedReplies(JSON.parse((await send(port, 'GET', '/openapi.json')).text));
  return {
    port,
    clock,
    logText: () => lines.join(''),
    async call(method, path, options) {
      const reply = await send(port, method, path, options);
      documented.check(method, path, reply);
      return reply;
    },
    startDraining,
    close,
  };
}
