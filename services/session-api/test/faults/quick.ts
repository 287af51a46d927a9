import { strict as assert } from 'node:assert';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { create } from '../contract/case';
import type { Reply } from '../support/http';
import { statusesLogged } from '../support/refusal';
import type { RunningService } from '../support/service';
import { timed } from '../support/timed';
import type { FaultyDoor } from './fault-injector';
import type { Fault } from './fault-stub';

/** Something that goes wrong, and what the service makes of it. */
export interface FaultCase {
  readonly name: string;
  readonly variables?: Record<string, string>;
  readonly run: (service: RunningService, door: FaultyDoor) => Promise<void>;
}

/** The total bound, and something for a busy machine. */
const longestWait = 3_000 + 1_000;

function assertUnavailable(reply: Reply): void {
  assert.equal(reply.status, 503);
  assert.ok(Number(reply.headers['retry-after']) >= 1, 'Retry-After is missing');
  assert.doesNotMatch(reply.text, /backend text|Exception|ECONN|127\.0\.0\.1|InternalServerError/);
}

/** While the fault lasts every route answers 503 in time; when it is over, the service works again by itself. */
function outage(name: string, begin: (door: FaultyDoor) => Promise<void>, end: (door: FaultyDoor) => Promise<void>) {
  return {
    name: `${name}: 503 within the bound, and recovery by itself`,
    async run(service: RunningService, door: FaultyDoor) {
      const { sessionId } = (await create(service, 'u')).body;
      const path = `/sessions/${sessionId}`;
      await begin(door);
      let answeredAt = 0;
      const ready = timed(() => service.call('GET', '/ready')).finally(() => {
        answeredAt = performance.now();
      });
      const calls: [string, string, unknown][] = [
        ['POST', '/sessions', { userId: 'u' }],
        ['GET', path, undefined],
        ['PUT', path, { data: {} }],
        ['DELETE', path, undefined],
        ['GET', '/sessions/user/u', undefined],
        ['DELETE', '/sessions/user/u', undefined],
      ];
      await Promise.all(
        calls.map(async ([method, where, body]) => {
          const { result, milliseconds } = await timed(() => service.call(method, where, { body }));
          assertUnavailable(result);
          assert.ok(milliseconds <= longestWait, `${method} ${where} took ${milliseconds} ms`);
        }),
      );
      assert.equal((await ready).result.status, 503);
      assert.ok((await ready).milliseconds < 1_000, `/ready took ${(await ready).milliseconds} ms`);
      assert.equal((await service.call('GET', '/health')).status, 200);
      await end(door);
      assert.equal((await service.call('GET', path)).status, 200);
      // What /ready says is kept for 2 seconds, from a moment before its answer, which on a busy machine is long after its question.
      await sleep(Math.max(0, 2_100 - (performance.now() - answeredAt)));
      assert.equal((await service.call('GET', '/ready')).status, 200);
    },
  };
}

function total(kind: Fault['kind']) {
  return outage(
    `every request meets ${kind}`,
    door => door.set(kind),
    door => door.set('none'),
  );
}

/** A fault that a second attempt does not meet is not seen by clients at all. */
function ridden(kind: Fault['kind'], every = 2): FaultCase {
  return {
    name: `one attempt in ${every} meets ${kind}: nobody notices`,
    async run(service, door) {
      await door.set(kind, { every });
      for (let turn = 0; turn < 2; turn++) {
        const created = await create(service, 'u', { turn });
        assert.equal(created.status, 201);
        const path = `/sessions/${created.body.sessionId}`;
        const read = await service.call('GET', path);
        assert.deepEqual(read.body, created.body);
        const headers = { 'if-match': read.headers.etag! };
        const updated = await service.call('PUT', path, { body: { data: { turn: -1 } }, headers });
        assert.equal(updated.status, 200, updated.text);
        assert.equal((await service.call('GET', '/sessions/user/u')).body.sessionCount, 1);
        const removed = await service.call('DELETE', path, { headers: { 'if-match': updated.headers.etag! } });
        assert.equal(removed.status, 204);
      }
    },
  };
}

