import { strict as assert } from 'node:assert';
import { type Case, create } from './case';

export const sessionCases: readonly Case[] = [
  {
    name: 'POST makes a session that GET returns whole',
    async run(context) {
      const service = await context.start();
      const before = Math.floor(Date.now() / 1000);
      const created = await create(service);
      assert.equal(created.status, 201);
      const { sessionId, userId, data, createdAt, expiresAt } = created.body;
      assert.match(sessionId, /^[A-Za-z0-9_-]{22}$/);
      assert.equal(userId, 'user-123');
      assert.deepEqual(data, { theme: 'dark' });
      assert.match(createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assert.ok(expiresAt - before >= 24 * 3600 && expiresAt - before < 24 * 3600 + 5, `expires at ${expiresAt}`);
      assert.equal(created.headers.location, `/sessions/${sessionId}`);

      const read = await service.call('GET', `/sessions/${sessionId}`);
      assert.equal(read.status, 200);
      assert.deepEqual(read.body, created.body);
      assert.equal(read.headers.etag, created.headers.etag);
      assert.equal(read.headers['cache-control'], 'no-store');
    },
  },
  {
    name: 'the item in the table is as the table contract says',
    async run(context) {
      const tableName = await context.newTable();
      const service = await context.start({ DYNAMODB_TABLE_NAME: tableName });
      const { sessionId, expiresAt, createdAt } = (await create(service)).body;
      const { Item } = await context.admin.call<{ Item: Record<string, unknown> }>('GetItem', {
        TableName: tableName,
        Key: { id: { S: sessionId } },
      });
      assert.deepEqual(Item.expiresAt, { N: String(expiresAt) });
      assert.deepEqual(Item.createdAt, { S: createdAt });
      assert.deepEqual(Item.userId, { S: 'user-123' });
    },
  },
  {
    name: 'data may be left out of POST and is then empty',
    async run(context) {
      const service = await context.start();
      const { status, body } = await service.call('POST', '/sessions', { body: { userId: 'u' } });
      assert.equal(status, 201);
      assert.deepEqual(body.data, {});
    },
  },
  {
    name: 'ids are new each time and say nothing of the user',
    async run(context) {
      const service = await context.start();
      const ids = await Promise.all(
        Array.from({ length: 20 }, async () => (await create(service, 'alice')).body.sessionId),
      );
      assert.equal(new Set(ids).size, 20);
      assert.ok(ids.every(id => !id.includes('alice')));
    },
  },
  {
    name: 'PUT replaces data whole, keeps creation and expiry, and changes the ETag',
    async run(context) {
      const service = await context.start();
      const created = await create(service, 'u', { a: 1, b: 2 });
      const path = `/sessions/${created.body.sessionId}`;
      service.clock.advanceSeconds(60);
      const updated = await service.call('PUT', path, { body: { data: { c: 3 } } });
      assert.equal(updated.status, 200);
      assert.deepEqual(updated.body.data, { c: 3 });
      assert.equal(updated.body.createdAt, created.body.createdAt);
      assert.equal(updated.body.expiresAt, created.body.expiresAt);
      assert.ok(updated.body.updatedAt > created.body.createdAt);
      assert.notEqual(updated.headers.etag, created.headers.etag);
      assert.deepEqual((await service.call('GET', path)).body, updated.body);
    },
  },
  {
    name: 'DELETE ends a session, is 204 again afterwards, and 204 for what never was',
    async run(context) {
      const service = await context.start();
      const path = `/sessions/${(await create(service)).body.sessionId}`;
      assert.equal((await service.call('DELETE', path)).status, 204);
      assert.equal((await service.call('GET', path)).status, 404);
      assert.equal((await service.call('DELETE', path)).status, 204);
      assert.equal((await service.call('DELETE', '/sessions/session-user-123-0123456789ab')).status, 204);
    },
  },
  {
    name: 'what an ended session leaves in the table is hidden, and deleted in time',
    async run(context) {
      const tableName = await context.newTable();
      const adminKey = 'an-admin-key-for-tests';
      const service = await context.start({ DYNAMODB_TABLE_NAME: tableName, ADMIN_KEY: adminKey });
      const ids = [];
      for (let made = 0; made < 3; made++) ids.push((await create(service, 'u')).body.sessionId);
      await service.call('DELETE', `/sessions/${ids[0]}`);
      await service.call('DELETE', '/sessions/user/u');
      await service.call('DELETE', '/sessions/AAAAAAAAAAAAAAAAAAAAAA');
      for (const id of ids) {
        const path = `/sessions/${id}`;
        assert.equal((await service.call('GET', path)).status, 404);
        assert.equal((await service.call('PUT', path, { body: { data: {} } })).status, 404);
        const guarded = { body: { data: {} }, headers: { 'if-match': '*' } };
        assert.equal((await service.call('PUT', path, guarded)).status, 404);
        assert.equal((await service.call('DELETE', path)).status, 204);
        assert.equal((await service.call('DELETE', path, { headers: { 'if-match': '"x"' } })).status, 204);
      }
      assert.equal((await service.call('GET', '/sessions/user/u')).body.sessionCount, 0);
      const all = await service.call('GET', '/sessions', { headers: { 'x-api-key': adminKey } });
      assert.equal(all.body.sessionCount, 0);
      assert.match((await service.call('GET', '/metrics')).text, /\nsession_malformed_items_total 0\n/);

      const { Items } = await context.admin.call<{ Items: Record<string, Record<string, string>>[] }>('Scan', {
        TableName: tableName,
      });
      assert.deepEqual(Items.map(item => item.id!.S).sort(), [...ids].sort(), 'what never was leaves nothing');
      for (const { userId, data, expiresAt } of Items) {
        assert.deepEqual([userId, data], [undefined, undefined]);
        // longer than the record of an Idempotency-Key, and than DynamoDB takes an old signature
        assert.ok(Number(expiresAt!.N) - Date.now() / 1000 > 24 * 3600);
      }
    },
  },
  {
    name: 'of many writers without an ETag none is refused, and the last one wins whole',
    async run(context) {
      const service = await context.start();
      const path = `/sessions/${(await create(service)).body.sessionId}`;
      const replies = await Promise.all(
        Array.from({ length: 40 }, (_, writer) => service.call('PUT', path, { body: { data: { writer } } })),
      );
      assert.deepEqual([...new Set(replies.map(reply => reply.status))], [200]);
      const { body, headers } = await service.call('GET', path);
      assert.deepEqual(replies.find(reply => reply.headers.etag === headers.etag)?.body, body);
    },
  },
  {
    name: 'what does not exist is 404 for GET and PUT',
    async run(context) {
      const service = await context.start();
      for (const id of ['AAAAAAAAAAAAAAAAAAAAAA', 'short', 'session-u-0123456789ab', '%20', 'a%2Fb', '..%2f..']) {
        assert.equal((await service.call('GET', `/sessions/${id}`)).status, 404, id);
        assert.equal((await service.call('PUT', `/sessions/${id}`, { body: { data: {} } })).status, 404, id);
      }
    },
  },
  {
    name: 'If-Match guards PUT and DELETE against a change in between',
    async run(context) {
      const service = await context.start();
      const created = await create(service);
      const path = `/sessions/${created.body.sessionId}`;
      const first = created.headers.etag!;
      const put = (ifMatch: string) =>
        service.call('PUT', path, { body: { data: {} }, headers: { 'if-match': ifMatch } });

      const updated = await put(first);
      assert.equal(updated.status, 200);
      assert.equal((await put(first)).status, 412);
      assert.equal((await put(`W/${updated.headers.etag}`)).status, 412, 'a weak tag never matches');
      assert.equal((await put('""')).status, 412);
      assert.equal((await put('not a tag')).status, 400);
      assert.equal((await put(Array.from({ length: 101 }, (_, i) => `"${i}"`).join())).status, 400);
      const again = await put(`"other", ${updated.headers.etag}`);
      assert.equal(again.status, 200, 'any tag of a list will do');
      // RFC 9110 section 5.6.1.2: a list that was put together carelessly
      for (const list of ['"x",,TAG', ',TAG', 'TAG,', ', ,"x" , ,\t, TAG , ,']) {
        const { etag } = (await service.call('GET', path)).headers;
        assert.equal((await put(list.replace('TAG', etag!))).status, 200, list);
      }
      for (const none of [',', ', ,', '"x" "y"', '*,', ',*', `"x"${', '.repeat(900)}x`]) {
        assert.equal((await put(none)).status, 400, none);
      }
      assert.equal((await put('*')).status, 200);

      assert.equal((await service.call('DELETE', path, { headers: { 'if-match': first } })).status, 412);
      const current = (await service.call('GET', path)).headers.etag!;
      assert.equal((await service.call('DELETE', path, { headers: { 'if-match': current } })).status, 204);
      assert.equal((await service.call('DELETE', path, { headers: { 'if-match': current } })).status, 204);
    },
  },
  {
    name: 'of ten writers with the same ETag one wins',
    async run(context) {
      const service = await context.start();
      const created = await create(service);
      const statuses = await Promise.all(
        Array.from({ length: 10 }, async (_, writer) => {
          const options = { body: { data: { writer } }, headers: { 'if-match': created.headers.etag! } };
          return (await service.call('PUT', `/sessions/${created.body.sessionId}`, options)).status;
        }),
      );
      assert.deepEqual(statuses.sort(), [200, ...Array(9).fill(412)]);
    },
  },
];
