import { strict as assert } from 'node:assert';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import type { RunningService } from '../support/service';
import { timed } from '../support/timed';
import type { Case } from './case';

/** Serves a key set, until it is stopped. */
async function serveKeys(keys: readonly object[]): Promise<{ url: string; stop: () => void }> {
  const server = createServer((_, response) => response.end(JSON.stringify({ keys }))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`, stop };
}

function rsaKeys(modulusLength = 2048): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync('rsa', { modulusLength });
}

const jwk = (key: KeyObject, members: object = {}) => ({ ...key.export({ format: 'jwk' }), ...members });

async function statusOf(service: RunningService, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await service.call('GET', '/sessions/user/u', { headers })).status;
}

function sign(key: KeyObject, kid?: string): Promise<string> {
  return new SignJWT({ sub: 'u' }).setExpirationTime('1h').setProtectedHeader({ alg: 'RS256', kid }).sign(key);
}

export const tokenCases: readonly Case[] = [
  {
    name: 'AUTH=jwt with a key set: a token that does not name its key fits any of the keys, and a forged one none',
    async run(context) {
      const [first, second, stranger] = [rsaKeys(), rsaKeys(), rsaKeys()];
      const small = rsaKeys(1024);
      const keySet = await serveKeys([jwk(small.publicKey), jwk(first.publicKey), jwk(second.publicKey)]);
      const service = await context.start({ AUTH: 'jwt', JWT_JWKS_URL: keySet.url });
      assert.equal(await statusOf(service, await sign(first.privateKey)), 200);
      assert.equal(await statusOf(service, await sign(second.privateKey)), 200);
      assert.equal(await statusOf(service, await sign(stranger.privateKey)), 401);
      keySet.stop();
    },
  },
  {
    name: 'AUTH=jwt with a key set: tokens of its keys that are malformed, private or too small are 401, all others served',
    async run(context) {
      const good = rsaKeys();
      const small = rsaKeys(1024);
      const keySet = await serveKeys([
        jwk(good.publicKey, { kid: 'good' }),
        jwk(small.publicKey, { kid: 'small' }),
        jwk(good.privateKey, { kid: 'private' }),
        { kty: 'RSA', kid: 'malformed', n: 42 },
        { kty: 'RSA', kid: 'empty' },
      ]);
      const service = await context.start({ AUTH: 'jwt', JWT_JWKS_URL: keySet.url });
      for (const kid of ['small', 'private', 'malformed', 'empty']) {
        assert.equal(await statusOf(service, await sign(good.privateKey, kid)), 401, kid);
      }
      assert.equal(await statusOf(service, await sign(good.privateKey, 'good')), 200);
      keySet.stop();
    },
  },
  {
    name: 'AUTH=jwt with a key set that is none, or never arrives whole: 503 within the bound',
    async run(context) {
      const { privateKey } = rsaKeys();
      const bodies: [string, number][] = [
        ['{"keys":[', 200],
        ['{"keys":{}}', 200],
        ['{"keys":[]}', 404],
        ['{"keys":[]}', 302],
      ];
      for (const [body, status] of bodies) {
        const server = createServer((_, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1');
        await once(server, 'listening');
        const JWT_JWKS_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
        const service = await context.start({ AUTH: 'jwt', JWT_JWKS_URL });
        assert.equal(await statusOf(service, await sign(privateKey)), 503, `${status} ${body}`);
        assert.match(service.logText(), /cannot be fetched\. ./);
        server.closeAllConnections();
        server.close();
      }

      const slow = createServer((_, response) => response.write('{"keys":')).listen(0, '127.0.0.1');
      await once(slow, 'listening');
      const JWT_JWKS_URL = `http://127.0.0.1:${(slow.address() as AddressInfo).port}/`;
      const service = await context.start({ AUTH: 'jwt', JWT_JWKS_URL });
      const token = await sign(privateKey);
      const { result, milliseconds } = await timed(() => statusOf(service, token));
      assert.equal(result, 503);
      assert.ok(milliseconds < 3_000, `it took ${milliseconds} ms`);
      slow.closeAllConnections();
      slow.close();
    },
  },
];
