import { strict as assert } from 'node:assert';
import { type Case, create } from './case';

const hour = 3600;

export const expiryCases: readonly Case[] = [
  {
    name: 'an expired session is absent everywhere although its item is still there',
    async run(context) {
      const service = await context.start({ SESSION_TTL_HOURS: '1', ADMIN_KEY: 'an-admin-key-for-tests' });
      const admin = { headers: { 'x-api-key': 'an-admin-key-for-tests' } };
      const { sessionId } = (await create(service, 'u')).body;
      const path = `/sessions/${sessionId}`;

      service.clock.advanceSeconds(hour - 2);
      assert.equal((await service.call('GET', path)).status, 200);
      assert.equal((await service.call('GET', '/sessions/user/u')).body.sessionCount, 1);

      service.clock.advanceSeconds(3);
      assert.equal((await service.call('GET', path)).status, 404);
      assert.equal((await service.call('PUT', path, { body: { data: {} } })).status, 404);
      assert.equal((await service.call('GET', path)).status, 404, 'PUT did not bring it back');
      const putIfAny = { body: { data: {} }, headers: { 'if-match': '*' } };
      assert.equal((await service.call('PUT', path, putIfAny)).status, 404);
      assert.equal((await service.call('GET', '/sessions/user/u')).body.sessionCount, 0);
      assert.equal((await service.call('GET', '/sessions', admin)).body.sessionCount, 0);
      assert.equal((await service.call('DELETE', '/sessions/user/u')).body.endedCount, 0);
      assert.equal((await service.call('DELETE', path, { headers: { 'if-match': '"stale"' } })).status, 204);
    },
  },
  {
    name: 'without sliding, updates never lengthen a session',
    async run(context) {
      const service = await context.start({ SESSION_TTL_HOURS: '1' });
      const { sessionId, expiresAt } = (await create(service)).body;
      service.clock.advanceSeconds(hour / 2);
      const { body } = await service.call('PUT', `/sessions/${sessionId}`, { body: { data: { x: 1 } } });
      assert.equal(body.expiresAt, expiresAt);
    },
  },
  {
    name: 'with sliding, an update gives a whole lifetime more, up to the absolute maximum',
    async run(context) {
      const service = await context.start({
        SESSION_TTL_HOURS: '1',
        SESSION_SLIDING: 'true',
        SESSION_MAX_HOURS: '2',
      });
      const { sessionId, createdAt, expiresAt } = (await create(service)).body;
      const path = `/sessions/${sessionId}`;
      const latest = Math.floor(Date.parse(createdAt) / 1000) + 2 * hour;
      const touch = async () => (await service.call('PUT', path, { body: { data: {} } })).body;

      service.clock.advanceSeconds(hour / 2);
      const slid = (await touch()).expiresAt;
      assert.ok(Math.abs(slid - (expiresAt + hour / 2)) <= 1, `${slid - expiresAt} s longer`);
      service.clock.advanceSeconds(0.9 * hour);
      assert.equal((await touch()).expiresAt, latest);
      assert.equal((await service.call('GET', path)).body.expiresAt, latest);
      service.clock.advanceSeconds(0.5 * hour);
      assert.equal((await touch()).expiresAt, latest, 'not a second more');
      service.clock.advanceSeconds(0.11 * hour);
      assert.equal((await service.call('PUT', path, { body: { data: {} } })).status, 404);
    },
  },
];
