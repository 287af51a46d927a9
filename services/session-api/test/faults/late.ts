import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { create } from '../contract/case';
import { refusalIn, statusesLogged } from '../support/refusal';
import { trickle } from '../support/trickle';
import type { FaultCase } from './quick';

/** Only the first request of the operation meets the fault. */
const once = 1_000;

/** Attempts that are carried out after they were given up, and changes that take longer than the session lives. */
export const lateFaults: readonly FaultCase[] = [
  {
    name: 'bodies that trickle in hold nobody up, and are cut off after ten seconds whatever still comes',
    variables: { MAX_REQUESTS_IN_FLIGHT: '2' },
    async run(service) {
      const first = (id: string) =>
        `POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\nX-Request-Id: ${id}\r\n\r\n{`;
      const ids = ['slow-1', 'slow-2', 'slow-3', 'slow-4'];
      const slow = ids.map(id => trickle(service.port, { first: first(id), every: 500 }));
      await sleep(500);
      assert.equal((await service.call('GET', '/sessions/user/u')).status, 200);
      assert.equal((await create(service, 'u')).status, 201);
      for (const { answer, seconds } of await Promise.all(slow)) {
        assert.match(answer, /^HTTP\/1\.1 408 .*application\/problem\+json/s);
        assert.ok(seconds > 9 && seconds < 15, `cut off after ${seconds} s`);
        const { id, body } = refusalIn(answer);
        assert.ok(ids.includes(id), answer);
        assert.equal(body.requestId, id);
        assert.deepEqual(await statusesLogged(service.logText, id), [408]);
      }
    },
  },
  {
    name: 'an attempt to create a session that comes after its end does not bring it back',
    async run(service, door) {
      await door.set('late', { every: once, operations: ['PutItem'] });
      const path = `/sessions/${(await create(service, 'u')).body.sessionId}`;
      assert.equal((await service.call('DELETE', path)).status, 204);
      await door.deliver();
      assert.equal((await service.call('GET', path)).status, 404);
      assert.equal((await service.call('GET', '/sessions/user/u')).body.sessionCount, 0);
    },
  },
  {
    name: 'an attempt to create a session that comes after the end of all of its user’s does not bring it back',
    async run(service, door) {
      await door.set('late', { every: once, operations: ['PutItem'] });
      const path = `/sessions/${(await create(service, 'u')).body.sessionId}`;
      assert.equal((await service.call('DELETE', '/sessions/user/u')).body.endedCount, 1);
      await door.deliver();
      assert.equal((await service.call('GET', path)).status, 404);
      assert.equal((await service.call('GET', '/sessions/user/u')).body.sessionCount, 0);
    },
  },
  {
    name: 'nor with an Idempotency-Key',
    async run(service, door) {
      await door.set('late', { every: 2, operations: ['PutItem'] });
      const options = { body: { userId: 'u' }, headers: { 'idempotency-key': 'k' } };
      const created = await service.call('POST', '/sessions', options);
      assert.equal(created.status, 201, created.text);
      const path = `/sessions/${created.body.sessionId}`;
      await door.set('none');
      assert.equal((await service.call('DELETE', path)).status, 204);
      await door.deliver();
      assert.equal((await service.call('GET', path)).status, 404);
      assert.equal((await service.call('POST', '/sessions', options)).status, 409);
    },
  },
  {
    name: 'a session that was found by its key and ended, while its first request was under way, stays ended',
    async run(service, door) {
      const options = { body: { userId: 'u' }, headers: { 'idempotency-key': 'k' } };
      await door.set('slow', { every: once, operations: ['UpdateItem'] });
      const first = service.call('POST', '/sessions', options);
      await door.met();
      const repeat = await service.call('POST', '/sessions', options);
      assert.equal(repeat.headers['idempotency-replayed'], 'true');
      const path = `/sessions/${repeat.body.sessionId}`;
      assert.equal((await service.call('DELETE', path)).status, 204);
      assert.deepEqual((await first).body, repeat.body);
      assert.equal((await service.call('GET', path)).status, 404);
      assert.equal((await service.call('POST', '/sessions', options)).status, 409);
      assert.equal((await service.call('GET', '/sessions/user/u')).body.sessionCount, 0);
    },
  },
  {
    name: 'an attempt to replace data that comes late does not undo a later change',
    async run(service, door) {
      for (const headers of [undefined, { 'if-match': '*' }]) {
        const path = `/sessions/${(await create(service, 'u')).body.sessionId}`;
        await door.set('late', { every: once, operations: ['UpdateItem'] });
        const first = await service.call('PUT', path, { body: { data: { turn: 1 } }, headers });
        assert.equal(first.status, 200);
        const guard = { 'if-match': first.headers.etag! };
        const second = await service.call('PUT', path, { body: { data: { turn: 2 } }, headers: guard });
        assert.equal(second.status, 200);
        await door.deliver();
        assert.deepEqual((await service.call('GET', path)).body, second.body);
      }
    },
  },
  {
    name: 'an update is not made a second time over somebody else’s, when nobody knows whether the first time was',
    async run(service, door) {
      const path = `/sessions/${(await create(service, 'u')).body.sessionId}`;
      await door.set('late', { every: once, operations: ['UpdateItem'] });
      const first = service.call('PUT', path, { body: { data: { writer: 1 } } });
      await door.met();
      const second = await service.call('PUT', path, { body: { data: { writer: 2 } } });
      assert.equal(second.status, 200);
      assert.equal((await first).status, 503);
      await door.deliver();
      assert.deepEqual((await service.call('GET', path)).body, second.body);
    },
  },
  ...['false', 'true'].map(
    (SESSION_SLIDING): FaultCase => ({
      name: `an update that is repeated after the session has expired is 404, with SESSION_SLIDING=${SESSION_SLIDING}`,
      variables: { SESSION_TTL_HOURS: '1', SESSION_SLIDING },
      async run(service, door) {
        const path = `/sessions/${(await create(service, 'u')).body.sessionId}`;
        await door.set('hang', { every: once, operations: ['UpdateItem'] });
        service.clock.advanceSeconds(3600 - 10);
        const update = service.call('PUT', path, { body: { data: {} } });
        await door.met();
        service.clock.advanceSeconds(11);
        assert.equal((await update).status, 404);
        assert.equal((await service.call('GET', path)).status, 404);
      },
    }),
  ),
  {
    name: 'a sliding update that comes after the session was seen to be absent does not bring it back',
    variables: { SESSION_TTL_HOURS: '1', SESSION_SLIDING: 'true' },
    async run(service, door) {
      const path = `/sessions/${(await create(service, 'u')).body.sessionId}`;
      service.clock.advanceSeconds(3600 - 30);
      await door.set('late', { operations: ['UpdateItem'] });
      assert.equal((await service.call('PUT', path, { body: { data: {} } })).status, 503);
      await door.set('none');
      service.clock.advanceSeconds(31);
      assert.equal((await service.call('GET', path)).status, 404);
      await door.deliver();
      assert.equal((await service.call('GET', path)).status, 404);
      assert.equal((await service.call('GET', '/sessions/user/u')).body.sessionCount, 0);
    },
  },
  {
    name: 'an update that is answered after the session has expired is 404',
    variables: { SESSION_TTL_HOURS: '1' },
    async run(service, door) {
      const path = `/sessions/${(await create(service, 'u')).body.sessionId}`;
      await door.set('slow', { every: once, operations: ['UpdateItem'] });
      service.clock.advanceSeconds(3600 - 10);
      const update = service.call('PUT', path, { body: { data: {} } });
      await door.met();
      service.clock.advanceSeconds(11);
      assert.equal((await update).status, 404);
    },
  },
];
