import { strict as assert } from 'node:assert';
import type { RunningService } from '../support/service';
import type { Case, Context } from './case';

function post(service: RunningService, key: string, body: unknown) {
  return service.call('POST', '/sessions', { body, headers: { 'idempotency-key': key } });
}

/** As if the service had stopped before it marked the session's record as completed. */
async function unmark({ admin }: Context, TableName: string, sessionId: string): Promise<void> {
  const { Items } = await admin.call<{ Items: Record<string, { S: string }>[] }>('Scan', { TableName });
  const { completed: _, ...unmarked } = Items.find(item => item.sessionId?.S === sessionId)!;
  await admin.call('PutItem', { TableName, Item: unmarked });
}

const body = { userId: 'u', data: { theme: 'dark' } };

export const idempotencyCases: readonly Case[] = [
  {
    name: 'the same Idempotency-Key and body find the same session, with a random id',
    async run(context) {
      const service = await context.start();
      const first = await post(service, 'key-1', body);
      assert.equal(first.status, 201);
      assert.match(first.body.sessionId, /^[A-Za-z0-9_-]{22}$/);
      assert.equal(first.headers['idempotency-replayed'], undefined);
      const again = await post(service, 'key-1', { data: { theme: 'dark' }, userId: 'u' });
      assert.equal(again.status, 201);
      assert.deepEqual(again.body, first.body);
      assert.equal(again.headers['idempotency-replayed'], 'true');
      assert.equal((await service.call('GET', '/sessions/user/u')).body.sessionCount, 1);
    },
  },
  {
    name: 'the same key with another body is 422; of another user, or another key, a session of its own',
    async run(context) {
      const service = await context.start();
      const first = await post(service, 'key-1', body);
      assert.equal((await post(service, 'key-1', { userId: 'u', data: { theme: 'light' } })).status, 422);
      assert.equal((await post(service, 'key-1', { userId: 'u' })).status, 422);
      const others = await post(service, 'key-1', { ...body, userId: 'v' });
      const second = await post(service, 'key-2', body);
      assert.equal(new Set([first, others, second].map(reply => reply.body.sessionId)).size, 3);
    },
  },
  {
    name: 'its record is no session: hidden from every route, gone from lists, and expiring in 24 hours',
    async run(context) {
      const tableName = await context.newTable();
      const service = await context.start({ DYNAMODB_TABLE_NAME: tableName });
      await post(service, 'key-1', body);
      const { Items } = await context.admin.call<{ Items: Record<string, Record<string, string>>[] }>('Scan', {
        TableName: tableName,
      });
      const record = Items.find(item => item.id!.S!.startsWith('idempotency#'))!;
      const id = encodeURIComponent(record.id!.S!);
      assert.equal((await service.call('GET', `/sessions/${id}`)).status, 404);
      assert.equal((await service.call('PUT', `/sessions/${id}`, { body: { data: {} } })).status, 404);
      assert.equal((await service.call('DELETE', `/sessions/${id}`)).status, 204);
      assert.equal((await post(service, 'key-1', body)).headers['idempotency-replayed'], 'true', 'DELETE did nothing');
      assert.ok(!record.id!.S!.includes('key-1'));
      const day = 24 * 3600;
      const lives = Number(record.expiresAt!.N) - Date.now() / 1000;
      assert.ok(lives > day - 10 && lives <= day, `lives ${lives} s`);
    },
  },
  {
    name: 'after 24 hours the key is free, though its record is still there',
    async run(context) {
      const service = await context.start({ SESSION_TTL_HOURS: '100' });
      const first = await post(service, 'key-1', body);
      service.clock.advanceSeconds(24 * 3600 + 1);
      const later = await post(service, 'key-1', { userId: 'u', data: { theme: 'light' } });
      assert.equal(later.status, 201);
      assert.notEqual(later.body.sessionId, first.body.sessionId);
    },
  },
  {
    name: 'a session that was ended is not made again by its key',
    async run(context) {
      const service = await context.start();
      const { sessionId } = (await post(service, 'key-1', body)).body;
      await service.call('DELETE', `/sessions/${sessionId}`);
      assert.equal((await post(service, 'key-1', body)).status, 409);
      assert.equal((await service.call('GET', '/sessions/user/u')).body.sessionCount, 0);
    },
  },
  {
    name: 'a creation cut short is finished by the next request with its key',
    async run(context) {
      const tableName = await context.newTable();
      const service = await context.start({ DYNAMODB_TABLE_NAME: tableName });
      const { sessionId } = (await post(service, 'key-1', body)).body;
      // As if the service had stopped after the record: neither marked nor a session.
      await unmark(context, tableName, sessionId);
      await context.admin.call('DeleteItem', { TableName: tableName, Key: { id: { S: sessionId } } });

      const healed = await post(service, 'key-1', body);
      assert.equal(healed.status, 201);
      assert.equal(healed.body.sessionId, sessionId);
      assert.equal(healed.headers['idempotency-replayed'], undefined, 'it was made now');
      assert.equal((await service.call('GET', `/sessions/${sessionId}`)).status, 200);
    },
  },
  {
    name: 'a creation that was not acknowledged is not made again after its session has ended or expired',
    async run(context) {
      const tableName = await context.newTable();
      const service = await context.start({ DYNAMODB_TABLE_NAME: tableName, SESSION_TTL_HOURS: '1' });
      const ended = (await post(service, 'ended', body)).body.sessionId;
      await unmark(context, tableName, ended);
      await service.call('DELETE', `/sessions/${ended}`);
      const expired = (await post(service, 'expired', body)).body.sessionId;
      await unmark(context, tableName, expired);

      assert.equal((await post(service, 'ended', body)).status, 409);
      assert.equal((await service.call('GET', `/sessions/${ended}`)).status, 404);

      service.clock.advanceSeconds(3600);
      // as time to live does
      await context.admin.call('DeleteItem', { TableName: tableName, Key: { id: { S: expired } } });
      assert.equal((await post(service, 'expired', body)).status, 409);
      assert.equal((await service.call('GET', `/sessions/${expired}`)).status, 404);
      assert.equal((await service.call('GET', '/sessions/user/u')).body.sessionCount, 0);
    },
  },
  {
    name: 'a session that slid on beyond its first expiry is found by a key that was not marked',
    async run(context) {
      const tableName = await context.newTable();
      const service = await context.start({
        DYNAMODB_TABLE_NAME: tableName,
        SESSION_TTL_HOURS: '1',
        SESSION_SLIDING: 'true',
      });
      const { sessionId } = (await post(service, 'key-1', body)).body;
      await unmark(context, tableName, sessionId);
      service.clock.advanceSeconds(3000);
      await service.call('PUT', `/sessions/${sessionId}`, { body: { data: {} } });
      service.clock.advanceSeconds(3000);
      const again = await post(service, 'key-1', body);
      assert.equal(again.status, 201);
      assert.equal(again.body.sessionId, sessionId);
    },
  },
  {
    name: 'ten requests at once with one key make one session',
    async run(context) {
      const service = await context.start();
      const replies = await Promise.all(Array.from({ length: 10 }, () => post(service, 'key-1', body)));
      assert.deepEqual([...new Set(replies.map(reply => reply.status))], [201]);
      assert.equal(new Set(replies.map(reply => reply.body.sessionId)).size, 1);
      assert.equal(replies.filter(reply => reply.headers['idempotency-replayed'] === undefined).length, 1);
      assert.equal((await service.call('GET', '/sessions/user/u')).body.sessionCount, 1);
    },
  },
  {
    name: 'keys that are empty, too long or not plain are 400',
    async run(context) {
      const service = await context.start();
      for (const key of ['', 'a b', 'x'.repeat(256), 'é']) {
        assert.equal((await post(service, key, body)).status, 400, key);
      }
      assert.equal((await post(service, 'x'.repeat(255), body)).status, 201);
    },
  },
];
