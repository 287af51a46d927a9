import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from '../support/http';
import { ServiceProcess } from '../support/service-process';
import { type Tally, Writers } from '../support/writers';
import type { FaultyDoor } from './fault-injector';

async function assertNoneLost({ acknowledged }: Tally, port: number): Promise<void> {
  const missing: string[] = [];
  const ids = [...acknowledged];
  const look = async () => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
      if ((await send(port, 'GET', `/sessions/${id}`)).status !== 200) missing.push(id);
    }
  };
  await Promise.all(Array.from({ length: 8 }, look));
  assert.equal(missing.length, 0, `${missing.length} of ${acknowledged.length} acknowledged sessions are lost`);
}

/** A new process takes over from one that is told to stop, as in a rolling update. */
export async function replaceUnderLoad(door: FaultyDoor, seconds: number, clients: number): Promise<string> {
  const drain = { DRAIN_SECONDS: '1' };
  const start = () => ServiceProcess.start({ ...door.variables, ...drain });
  const [old, next] = await Promise.all([start(), start()]);
  try {
    const writers = new Writers([old.port, next.port], clients, 200_000);
    await sleep((seconds * 1000) / 2);
    const leaving = old.terminate();
    await sleep(100);
    const readiness = await send(old.port, 'GET', '/ready');
    // For a while clients still come to the old one, until load balancers have acted on its readiness.
    await sleep(400);
    writers.prefer([next.port]);
    const { code, milliseconds } = await leaving;
    await sleep((seconds * 1000) / 2);
    const tally = await writers.stop();
    assert.equal(readiness.status, 503, '/ready while draining');
    assert.equal(code, 0, old.log.slice(-2000));
    assert.ok(milliseconds < 5_000, `it took ${milliseconds} ms to leave`);
    assert.deepEqual(tally.dropped, []);
    assert.deepEqual(tally.otherStatuses, []);
    assert.equal(tally.unavailable, 0);
    assert.ok(tally.acknowledged.length > clients, 'there was no load');
    await assertNoneLost(tally, next.port);
    return `${tally.acknowledged.length} sessions, none dropped, left in ${Math.round(milliseconds)} ms`;
  } finally {
    await Promise.all([old.terminate(), next.terminate()]);
  }
}

/** DynamoDB goes away and comes back while clients write. */
export async function backendRestartUnderLoad(door: FaultyDoor, seconds: number, clients: number): Promise<string> {
  const service = await ServiceProcess.start(door.variables);
  try {
    const writers = new Writers([service.port], clients, 200_000);
    await sleep((seconds * 1000) / 3);
    await door.refuse();
    await sleep((seconds * 1000) / 3);
    await door.accept();
    const atReturn = writers.count;
    await sleep((seconds * 1000) / 3);
    const tally = await writers.stop();
    assert.deepEqual(tally.dropped, []);
    assert.deepEqual(tally.otherStatuses, []);
    assert.ok(tally.unavailable > 0, 'the outage was not noticed');
    assert.ok(tally.longestMilliseconds < 3_700, `somebody waited ${tally.longestMilliseconds} ms`);
    assert.ok(writers.count > atReturn + clients, 'it did not recover');
    await assertNoneLost(tally, service.port);
    return (
      `${tally.acknowledged.length} sessions kept, ${tally.unavailable} times 503, ` +
      `longest wait ${Math.round(tally.longestMilliseconds)} ms`
    );
  } finally {
    await service.terminate();
  }
}
