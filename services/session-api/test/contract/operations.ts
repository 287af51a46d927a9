import { strict as assert } from 'node:assert';
import { sessionTable } from '../../local/create-table';
import { DocumentedReplies } from '../support/documented';
import { type Case, create } from './case';

export const operationCases: readonly Case[] = [
  {
    name: '/health answers',
    async run(context) {
      const { status, body } = await (await context.start()).call('GET', '/health');
      assert.equal(status, 200);
      assert.equal(body.status, 'healthy');
      assert.equal(body.service, 'session-api');
    },
  },
  {
    name: '/ready with the table of the contract',
    async run(context) {
      const tableName = await context.newTable();
      const service = await context.start({ DYNAMODB_TABLE_NAME: tableName });
      const { status, body } = await service.call('GET', '/ready');
      assert.equal(status, 200);
      assert.equal(body.status, 'ready');
      assert.equal(body.table, tableName);
      assert.equal(body.table_status, 'ACTIVE');
      assert.equal(body.ttl, 'disabled');
      assert.equal(body.warnings.length, 1);
      const metrics = (await service.call('GET', '/metrics')).text;
      assert.match(metrics, /\nsession_table_ready 1\n/);
      assert.match(metrics, /\nsession_table_ttl_enabled 0\n/);
      assert.match(service.logText(), /"level":40.*TTL/);
      assert.equal(service.logText().match(/table checked/g)?.length, 1);
    },
  },
  {
    name: 'REQUIRE_TTL=true: not ready while TTL is off, ready once it is on for expiresAt',
    async run(context) {
      const enableTtl = (TableName: string, AttributeName: string) =>
        context.admin.call('UpdateTimeToLive', {
          TableName,
          TimeToLiveSpecification: { Enabled: true, AttributeName },
        });
      const ready = async (DYNAMODB_TABLE_NAME: string) =>
        (await context.start({ DYNAMODB_TABLE_NAME, REQUIRE_TTL: 'true' })).call('GET', '/ready');

      const tableName = await context.newTable();
      const { status, body } = await ready(tableName);
      assert.equal(status, 503);
      assert.match(body.reasons.join(), /TTL is off/);
      if (!context.backend.canEnableTtl) return;

      await enableTtl(tableName, 'expiresAt');
      const enabled = await ready(tableName);
      assert.equal(enabled.status, 200);
      assert.equal(enabled.body.ttl, 'enabled');
      assert.deepEqual(enabled.body.warnings, []);

      const other = await context.newTable();
      await enableTtl(other, 'ttl');
      const wrong = await ready(other);
      assert.equal(wrong.status, 503);
      assert.equal(wrong.body.ttl, 'wrong_attribute');
    },
  },
  {
    name: 'tables that are not as the contract says are named as what they are',
    async run(context) {
      const S = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
      const good = sessionTable('x');
      const index = good.GlobalSecondaryIndexes![0]!;
      const wrong: [string, object, RegExp][] = [
        [
          'the key of the seeds’ KRO table',
          {
            AttributeDefinitions: [S('sessionId'), S('userId'), S('createdAt')],
            KeySchema: [{ AttributeName: 'sessionId', KeyType: 'HASH' }],
          },
          /The table has the key sessionId \(S\), not id \(S\)/,
        ],
        [
          'a sort key',
          {
            KeySchema: [...good.KeySchema!, { AttributeName: 'createdAt', KeyType: 'RANGE' }],
          },
          /id \(S\), createdAt \(S\), not id \(S\)/,
        ],
        [
          'no index',
          { AttributeDefinitions: [S('id')], GlobalSecondaryIndexes: undefined },
          /no global secondary index byUser/,
        ],
        [
          'a number as the index’s sort key',
          { AttributeDefinitions: [S('id'), S('userId'), { AttributeName: 'createdAt', AttributeType: 'N' }] },
          /byUser has the key userId \(S\), createdAt \(N\)/,
        ],
        [
          'an index of keys only',
          { GlobalSecondaryIndexes: [{ ...index, Projection: { ProjectionType: 'KEYS_ONLY' } }] },
          /projects KEYS_ONLY, not ALL/,
        ],
      ];
      for (const [what, change, reason] of wrong) {
        const tableName = context.newTableName();
        await context.admin.createTable({ ...sessionTable(tableName), ...change });
        const service = await context.start({ DYNAMODB_TABLE_NAME: tableName });
        const { status, body } = await service.call('GET', '/ready');
        assert.equal(status, 503, what);
        assert.match(body.reasons.join(), reason, what);
      }
    },
  },
  {
    name: 'a table that is not as the contract says is 503 on the routes, and no fault of the request',
    async run(context) {
      const S = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
      const key = (AttributeName: string) => [{ AttributeName, KeyType: 'HASH' as const }];
      const withoutIndex = { BillingMode: 'PAY_PER_REQUEST' as const, TableName: context.newTableName() };
      await context.admin.createTable({ ...withoutIndex, AttributeDefinitions: [S('id')], KeySchema: key('id') });
      const service = await context.start({ DYNAMODB_TABLE_NAME: withoutIndex.TableName });
      const cursor = Buffer.from(JSON.stringify(['A'.repeat(22), '2026-01-01T00:00:00.000Z'])).toString('base64url');
      for (const path of ['/sessions/user/u', `/sessions/user/u?cursor=${cursor}`]) {
        assert.equal((await service.call('GET', path)).status, 503, path);
      }
      assert.equal((await service.call('DELETE', '/sessions/user/u')).status, 503);

      const TableName = context.newTableName();
      await context.admin.createTable({
        ...withoutIndex,
        TableName,
        AttributeDefinitions: [S('sessionId')],
        KeySchema: key('sessionId'),
      });
      assert.equal((await create(await context.start({ DYNAMODB_TABLE_NAME: TableName }))).status, 503);
    },
  },
  {
    name: 'without its table the service is not ready, and its routes are 503 with Retry-After',
    async run(context) {
      const service = await context.start({ DYNAMODB_TABLE_NAME: context.newTableName() });
      const ready = await service.call('GET', '/ready');
      assert.equal(ready.status, 503);
      assert.equal(ready.body.table_status, undefined);
      const created = await create(service);
      assert.equal(created.status, 503);
      assert.ok(Number(created.headers['retry-after']) > 0);
      assert.doesNotMatch(created.text, /ResourceNotFound|non-existent/, 'DynamoDB’s text went to the client');
    },
  },
  {
    name: '/ready is looked up once for many who ask',
    async run(context) {
      const service = await context.start();
      await Promise.all(Array.from({ length: 20 }, () => service.call('GET', '/ready')));
      const metrics = (await service.call('GET', '/metrics')).text;
      assert.match(metrics, /dynamodb_attempt_duration_seconds_count\{operation="DescribeTable",outcome="ok"\} 1\n/);
    },
  },
  {
    name: 'while draining, /ready is 503, requests are served and their connections closed',
    async run(context) {
      const service = await context.start();
      assert.equal((await service.call('GET', '/ready')).status, 200);
      service.startDraining();
      assert.equal((await service.call('GET', '/ready')).status, 503);
      const created = await create(service);
      assert.equal(created.status, 201);
      assert.equal(created.headers.connection, 'close');
    },
  },
  {
    name: 'a method that a path does not know is 405 and says which it knows; HEAD is GET without its body',
    async run(context) {
      const service = await context.start();
      const refused: [string, string, string][] = [
        ['PATCH', '/sessions', 'GET, HEAD, POST'],
        ['DELETE', '/sessions', 'GET, HEAD, POST'],
        ['POST', '/sessions/x', 'DELETE, GET, HEAD, PUT'],
        ['PUT', '/sessions/user/u', 'DELETE, GET, HEAD'],
        ['OPTIONS', '/sessions', 'GET, HEAD, POST'],
        ['TRACE', '/health', 'GET, HEAD'],
        ['POST', '/metrics', 'GET, HEAD'],
      ];
      for (const [method, path, allow] of refused) {
        const reply = await service.call(method, path, method === 'TRACE' ? {} : { body: '{', headers: {} });
        assert.equal(reply.status, 405, `${method} ${path}`);
        assert.equal(String(reply.headers.allow).split(', ').sort().join(', '), allow, `${method} ${path}`);
      }
      const head = await service.call('HEAD', '/health');
      assert.equal(head.status, 200);
      assert.equal(head.text, '');
    },
  },
  {
    name: 'metrics count requests by route, attempts by operation, and expired sessions',
    async run(context) {
      const service = await context.start({ SESSION_TTL_HOURS: '1' });
      const { sessionId } = (await create(service)).body;
      service.clock.advanceSeconds(3601);
      await service.call('GET', `/sessions/${sessionId}`);
      const { text, headers } = await service.call('GET', '/metrics');
      assert.match(String(headers['content-type']), /^text\/plain/);
      assert.match(text, /http_request_duration_seconds_count\{method="POST",route="\/sessions",status="201"\} 1/);
      assert.match(
        text,
        /http_request_duration_seconds_count\{method="GET",route="\/sessions\/:sessionId",status="404"\} 1/,
      );
      assert.match(text, /dynamodb_attempt_duration_seconds_count\{operation="PutItem",outcome="ok"\} 1/);
      assert.match(text, /session_expired_items_total 1/);
      assert.match(text, /process_resident_memory_bytes/);
    },
  },
  {
    name: 'the OpenAPI document names every route, what it takes and what it answers',
    async run(context) {
      const document = JSON.parse((await (await context.start()).call('GET', '/openapi.json')).text);
      assert.equal(document.openapi, '3.1.0');
      const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.keys(methods as object).map(method => `${method} ${path}`),
      );
      assert.deepEqual(operations.sort(), [
        'delete /sessions/user/{userId}',
        'delete /sessions/{sessionId}',
        'get /health',
        'get /ready',
        'get /sessions',
        'get /sessions/user/{userId}',
        'get /sessions/{sessionId}',
        'post /sessions',
        'put /sessions/{sessionId}',
      ]);
      const post = document.paths['/sessions'].post;
      assert.deepEqual(post.requestBody.content['application/json'].schema, {
        $ref: '#/components/schemas/NewSession',
      });
      assert.equal(post.requestBody.required, true);
      assert.ok(post.responses['422'].content['application/problem+json']);
      assert.ok(post.responses['503'].headers['Retry-After']);
      assert.match(document.info.description, /405, and Allow names/);
    },
  },
  {
    name: 'the OpenAPI document has examples, each as its schema says',
    async run(context) {
      const document = JSON.parse((await (await context.start()).call('GET', '/openapi.json')).text);
      const exemplified = ['NewSession', 'Problem', 'Session', 'SessionList', 'SessionUpdate', 'UserSessionList'];
      assert.deepEqual([...new DocumentedReplies(document).checkExamples()].sort(), exemplified);
    },
  },
];
