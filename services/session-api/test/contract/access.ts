import { strict as assert } from 'node:assert';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JWTPayload, SignJWT } from 'jose';
import { type Case, create } from './case';

const adminKey = 'an-admin-key-for-tests';
const apiKey = 'an-api-key-for-tests';
const secret = 'a-secret-of-at-least-32-characters';

function token(payload: JWTPayload, key = secret, expires: string | undefined = '1h'): Promise<string> {
  const jwt = new SignJWT(payload).setProtectedHeader({ alg: 'HS256' });
  if (expires !== undefined) jwt.setExpirationTime(expires);
  return jwt.sign(Buffer.from(key));
}

const bearer = (value: string) => ({ headers: { authorization: `Bearer ${value}` } });

export const accessCases: readonly Case[] = [
  {
    name: 'GET /sessions without an admin key set is 403 and says how to set one',
    async run(context) {
      const service = await context.start();
      const { status, body } = await service.call('GET', '/sessions', { headers: { 'x-api-key': 'x' } });
      assert.equal(status, 403);
      assert.match(body.detail, /Set ADMIN_KEY/);
    },
  },
  {
    name: 'GET /sessions needs the admin key: none 401, a wrong one 403',
    async run(context) {
      const service = await context.start({ ADMIN_KEY: adminKey });
      assert.equal((await service.call('GET', '/sessions')).status, 401);
      for (const key of ['', 'wrong', `${adminKey}x`, adminKey.toUpperCase()]) {
        const { status } = await service.call('GET', '/sessions', { headers: { 'x-api-key': key } });
        assert.equal(status, 403, key);
      }
      assert.equal((await service.call('GET', '/sessions', { headers: { 'x-api-key': adminKey } })).status, 200);
    },
  },
  {
    name: 'AUTH=key closes the user routes to all without the key, and leaves health and readiness open',
    async run(context) {
      const service = await context.start({ AUTH: 'key', API_KEY: apiKey, ADMIN_KEY: adminKey });
      const refused = await create(service);
      assert.equal(refused.status, 401);
      assert.equal(refused.headers['www-authenticate'], 'ApiKey');
      const wrong = { body: { userId: 'u' }, headers: { 'x-api-key': 'wrong' } };
      assert.equal((await service.call('POST', '/sessions', wrong)).status, 401);
      const id = 'AAAAAAAAAAAAAAAAAAAAAA';
      for (const path of [`/sessions/${id}`, '/sessions/user/u']) {
        assert.equal((await service.call('GET', path)).status, 401);
        assert.equal((await service.call('DELETE', path)).status, 401);
      }
      for (const key of [apiKey, adminKey]) {
        const right = { body: { userId: 'u' }, headers: { 'x-api-key': key } };
        assert.equal((await service.call('POST', '/sessions', right)).status, 201);
      }
      const asAdmin = { headers: { 'x-api-key': apiKey } };
      assert.equal((await service.call('GET', '/sessions', asAdmin)).status, 403, 'the API key is no admin key');
      assert.equal((await service.call('GET', '/health')).status, 200);
      assert.equal((await service.call('GET', '/ready')).status, 200);
    },
  },
  {
    name: 'AUTH=jwt: a user’s token reaches that user’s sessions, and others’ are absent',
    async run(context) {
      const service = await context.start({ AUTH: 'jwt', JWT_SECRET: secret, JWT_AUDIENCE: 'sessions' });
      const alice = bearer(await token({ sub: 'alice', aud: 'sessions' }));
      const bob = bearer(await token({ sub: 'bob', aud: 'sessions' }));
      const body = { userId: 'alice', data: { a: 1 } };
      const created = await service.call('POST', '/sessions', { body, ...alice });
      assert.equal(created.status, 201);
      assert.equal((await service.call('POST', '/sessions', { body, ...bob })).status, 403);
      const path = `/sessions/${created.body.sessionId}`;
      const update = { body: { data: { a: 2 } } };
      assert.equal((await service.call('GET', path, bob)).status, 404);
      assert.equal((await service.call('PUT', path, { ...update, ...bob })).status, 404);
      assert.equal((await service.call('DELETE', path, bob)).status, 204);
      assert.equal((await service.call('GET', '/sessions/user/alice', bob)).status, 403);
      assert.equal((await service.call('DELETE', '/sessions/user/alice', bob)).status, 403);
      assert.deepEqual((await service.call('GET', path, alice)).body.data, { a: 1 }, 'bob changed nothing');
      assert.equal((await service.call('PUT', path, { ...update, ...alice })).status, 200);

      const backend = bearer(await token({ sub: 'shop', aud: 'sessions', scope: 'x sessions:all-users' }));
      assert.equal((await service.call('GET', path, backend)).status, 200);
    },
  },
  {
    name: 'AUTH=jwt: tokens that are forged, expired, endless, unsigned or for others are 401',
    async run(context) {
      const service = await context.start({
        AUTH: 'jwt',
        JWT_SECRET: secret,
        JWT_AUDIENCE: 'sessions',
        JWT_ISSUER: 'https://issuer',
      });
      const good: JWTPayload = { sub: 'u', aud: 'sessions', iss: 'https://issuer' };
      const path = '/sessions/user/u';
      assert.equal((await service.call('GET', path, bearer(await token(good)))).status, 200);
      const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await token(good)).split('.')[1]}.`;
      const bad = [
        await token(good, 'another-secret-of-at-least-32-characters'),
        await token(good, secret, '-1m'),
        await token(good, secret, '-10s'),
        await token({ ...good, nbf: Math.floor(Date.now() / 1000) + 30 }),
        await new SignJWT(good).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(secret)),
        await token({ ...good, aud: 'others' }),
        await token({ ...good, iss: 'https://other' }),
        await token({ ...good, sub: undefined }),
        unsigned,
        'x',
        'a.b.c',
      ];
      for (const value of bad) {
        const reply = await service.call('GET', path, bearer(value));
        assert.equal(reply.status, 401, value);
        assert.equal(reply.headers['www-authenticate'], 'Bearer');
      }
      for (const near of [
        await token(good, secret, '-2s'),
        await token({ ...good, nbf: Math.floor(Date.now() / 1000) + 3 }),
      ]) {
        assert.equal((await service.call('GET', path, bearer(near))).status, 200, 'clocks differ by seconds');
      }
      assert.equal((await service.call('GET', path)).status, 401);
      assert.equal((await service.call('GET', path, { headers: { authorization: 'Basic dTpw' } })).status, 401);
    },
  },
  {
    name: 'AUTH=jwt with a public key: its own tokens, and none signed with the key’s text as a secret',
    async run(context) {
      const folder = mkdtempSync(join(tmpdir(), 'session-key-'));
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
      writeFileSync(join(folder, 'key.pem'), pem);
      const service = await context.start({ AUTH: 'jwt', JWT_PUBLIC_KEY_FILE: join(folder, 'key.pem') });
      rmSync(folder, { recursive: true });
      const claims = new SignJWT({ sub: 'u' }).setExpirationTime('1h');
      const good = await claims.setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
      const confused = await new SignJWT({ sub: 'u' })
        .setExpirationTime('1h')
        .setProtectedHeader({ alg: 'HS256' })
        .sign(Buffer.from(pem));
      assert.equal((await service.call('GET', '/sessions/user/u', bearer(good))).status, 200);
      assert.equal((await service.call('GET', '/sessions/user/u', bearer(confused))).status, 401);
    },
  },
  {
    name: 'AUTH=jwt with a key set: its keys, and 503 while it cannot be fetched',
    async run(context) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
      const keySet = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256' }] });
      const server = createServer((_, response) => response.end(keySet)).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
      const sign = (key: typeof privateKey, kid: string) =>
        new SignJWT({ sub: 'u' }).setExpirationTime('1h').setProtectedHeader({ alg: 'ES256', kid }).sign(key);

      const service = await context.start({ AUTH: 'jwt', JWT_JWKS_URL: jwksUrl });
      const path = '/sessions/user/u';
      assert.equal((await service.call('GET', path, bearer(await sign(privateKey, 'k1')))).status, 200);
      assert.equal((await service.call('GET', path, bearer(await sign(stranger, 'k1')))).status, 401);
      assert.equal((await service.call('GET', path, bearer(await sign(privateKey, 'k2')))).status, 401);

      const late = await context.start({ AUTH: 'jwt', JWT_JWKS_URL: jwksUrl });
      server.closeAllConnections();
      server.close();
      const unreachable = await late.call('GET', path, bearer(await sign(privateKey, 'k1')));
      assert.equal(unreachable.status, 503);
      assert.ok(unreachable.headers['retry-after']);
      assert.doesNotMatch(unreachable.text, /fetch failed|ECONN/);
      assert.match(late.logText(), /cannot be fetched.*(fetch failed|ECONN)/);
      assert.equal(
        (await service.call('GET', path, bearer(await sign(privateKey, 'k1')))).status,
        200,
        'kept keys serve',
      );
    },
  },
];
