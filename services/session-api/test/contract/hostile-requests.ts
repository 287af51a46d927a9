import { strict as assert } from 'node:assert';
import { connect } from 'node:net';
import { refusalIn, statusesLogged } from '../support/refusal';
import { type Case, create } from './case';

/** Sends bytes as they are and gives back all that comes until the server closes. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', chunk => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    socket.setTimeout(3000, () => socket.destroy(new Error(`no end to: ${answer}`)));
  });
}

export const hostileRequests: readonly Case[] = [
  {
    name: 'a body of 20 MB is refused before it is taken in',
    async run(context) {
      const service = await context.start();
      const before = process.memoryUsage().rss;
      const head =
        'POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 20971520\r\n\r\n';
      assert.match(await raw(service.port, head), /^HTTP\/1\.1 413 /);
      const chunked =
        'POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
      const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
      assert.match(await raw(service.port, chunked + chunk + chunk), /^HTTP\/1\.1 413 /);
      assert.ok(process.memoryUsage().rss - before < 20 * 2 ** 20);
    },
  },
  {
    name: 'query parameters that a route does not know are 400 and named',
    async run(context) {
      const adminKey = 'an-admin-key-for-tests';
      const service = await context.start({ ADMIN_KEY: adminKey });
      const { sessionId } = (await create(service, 'u')).body;
      const routes: [string, string, unknown][] = [
        ['POST', '/sessions', { userId: 'u' }],
        ['GET', '/sessions', undefined],
        ['GET', `/sessions/${sessionId}`, undefined],
        ['PUT', `/sessions/${sessionId}`, { data: { lost: true } }],
        ['DELETE', `/sessions/${sessionId}`, undefined],
        ['GET', '/sessions/user/u', undefined],
        ['DELETE', '/sessions/user/u', undefined],
      ];
      for (const [method, path, body] of routes) {
        for (const query of ['x=1', 'Limit=1', 'limit[]=1', '__proto__=1', 'x', `${'y'.repeat(5000)}=1`]) {
          const reply = await service.call(method, `${path}?${query}`, { body, headers: { 'x-api-key': adminKey } });
          assert.equal(reply.status, 400, `${method} ${path}?${query}`.slice(0, 80));
          assert.equal(reply.body.errors[0]?.pointer, '/querystring');
          assert.ok(reply.text.length < 1000);
        }
      }
      const { body } = await service.call('GET', '/sessions/user/u?limit=10&');
      assert.deepEqual(body.sessions[0]?.data, { theme: 'dark' }, 'nothing was changed or ended');
      // Probes and scrapers add what they like.
      for (const path of ['/health', '/ready', '/metrics', '/openapi.json']) {
        assert.equal((await service.call('GET', `${path}?x=1`)).status, 200, path);
      }
    },
  },
  {
    name: 'methods that a path does not know are 405, also those of WebDAV',
    async run(context) {
      const service = await context.start();
      for (const method of ['PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'M-SEARCH']) {
        for (const path of ['/sessions', '/sessions/AAAAAAAAAAAAAAAAAAAAAA', '/sessions/user/u', '/health']) {
          const { status, headers } = await service.call(method, path);
          assert.equal(status, 405, `${method} ${path}`);
          assert.match(headers.allow!, /GET/);
        }
      }
    },
  },
  {
    name: 'odd paths are 4xx, with a problem',
    async run(context) {
      const service = await context.start();
      const paths: [string, number][] = [
        ['/sessions/%', 400],
        ['/sessions/%zz', 400],
        ['/sessions/%c3%28', 400],
        ['/sessions/', 400],
        ['/sessions//', 404],
        ['/sessions/a/b', 404],
        ['/nowhere', 404],
        ['//', 404],
        ['/sessions/user/', 400],
        ['/sessions/user/%00', 400],
        [`/sessions/${'a'.repeat(4097)}`, 414],
        [`/sessions/user/${'a'.repeat(300)}`, 400],
        ['/sessions/user', 404],
        ['/sessions/user?limit=1', 404],
        ['/sessions/__proto__', 404],
        ['/sessions/constructor', 404],
      ];
      for (const [path, status] of paths) {
        const reply = await service.call('GET', path);
        assert.equal(reply.status, status, path.slice(0, 40));
        assert.equal(reply.headers['content-type'], 'application/problem+json', path.slice(0, 40));
        assert.equal(reply.body.status, status);
      }
      // A user's id that got lost must not look like the end of all of the user's sessions.
      for (const method of ['DELETE', 'PUT', 'POST', 'PATCH']) {
        const body = method === 'DELETE' ? undefined : { data: {} };
        assert.equal((await service.call(method, '/sessions/user', { body })).status, 404, method);
      }
      assert.equal((await service.call('DELETE', '/sessions/user/')).status, 400);
    },
  },
  {
    name: 'what is refused before it is routed is in the log like any other',
    async run(context) {
      const service = await context.start();
      const reply = await service.call('GET', '/sessions/%zz');
      assert.equal(reply.status, 400);
      const id = String(reply.headers['x-request-id']);
      assert.ok(reply.text.includes(`"requestId":"${id}"`));
      assert.equal(reply.headers['cache-control'], 'no-store');
      const line = service
        .logText()
        .split('\n')
        .find(text => text.includes(id));
      assert.equal(JSON.parse(String(line)).status, 400);
    },
  },
  {
    name: 'what is not HTTP, or has headers without end, is answered and cut off',
    async run(context) {
      const service = await context.start();
      assert.match(await raw(service.port, 'hello\r\n\r\n'), /^HTTP\/1\.1 400 .*application\/problem\+json/s);
      const long = `GET /health HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`;
      assert.match(await raw(service.port, long), /^HTTP\/1\.1 431 .*application\/problem\+json/s);
      const smuggled =
        'POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
      assert.match(await raw(service.port, smuggled), /^HTTP\/1\.1 400 /);
      const expecting = 'GET /health HTTP/1.1\r\nHost: x\r\nExpect: a-cake\r\n\r\n';
      assert.match(await raw(service.port, expecting), /^HTTP\/1\.1 417 .*application\/problem\+json/s);
      const noHost = 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n';
      assert.match(await raw(service.port, noHost), /^HTTP\/1\.1 400 /);
      assert.equal((await service.call('GET', '/health')).status, 200);
    },
  },
  {
    name: 'what is refused before it is a request, or while it arrives, has an id too, which finds its line in the log',
    async run(context) {
      const service = await context.start();
      const start = 'POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
      const refused: [string, number, RegExp][] = [
        ['hello\r\n\r\n', 400, /^[0-9a-f-]{36}$/],
        [`GET /health HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431, /^[0-9a-f-]{36}$/],
        ['GET /health HTTP/1.1\r\nHost: x\r\nExpect: a-cake\r\nX-Request-Id: abc-1\r\n\r\n', 417, /^abc-1$/],
        [`${start}Transfer-Encoding: chunked\r\nX-Request-Id: abc-2\r\n\r\nzz\r\n`, 400, /^abc-2$/],
      ];
      for (const [text, status, form] of refused) {
        const answer = await raw(service.port, text);
        const { id, body } = refusalIn(answer);
        assert.match(id, form, answer);
        assert.equal(body.requestId, id);
        assert.equal(body.status, status);
        assert.match(answer, /\r\ncache-control: no-store\r\n/i);
        assert.deepEqual(await statusesLogged(service.logText, id), [status]);
      }
    },
  },
  {
    name: 'HTTP/1.1 has one Host, HTTP/1.0 may have none',
    async run(context) {
      const { port } = await context.start();
      const end = 'Connection: close\r\n\r\n';
      for (const hosts of ['', 'Host: x\r\nHost: y\r\n'])
        assert.match(
          await raw(port, `GET /health HTTP/1.1\r\n${hosts}${end}`),
          /^HTTP\/1\.1 400 .*application\/problem\+json.*Send one Host header/s,
        );
      for (const head of ['GET /health HTTP/1.1\r\nHost: x\r\n', 'GET /health HTTP/1.0\r\n'])
        assert.match(await raw(port, head + end), /^HTTP\/1\.1 200 /);
    },
  },
  {
    name: 'what is not HTTP behind a request in progress is not answered in its place',
    async run(context) {
      const service = await context.start();
      const body = '{"userId":"u"}';
      const start = `POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
      const expecting = 'GET /health HTTP/1.1\r\nHost: x\r\nExpect: a-cake\r\n\r\n';
      assert.match(await raw(service.port, start + expecting), /^HTTP\/1\.1 201 .*HTTP\/1\.1 417 /s);
      assert.equal(await raw(service.port, `${start}hello\r\n\r\n`), '');
      // But a request that breaks off in its own body is answered.
      const broken = start.replace('Content-Length: 14', 'Transfer-Encoding: chunked').replace(body, 'zz\r\n');
      assert.match(await raw(service.port, broken), /^HTTP\/1\.1 400 .*application\/problem\+json/s);
    },
  },
  {
    name: 'a request id is taken over when plain and made when not; a trace parent is logged when valid',
    async run(context) {
      const service = await context.start();
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      const kept = await service.call('GET', '/health', { headers: { 'x-request-id': 'abc-1', traceparent } });
      assert.equal(kept.headers['x-request-id'], 'abc-1');
      for (const id of ['a b', 'x'.repeat(129), '"}', 'é']) {
        const made = await service.call('GET', '/health', { headers: { 'x-request-id': id, traceparent: id } });
        assert.match(made.headers['x-request-id'] as string, /^[0-9a-f-]{36}$/);
      }
      const lines = service
        .logText()
        .trim()
        .split('\n')
        .map(line => JSON.parse(line));
      const line = lines.find(each => each.requestId === 'abc-1');
      assert.equal(line.traceparent, traceparent);
      assert.equal(line.route, '/health');
      assert.equal(lines.filter(each => each.traceparent !== undefined).length, 1);
    },
  },
  {
    name: 'the lines about one session have one hash, from the one that started it, also with an Idempotency-Key',
    async run(context) {
      const service = await context.start();
      const start = () =>
        service.call('POST', '/sessions', { body: { userId: 'u' }, headers: { 'idempotency-key': 'k' } });
      for (const started of [await create(service), await start(), await start()]) {
        await service.call('GET', `/sessions/${started.body.sessionId}`);
      }
      const hashes = service
        .logText()
        .trim()
        .split('\n')
        .map(line => JSON.parse(line))
        .filter(line => line.route?.startsWith('/sessions'))
        .map(line => line.session);
      const [first, keyed] = [hashes[0], hashes[1]];
      assert.match(first, /^[0-9a-f]{12}$/);
      assert.deepEqual(hashes, [first, keyed, keyed, first, keyed, keyed]);
    },
  },
  {
    name: 'session ids and user ids are never in the log',
    async run(context) {
      const service = await context.start();
      const { sessionId } = (await create(service, 'secret-user')).body;
      const path = `/sessions/${sessionId}`;
      await service.call('GET', path);
      await service.call('PUT', path, { body: { data: { a: 1 } } });
      await service.call('GET', '/sessions/user/secret-user');
      await service.call('GET', `/sessions/${sessionId}%zz`);
      await service.call('POST', path);
      await service.call('DELETE', path);
      const log = service.logText();
      assert.ok(log.split('\n').length > 5);
      assert.ok(!log.includes(sessionId), 'a session id is in the log');
      assert.ok(!log.includes('secret-user'), 'a user id is in the log');
      assert.ok(!(await service.call('GET', '/metrics')).text.includes(sessionId));
    },
  },
  {
    name: 'a client that leaves before its answer does not count as in progress for ever',
    async run(context) {
      const service = await context.start({ MAX_REQUESTS_IN_FLIGHT: '4' });
      for (let client = 0; client < 12; client++) {
        await new Promise<void>(resolve => {
          const socket = connect(service.port, '127.0.0.1', () => {
            // The second half of them pipelined.
            const requests = client < 6 ? 1 : 8;
            socket.write('GET /sessions/user/u HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(requests), () => {
              socket.destroy();
              resolve();
            });
          });
        });
      }
      await new Promise(resolve => setTimeout(resolve, 200));
      assert.equal((await service.call('GET', '/sessions/user/u')).status, 200);
      assert.match((await service.call('GET', '/metrics')).text, /\nhttp_requests_in_flight 1\n/);
    },
  },
];
