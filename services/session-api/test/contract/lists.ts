import { strict as assert } from 'node:assert';
import type { RunningService } from '../support/service';
import { type Case, create } from './case';

const adminKey = 'an-admin-key-for-tests';
const admin = { headers: { 'x-api-key': adminKey } };

/** Follows the cursors to the end; more pages than that is a loop. */
async function allPages(service: RunningService, path: string, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? '' : `&cursor=${cursor}`;
    const { status, body } = await service.call('GET', `${path}?limit=${limit}${query}`, admin);
    assert.equal(status, 200);
    assert.equal(body.sessionCount, body.sessions.length);
    assert.ok(body.sessions.length <= limit);
    pages.push(body.sessions.map((session: { sessionId: string }) => session.sessionId));
    cursor = body.cursor;
    assert.ok(pages.length < 200, 'the cursors lead nowhere');
  } while (cursor !== undefined);
  return pages;
}

async function createMany(service: RunningService, userId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let made = 0; made < count; made++) {
    ids.push((await create(service, userId, { made })).body.sessionId);
    service.clock.advanceSeconds(0.002);
  }
  return ids;
}

export const listCases: readonly Case[] = [
  {
    name: 'a user’s sessions come newest first, a page at a time, each once',
    async run(context) {
      const service = await context.start();
      const ids = await createMany(service, 'alice', 23);
      await createMany(service, 'bob', 3);
      const pages = await allPages(service, '/sessions/user/alice', 5);
      assert.deepEqual(pages.flat(), ids.reverse());
      assert.equal(pages.length, 5);
      const { body } = await service.call('GET', '/sessions/user/alice?limit=1');
      assert.equal(body.userId, 'alice');
      assert.deepEqual(body.sessions[0]?.data, { made: 22 });
      assert.equal((await service.call('GET', '/sessions/user/nobody')).body.sessionCount, 0);
    },
  },
  {
    name: 'user ids of every kind are found again',
    async run(context) {
      const service = await context.start();
      const ids = [
        'a/b',
        '42',
        'ünïcödé 用户 🎉',
        "x' OR 1=1",
        '%2F',
        '__proto__',
        'constructor',
        '.',
        '..',
        'a'.repeat(256),
      ];
      for (const userId of ids) {
        assert.equal((await create(service, userId)).status, 201, userId);
        // Clients and servers resolve a bare dot away, also when it is encoded.
        const { status, body } = await service.call('GET', `/sessions/user/${encodeURIComponent(userId)}`);
        assert.equal(status, 200, userId);
        assert.equal(body.userId, userId);
        assert.equal(body.sessionCount, 1, userId);
      }
    },
  },
  {
    name: 'the admin list pages through everyone’s sessions, without data',
    async run(context) {
      const service = await context.start({ ADMIN_KEY: adminKey });
      const ids = [...(await createMany(service, 'alice', 12)), ...(await createMany(service, 'bob', 9))];
      const headers = { 'idempotency-key': 'hidden' };
      const more = await service.call('POST', '/sessions', { body: { userId: 'carol' }, headers });
      const pages = await allPages(service, '/sessions', 4);
      assert.deepEqual(pages.flat().sort(), [...ids, more.body.sessionId].sort());
      const { body } = await service.call('GET', '/sessions', admin);
      assert.ok(body.sessions.every((session: object) => !('data' in session)));
    },
  },
  {
    name: 'expired sessions do not empty the pages',
    async run(context) {
      const service = await context.start({ SESSION_TTL_HOURS: '1' });
      await createMany(service, 'u', 12);
      service.clock.advanceSeconds(3600);
      const living = await createMany(service, 'u', 7);
      service.clock.advanceSeconds(1);
      const pages = await allPages(service, '/sessions/user/u', 3);
      assert.deepEqual(pages.flat(), living.reverse());
      assert.equal(pages[0]!.length, 3);
    },
  },
  {
    name: 'large sessions make short pages, of a megabyte or so, and each is listed once',
    async run(context) {
      const service = await context.start({ ADMIN_KEY: adminKey });
      const ids: string[] = [];
      for (let made = 0; made < 40; made++) {
        ids.push((await create(service, 'u', { text: 'x'.repeat(60_000) })).body.sessionId);
        service.clock.advanceSeconds(0.002);
      }
      const first = await service.call('GET', '/sessions/user/u?limit=100');
      assert.ok(first.text.length < 1.3e6, `${first.text.length} bytes`);
      assert.ok(first.body.cursor);
      assert.deepEqual((await allPages(service, '/sessions/user/u', 100)).flat(), [...ids].reverse());
      assert.deepEqual((await allPages(service, '/sessions', 100)).flat().sort(), [...ids].sort());
    },
  },
  {
    name: 'limits and cursors that make no sense are 400',
    async run(context) {
      const service = await context.start({ ADMIN_KEY: adminKey });
      await createMany(service, 'u', 3);
      const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const cursors = [
        'x',
        '%00',
        forged([]),
        forged(['a', 'b', 'c']),
        forged({ id: 'a' }),
        forged([1, 2]),
        forged(['']),
      ];
      const long = 'a'.repeat(5000);
      for (const list of ['/sessions', '/sessions/user/u']) {
        for (const limit of [
          '0',
          '-1',
          '101',
          '1.5',
          'ten',
          '',
          '1e9',
          '1&limit=2',
          '0x10',
          '1e1',
          '010',
          '%2B5',
          '%205',
          '5.0',
          'NaN',
        ]) {
          assert.equal((await service.call('GET', `${list}?limit=${limit}`, admin)).status, 400, `limit=${limit}`);
        }
        for (const cursor of [...cursors, long, forged([long, long])]) {
          const { status } = await service.call('GET', `${list}?cursor=${cursor}`, admin);
          assert.equal(status, 400, `${list} cursor=${cursor.slice(0, 40)}`);
        }
      }
    },
  },
  {
    name: 'a cursor made for one user shows nothing of another',
    async run(context) {
      const service = await context.start();
      await createMany(service, 'alice', 3);
      const bobs = await createMany(service, 'bob', 3);
      const { cursor } = (await service.call('GET', '/sessions/user/bob?limit=1')).body;
      const { status, body } = await service.call('GET', `/sessions/user/alice?cursor=${cursor}`);
      assert.ok(status === 200 || status === 400);
      for (const session of body.sessions ?? []) {
        assert.equal(session.userId, 'alice');
        assert.ok(!bobs.includes(session.sessionId));
      }
    },
  },
  {
    name: 'items of others in the table break nothing and are in no list',
    async run(context) {
      const tableName = await context.newTable();
      const service = await context.start({ DYNAMODB_TABLE_NAME: tableName, ADMIN_KEY: adminKey });
      const { sessionId } = (await create(service, 'u')).body;
      const createdAt = { S: '2026-01-01T00:00:00.000Z' };
      const later = { N: '99999999999' };
      const foreign = [
        { id: { S: 'no-expiry' }, userId: { S: 'u' }, createdAt },
        { id: { S: 'huge-number' }, userId: { S: 'u' }, createdAt, expiresAt: { N: '1e100' } },
        { id: { S: 'text-expiry' }, userId: { S: 'u' }, createdAt, expiresAt: { S: 'soon' } },
        {
          id: { S: 'not-json' },
          userId: { S: 'u' },
          createdAt,
          expiresAt: later,
          data: { S: '{' },
          revision: { S: 'r' },
        },
        { id: { S: 'A'.repeat(22) }, userId: { S: 'u' }, createdAt, expiresAt: later, data: { M: {} } },
        {
          id: { S: 'B'.repeat(22) },
          userId: { S: 'u' },
          createdAt,
          expiresAt: later,
          revision: { S: 'r' },
          data: { S: `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}` },
        },
      ];
      const complete = { expiresAt: later, data: { S: '{}' }, revision: { S: 'r' }, userId: { S: 'u' } };
      for (const [index, moment] of ['yesterday', '1', '2026-99-01T00:00:00.000Z'].entries()) {
        foreign.push({ id: { S: String(index).repeat(22) }, ...complete, createdAt: { S: moment } });
      }
      for (const Item of foreign) await context.admin.call('PutItem', { TableName: tableName, Item });
      const mine = (await service.call('GET', '/sessions/user/u')).body.sessions;
      assert.deepEqual(
        mine.map((session: { sessionId: string }) => session.sessionId),
        [sessionId],
      );
      assert.equal((await service.call('GET', '/sessions', admin)).body.sessionCount, 1);
      assert.equal((await service.call('GET', `/sessions/${'A'.repeat(22)}`)).status, 404);
      assert.equal((await service.call('GET', `/sessions/${'B'.repeat(22)}`)).status, 404);
      const sliding = await context.start({ DYNAMODB_TABLE_NAME: tableName, SESSION_SLIDING: 'true' });
      for (const id of ['0', '1', '2'].map(digit => digit.repeat(22))) {
        assert.equal((await sliding.call('GET', `/sessions/${id}`)).status, 404);
        assert.equal((await sliding.call('PUT', `/sessions/${id}`, { body: { data: {} } })).status, 404);
      }
      assert.match((await service.call('GET', '/metrics')).text, /session_malformed_items_total [1-9]/);
    },
  },
  {
    name: 'DELETE of a user’s sessions ends them all and nobody else’s',
    async run(context) {
      const service = await context.start();
      const ids = await createMany(service, 'alice', 60);
      const [bobs] = await createMany(service, 'bob', 1);
      const { status, body } = await service.call('DELETE', '/sessions/user/alice');
      assert.equal(status, 200);
      assert.deepEqual(body, { userId: 'alice', endedCount: 60 });
      for (const id of ids) assert.equal((await service.call('GET', `/sessions/${id}`)).status, 404);
      assert.equal((await service.call('GET', `/sessions/${bobs}`)).status, 200);
      assert.equal((await service.call('DELETE', '/sessions/user/alice')).body.endedCount, 0);
    },
  },
];
