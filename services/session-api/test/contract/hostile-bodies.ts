import { strict as assert } from 'node:assert';
import type { RunningService } from '../support/service';
import type { Case } from './case';

function post(service: RunningService, body: unknown, headers: Record<string, string> = {}) {
  return service.call('POST', '/sessions', { body, headers });
}

export const hostileBodies: readonly Case[] = [
  {
    name: 'bodies that are not a session are 400 and say where',
    async run(context) {
      const service = await context.start();
      const bodies: [unknown, string][] = [
        [{}, '/body'],
        [{ userId: null }, '/body/userId'],
        [{ userId: '' }, '/body/userId'],
        [{ userId: 42 }, '/body/userId'],
        [{ userId: 3.14 }, '/body/userId'],
        [{ userId: true }, '/body/userId'],
        [{ userId: {} }, '/body/userId'],
        [{ userId: ['u'] }, '/body/userId'],
        [{ userId: 'a\u0000b' }, '/body/userId'],
        [{ userId: 'a\nb' }, '/body/userId'],
        [{ userId: '\ud800' }, '/body/userId'],
        [{ userId: 'a'.repeat(257) }, '/body/userId'],
        [{ userId: 'u', data: 'text' }, '/body/data'],
        [{ userId: 'u', data: null }, '/body/data'],
        [{ userId: 'u', data: [1] }, '/body/data'],
        [{ userId: 'u', other: 1 }, '/body'],
        ['["userId"]', '/body'],
        ['"u"', '/body'],
        ['null', '/body'],
        ['{"userId":"u","__proto__":{"data":{}}}', '/body'],
      ];
      for (const [body, pointer] of bodies) {
        const reply = await post(service, body, { 'content-type': 'application/json' });
        assert.equal(reply.status, 400, JSON.stringify(body).slice(0, 60));
        assert.equal(reply.headers['content-type'], 'application/problem+json');
        assert.equal(reply.body.errors[0]?.pointer, pointer, JSON.stringify(body).slice(0, 60));
      }
      for (const body of [{}, { data: null }, { data: [1] }, { data: {}, userId: 'v' }, '[1]']) {
        const headers = { 'content-type': 'application/json' };
        const { status } = await service.call('PUT', '/sessions/AAAAAAAAAAAAAAAAAAAAAA', { body, headers });
        assert.equal(status, 400, JSON.stringify(body));
      }
    },
  },
  {
    name: 'what is not JSON is 400, another content type 415, too much 413',
    async run(context) {
      const service = await context.start();
      const json = { 'content-type': 'application/json' };
      const valid = '{"userId":"u"}';
      for (const body of [
        '{',
        '',
        'userId=u',
        '{"userId":"u"}}',
        '\ufeff{',
        "{'userId':'u'}",
        Buffer.from([0xff, 0xfe]),
      ]) {
        assert.equal((await post(service, body, json)).status, 400, String(body));
      }
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'x',
        '',
      ]) {
        assert.equal((await post(service, valid, { 'content-type': type })).status, 415, type);
      }
      assert.equal((await post(service, valid, { 'content-type': 'application/json; charset=utf-8' })).status, 201);

      const padding = 64 * 1024 - JSON.stringify({ userId: 'u', data: { a: '' } }).length;
      const fits = { userId: 'u', data: { a: 'x'.repeat(padding) } };
      const created = await post(service, fits);
      assert.equal(created.status, 201);
      assert.deepEqual((await service.call('GET', `/sessions/${created.body.sessionId}`)).body.data, fits.data);
      assert.equal((await post(service, { userId: 'u', data: { a: 'x'.repeat(padding + 1) } })).status, 413);
    },
  },
  {
    name: 'a refusal stays small, however much is wrong',
    async run(context) {
      const service = await context.start();
      const many = Object.fromEntries(Array.from({ length: 5000 }, (_, name) => [`n${name}`, 1]));
      const reply = await post(service, { userId: 'u', ...many });
      assert.equal(reply.status, 400);
      assert.equal(reply.body.errors.length, 10);
      assert.match(reply.body.detail, /4990 more/);
      assert.ok(reply.text.length < 2000, `${reply.text.length} bytes`);
      const long = await post(service, { userId: 'u', ['\u0001'.repeat(5000)]: 1 });
      assert.equal(long.status, 400);
      assert.ok(long.text.length < 2000, `${long.text.length} bytes`);
    },
  },
  {
    name: 'numbers that a double cannot keep are 400; all others come back as they are',
    async run(context) {
      const service = await context.start();
      const headers = { 'content-type': 'application/json' };
      const send = (data: string) => post(service, `{"userId":"u","data":{"a":${data}}}`, headers);
      for (const number of [
        '9007199254740993',
        '12345678901234567890',
        '-9007199254740993',
        '1e400',
        '-1E400',
        '1e-400',
        '0.1000000000000000055511151231257827',
        '[{"b":3.141592653589793238}]',
        `1${'0'.repeat(30_000)}1`,
        '1e99999999999999999999',
        '-0',
        '[1,-0]',
        '{"b":\t-0.00}',
        '-0e5',
      ]) {
        const reply = await send(number);
        assert.equal(reply.status, 400, number.slice(0, 40));
        assert.equal(reply.body.errors[0]?.pointer, '/body');
        assert.ok(reply.text.length < 1000);
      }
      for (const number of [
        '9007199254740992',
        '0e999',
        '-0.5',
        '"at 2026-01-01, -0"',
        '1.0',
        '100000000000000000000000',
        '1E+2',
        '0.30000000000000004',
        '5e-324',
        '1.7976931348623157e308',
        '"9007199254740993 1e400 \\\\"',
        '{"9007199254740993":"\\"1e400"}',
      ]) {
        const reply = await send(number);
        assert.equal(reply.status, 201, number);
        assert.equal(JSON.stringify(reply.body.data), JSON.stringify({ a: JSON.parse(number) }));
      }
    },
  },
  {
    name: 'what comes back can be sent again: data that numbers make longer than a body may be is 413',
    async run(context) {
      const service = await context.start();
      const json = { 'content-type': 'application/json' };
      // 1e20 comes back with 21 digits: this many fill a body with them, and their commas, to 65,532 bytes.
      const most = 2978;
      const data = (count: number) => `{"a":[${Array(count).fill('1e20').join()}]}`;
      const start = (count: number, headers = {}) =>
        post(service, `{"userId":"u","data":${data(count)}}`, { ...json, ...headers });

      const path = `/sessions/${(await start(most)).body.sessionId}`;
      const read = await service.call('GET', path);
      const replace = (body: unknown) => service.call('PUT', path, { body, headers: json });
      assert.equal((await replace({ data: read.body.data })).status, 200);
      assert.equal((await replace(`{"data":${data(most)}}`)).status, 200);

      const refused = [
        await start(most + 1),
        await start(most + 1, { 'idempotency-key': 'k' }),
        await replace(`{"data":${data(most + 1)}}`),
      ];
      for (const { status, body } of refused) {
        assert.equal(status, 413);
        assert.match(body.detail, /65554 bytes/);
        assert.equal(body.errors[0]?.pointer, '/body/data');
      }
      assert.deepEqual((await service.call('GET', path)).body.data, read.body.data);
      assert.equal((await service.call('GET', '/sessions/user/u')).body.sessionCount, 1);
    },
  },
  {
    name: 'bytes that are not UTF-8 are 400, an encoded body 415',
    async run(context) {
      const service = await context.start();
      const json = { 'content-type': 'application/json' };
      for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0xaf]]) {
        const body = Buffer.concat([Buffer.from('{"userId":"u'), Buffer.from(bytes), Buffer.from('"}')]);
        assert.equal((await post(service, body, json)).status, 400, bytes.join());
      }
      const body = { userId: 'u' };
      for (const encoding of ['gzip', 'br', 'identity, gzip', 'x']) {
        const reply = await post(service, body, { 'content-encoding': encoding });
        assert.equal(reply.status, 415, encoding);
        assert.equal(reply.headers['accept-encoding'], 'identity');
      }
      assert.equal((await post(service, body, { 'content-encoding': 'identity' })).status, 201);
    },
  },
  {
    name: 'a name that an object has twice is 400: one of the two values would be lost',
    async run(context) {
      const service = await context.start();
      const headers = { 'content-type': 'application/json' };
      const send = (data: string) => post(service, `{"userId":"u","data":${data}}`, headers);
      for (const [data, name] of [
        ['{"a":1,"a":1}', 'a'],
        ['{"list":[{"b":{}},{"c":{"d":[],"e":{"d":1},"d":2}}]}', 'd'],
        ['{"é":1,"\\u00e9":2}', 'é'],
        ['{"":1 , "" :2}', ''],
        ['{"__proto__":1,"__proto__":2}', '__proto__'],
        [`{"${'n'.repeat(30_000)}":1,"${'n'.repeat(30_000)}":2}`, 'n'.repeat(20)],
      ] as const) {
        const reply = await send(data);
        assert.equal(reply.status, 400, data.slice(0, 40));
        assert.ok(reply.body.detail.includes(JSON.stringify(name)), reply.body.detail);
        assert.ok(reply.text.length < 1000);
      }
      assert.equal((await post(service, '{"userId":"u","userId":"v"}', headers)).status, 400);
      for (const data of [
        '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}',
        '{"a":"b","b":"a","c":"\\"a\\":1,\\"a\\":1","d":"}{","A":1}',
        '{"a\\"":1,"a":2,"a\\\\":3}',
        `{"a":"${'\\"'.repeat(30_000)}"}`,
      ]) {
        assert.equal((await send(data)).status, 201, data.slice(0, 40));
      }
    },
  },
  {
    name: 'DELETE takes an empty body of any JSON type, and refuses what no route takes',
    async run(context) {
      const service = await context.start();
      const json = { 'content-type': 'application/json' };
      for (const [path, done] of [
        ['/sessions/AAAAAAAAAAAAAAAAAAAAAA', 204],
        ['/sessions/user/u', 200],
      ] as const) {
        const status = async (body: unknown, headers: Record<string, string>) =>
          (await service.call('DELETE', path, { body, headers })).status;
        assert.equal(await status(undefined, {}), done);
        assert.equal(await status(undefined, json), done);
        assert.equal(await status('', json), done);
        assert.equal(await status('{}', json), done);
        assert.equal(await status('{', json), 400);
        assert.equal(await status('x', { 'content-type': 'text/plain' }), 415);
        assert.equal(await status('x'.repeat(65 * 1024), json), 413);
      }
    },
  },
  {
    name: 'data of every JSON kind comes back as it went in',
    async run(context) {
      const service = await context.start();
      const texts = [
        '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":1}',
        '{"":"empty name","a.b":1,"$set":{},"#x":":y"}',
        '{"big":1e300,"small":-1e-300,"zero":0,"list":[null,true,[],{}],"half":"\\ud800","nul":"\\u0000"}',
        `{"deep":${'['.repeat(98)}${']'.repeat(98)}}`,
      ];
      for (const data of texts) {
        const headers = { 'content-type': 'application/json' };
        const created = await post(service, `{"userId":"u","data":${data}}`, headers);
        assert.equal(created.status, 201, data);
        const read = await service.call('GET', `/sessions/${created.body.sessionId}`);
        const back = read.text.slice(read.text.indexOf('"data":') + 7, -1);
        assert.equal(JSON.stringify(JSON.parse(back)), JSON.stringify(JSON.parse(data)));
      }
      assert.equal(({} as Record<string, unknown>).polluted, undefined);
    },
  },
  {
    name: 'data that nests too deeply is 400, however deeply',
    async run(context) {
      const service = await context.start();
      const headers = { 'content-type': 'application/json' };
      for (const levels of [100, 1000, 30_000]) {
        const body = `{"userId":"u","data":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}`;
        assert.equal((await post(service, body, headers)).status, 400, `${levels} levels`);
        const withKey = { ...headers, 'idempotency-key': 'k' };
        assert.equal((await post(service, body, withKey)).status, 400, `${levels} levels with a key`);
      }
    },
  },
];