export const quickFaults: readonly FaultCase[] = [
  {
    name: 'a client that leaves while it waits is in the log and the metrics, as 499',
    async run(service, door) {
      await door.set('hang');
      const socket = connect(service.port, '127.0.0.1');
      socket.write('GET /sessions/AAAAAAAAAAAAAAAAAAAAAA HTTP/1.1\r\nHost: x\r\nX-Request-Id: gone\r\n\r\n');
      await door.met();
      socket.destroy();
      await statusesLogged(service.logText, 'gone');
      const lines = service
        .logText()
        .trim()
        .split('\n')
        .map(line => JSON.parse(line));
      const gone = lines.filter(line => line.requestId === 'gone' && line.route !== undefined);
      assert.deepEqual(
        gone.map(line => [line.route, line.status]),
        [['/sessions/:sessionId', 499]],
      );
      assert.match((await service.call('GET', '/metrics')).text, /route="\/sessions\/:sessionId",status="499"/);
    },
  },
  total('throttle'),
  total('error500'),
  total('hang'),
  total('slowBody'),
  total('cutBody'),
  total('notJson'),
  total('deny'),
  outage(
    'connections are refused',
    door => door.refuse(),
    door => door.accept(),
  ),
  ridden('throttle', 3),
  ridden('error500'),
  ridden('cutBody'),
  ridden('notJson'),
  ridden('loseAnswer'),
  ridden('hang', 3),
  {
    name: 'the answer to an update is lost: the update was made, and the client is told so',
    async run(service, door) {
      const created = await create(service);
      const path = `/sessions/${created.body.sessionId}`;
      await door.set('loseAnswer', { every: 2, operations: ['UpdateItem'] });
      const headers = { 'if-match': created.headers.etag! };
      const updated = await service.call('PUT', path, { body: { data: { a: 1 } }, headers });
      assert.equal(updated.status, 200);
      const read = await service.call('GET', path);
      assert.equal(read.headers.etag, updated.headers.etag);
      assert.deepEqual(read.body, updated.body);
    },
  },
  {
    name: 'answers are lost while a session is made with an Idempotency-Key: one session, and its key finds it',
    async run(service, door) {
      await door.set('loseAnswer', { every: 2 });
      const options = { body: { userId: 'u' }, headers: { 'idempotency-key': 'k' } };
      const first = await service.call('POST', '/sessions', options);
      assert.equal(first.status, 201, first.text);
      const again = await service.call('POST', '/sessions', options);
      assert.equal(again.body.sessionId, first.body.sessionId);
      await door.set('none');
      assert.equal((await service.call('GET', '/sessions/user/u')).body.sessionCount, 1);
    },
  },
  {
    name: 'a POST with an Idempotency-Key that is 503 after its session was stored: the repeat finds it at once',
    async run(service, door) {
      const options = { body: { userId: 'u' }, headers: { 'idempotency-key': 'k' } };
      await door.set('error500', { operations: ['UpdateItem'] });
      assertUnavailable(await service.call('POST', '/sessions', options));
      const [stored] = (await service.call('GET', '/sessions/user/u')).body.sessions;
      await door.set('none');
      const again = await service.call('POST', '/sessions', options);
      assert.equal(again.status, 201, again.text);
      assert.deepEqual(again.body, stored);
      assert.equal(again.headers['idempotency-replayed'], 'true');
    },
  },
  {
    name: 'many slow calls for one request: the bound holds for all of them together',
    async run(service, door) {
      for (let made = 0; made < 12; made++) await create(service, 'u');
      service.clock.advanceSeconds(25 * 3600);
      await door.set('slow');
      // Every session has expired, so a page of one takes ten reads of 0.8 s.
      const { result, milliseconds } = await timed(() => service.call('GET', '/sessions/user/u?limit=1'));
      assertUnavailable(result);
      assert.ok(milliseconds <= longestWait, `it took ${milliseconds} ms`);
    },
  },
  {
    name: 'an outage is not answered with a storm: retries stop when their tokens are used up',
    async run(service, door) {
      await door.set('error500');
      const first = await door.count();
      assertUnavailable(await create(service));
      assert.equal((await door.count()) - first, 3, 'attempts for one request');
      const before = await door.count();
      const requests = 150;
      const replies = await Promise.all(Array.from({ length: requests }, () => create(service)));
      for (const reply of replies) assertUnavailable(reply);
      const attempts = (await door.count()) - before;
      // 500 tokens, 5 each.
      assert.ok(attempts >= requests && attempts <= requests + 100, `${attempts} attempts for ${requests} requests`);
    },
  },
  {
    name: 'more requests than allowed are refused at once, while health and readiness answer',
    variables: { MAX_REQUESTS_IN_FLIGHT: '10' },
    async run(service, door) {
      await door.set('hang');
      const replies = await Promise.all(Array.from({ length: 50 }, () => timed(() => create(service))));
      const quick = replies.filter(({ milliseconds }) => milliseconds < 2_000);
      assert.ok(quick.length >= 38, `only ${quick.length} of 50 were refused at once`);
      for (const { result } of replies) assertUnavailable(result);
      const pending = Array.from({ length: 20 }, () => create(service));
      await sleep(50);
      assert.equal((await service.call('GET', '/health')).status, 200);
      assert.equal((await service.call('GET', '/ready')).status, 503);
      assert.match((await service.call('GET', '/metrics')).text, /http_requests_shed_total [1-9]/);
      // Logged once as any request is: a second line for each would be more work just when there is too much.
      assert.doesNotMatch(service.logText(), /Too many requests/);
      await Promise.all(pending);
      await door.set('none');
      assert.equal((await create(service)).status, 201);
    },
  },
  {
    name: 'more lists than allowed are refused at once, while sessions are served',
    variables: { MAX_LISTS_IN_FLIGHT: '2' },
    async run(service, door) {
      const { sessionId } = (await create(service, 'u')).body;
      await door.set('hang', { operations: ['Query'] });
      const lists = Array.from({ length: 10 }, () => timed(() => service.call('GET', '/sessions/user/u')));
      await door.met();
      assert.equal((await service.call('GET', `/sessions/${sessionId}`)).status, 200);
      const replies = await Promise.all(lists);
      for (const { result } of replies) assertUnavailable(result);
      assert.equal(replies.filter(({ milliseconds }) => milliseconds < 800).length, 8);
      await door.set('none');
      assert.equal((await service.call('GET', '/sessions/user/u')).status, 200);
    },
  },
  {
    name: 'the time that a client takes to send its body is not DynamoDB’s: it is served all the same, and in its own time',
    async run(service, door) {
      const body = '{"userId":"u"}';
      const head = `POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
      const sendSlowly = async () => {
        const socket = connect(service.port, '127.0.0.1');
        socket.write(`${head}Connection: close\r\n\r\n${body.slice(0, 5)}`);
        await sleep(3_300);
        socket.write(body.slice(5));
        return timed(() => text(socket));
      };
      assert.match((await sendSlowly()).result, /^HTTP\/1\.1 201 /);
      await door.set('hang');
      const { result, milliseconds } = await sendSlowly();
      assert.match(result, /^HTTP\/1\.1 503 /);
      assert.ok(milliseconds > 1_000 && milliseconds <= longestWait, `it took ${milliseconds} ms`);
    },
  },
  {
    name: 'what DynamoDB answers is not quoted in the log',
    async run(service, door) {
      await door.set('notJson');
      assertUnavailable(await create(service));
      await door.set('cutBody');
      assertUnavailable(await create(service));
      await door.set('deny');
      assertUnavailable(await create(service));
      assert.equal((await service.call('GET', '/ready')).status, 503);
      await door.set('throttle');
      assertUnavailable(await create(service));
      assert.match(service.logText(), /unreachable/);
      assert.match(service.logText(), /"reason":"PutItem: AccessDeniedException \(400\)"/);
      assert.match(service.logText(), /"reason":"DescribeTable: AccessDeniedException \(400\)"/);
      assert.match(service.logText(), /PutItem: ProvisionedThroughputExceededException \(400\)/);
      assert.doesNotMatch(service.logText(), /<html|"Item|proxy|backend text/);
    },
  },
  {
    name: 'TTL that cannot be asked about is unknown: a warning, and ready all the same',
    async run(service, door) {
      await door.set('deny', { operations: ['DescribeTimeToLive'] });
      const { status, body } = await service.call('GET', '/ready');
      assert.equal(status, 200);
      assert.equal(body.ttl, 'unknown');
      assert.equal(body.warnings.length, 1);
    },
  },
  {
    name: 'TTL that cannot be asked about is 503 with REQUIRE_TTL=true',
    variables: { REQUIRE_TTL: 'true' },
    async run(service, door) {
      await door.set('deny', { operations: ['DescribeTimeToLive'] });
      assert.equal((await service.call('GET', '/ready')).status, 503);
    },
  },
  {
    name: 'a user’s sessions that cannot all be ended in time: 503, and the next request ends the rest',
    async run(service, door) {
      for (let made = 0; made < 30; made++) await create(service, 'u');
      await door.set('hang', { every: 2, operations: ['BatchWriteItem'] });
      const first = await service.call('DELETE', '/sessions/user/u');
      assert.ok([200, 503].includes(first.status));
      await door.set('none');
      assert.equal((await service.call('DELETE', '/sessions/user/u')).status, 200);
      assert.equal((await service.call('GET', '/sessions/user/u')).body.sessionCount, 0);
    },
  },
  {
    name: 'batches that DynamoDB leaves over are throttled calls: 503 in time after few attempts, and then all are ended',
    async run(service, door) {
      await Promise.all(Array.from({ length: 100 }, () => create(service, 'u')));
      await door.set('unprocessed', { operations: ['BatchWriteItem'] });
      const before = await door.count();
      const { result, milliseconds } = await timed(() => service.call('DELETE', '/sessions/user/u'));
      assertUnavailable(result);
      assert.ok(milliseconds <= longestWait, `it took ${milliseconds} ms`);
      const calls = (await door.count()) - before;
      assert.ok(calls <= 1 + 4 * 3, `${calls} calls for a query and four batches`);
      const metrics = (await service.call('GET', '/metrics')).text;
      assert.match(metrics, /\{operation="BatchWriteItem",outcome="throttled"\} [1-9]/);

      await door.set('unprocessed', { operations: ['BatchWriteItem'], every: 8 });
      assert.equal((await service.call('DELETE', '/sessions/user/u')).body.endedCount, 100);
      assert.equal((await service.call('GET', '/sessions/user/u')).body.sessionCount, 0);
    },
  },
];
