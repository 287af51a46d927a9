import { strict as assert } from 'node:assert';
import { connect } from 'node:net';
import type { FaultyDoor } from '../test/faults/fault-injector';
import { send } from '../test/support/http';
import { ServiceProcess } from '../test/support/service-process';
import { trickle } from '../test/support/trickle';

/** A client that sends its request a byte a second must not hold its connection for ever. */
export async function slowClientIsCutOff(door: FaultyDoor): Promise<string> {
  const service = await ServiceProcess.start(door.variables);
  const then = 'POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n';
  try {
    const { answer, seconds } = await trickle(service.port, { then, every: 1_000 });
    assert.match(answer, /^HTTP\/1\.1 408 .*application\/problem\+json/s);
    return `408 after ${Math.round(seconds)} s`;
  } finally {
    await service.terminate();
  }
}

/** Nor one that asks for pages of a megabyte and reads none, or so little at a time that it is never idle. */
export async function clientThatHardlyReadsIsCutOff(door: FaultyDoor, bytesPerSecond: number): Promise<string> {
  const service = await ServiceProcess.start(door.variables);
  const start = performance.now();
  try {
    const body = { userId: 'u', data: { text: 'x'.repeat(60_000) } };
    for (let made = 0; made < 20; made++) await send(service.port, 'POST', '/sessions', { body });
    await new Promise<void>((resolve, reject) => {
      const socket = connect(service.port, '127.0.0.1');
      const guard = setTimeout(() => reject(new Error('it was still open after 50 s')), 50_000);
      // More pages than the kernel keeps for it. It is resumed by nobody, so only its end is seen.
      socket.write('GET /sessions/user/u?limit=100 HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(40));
      const reading = setInterval(() => bytesPerSecond > 0 && socket.read(bytesPerSecond), 1_000);
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(reading);
        clearTimeout(guard);
        resolve();
      });
      const probe = setInterval(async () => {
        const { text } = await send(service.port, 'GET', '/metrics');
        if (!/\nhttp_requests_in_flight 1\n/.test(text)) return;
        clearInterval(probe);
        socket.destroy();
      }, 2_000);
    });
    return `after ${Math.round((performance.now() - start) / 1000)} s`;
  } finally {
    await service.terminate();
  }
}
