import { strict as assert } from 'node:assert';
import type { FaultyDoor } from '../test/faults/fault-injector';
import { send } from '../test/support/http';
import { ServiceProcess } from '../test/support/service-process';

/** The seeds' program counted in local time: its sessions had expired at birth in Tokyo. */
export async function sessionsInTimeZone(door: FaultyDoor, TZ: string): Promise<void> {
  const service = await ServiceProcess.start({ ...door.variables, TZ, SESSION_TTL_HOURS: '1' });
  try {
    const { body } = await send(service.port, 'POST', '/sessions', { body: { userId: 'u' } });
    const lives = body.expiresAt - Date.now() / 1000;
    assert.ok(lives > 3590 && lives <= 3600, `it lives ${lives} s`);
    assert.ok(Math.abs(Date.parse(body.createdAt) - Date.now()) < 10_000, body.createdAt);
    assert.equal((await send(service.port, 'GET', `/sessions/${body.sessionId}`)).status, 200);
    assert.equal((await send(service.port, 'GET', '/sessions/user/u')).body.sessionCount, 1);
  } finally {
    await service.terminate();
  }
}
