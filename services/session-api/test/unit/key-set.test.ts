import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FlattenedJWSInput } from 'jose';
import { KeySet, KeySetUnavailable } from '../../src/http/key-set';

const minute = 60_000;
const token = {} as FlattenedJWSInput;
const keyNamed = (kid: string) => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
  kid,
});

describe('a key set', () => {
  let server: Server;
  let keys: object[];
  let isUp: boolean;
  let fetches: number;
  let now: number;
  let warnings: string[];
  let find: (kid: string) => Promise<unknown>;

  beforeEach(async () => {
    [keys, isUp, fetches, now, warnings] = [[keyNamed('a')], true, 0, 0, []];
    server = createServer((_, response) => {
      fetches++;
      response.writeHead(isUp ? 200 : 500).end(JSON.stringify({ keys }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const warn = (_: object, message?: string) => warnings.push(message ?? '');
    const keySet = new KeySet(url, { warn } as never, () => now);
    find = async kid => keySet.find({ alg: 'ES256', kid }, token);
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  test('is fetched once for many, and again after ten minutes: a key that was taken out is gone', async () => {
    await Promise.all(Array.from({ length: 10 }, () => find('a')));
    now = 9 * minute;
    await find('a');
    expect(fetches).toBe(1);
    keys = [keyNamed('b')];
    now = 10 * minute;
    await expect(find('a')).rejects.toThrow(/no applicable key/);
    expect(fetches).toBe(2);
  });

  test('is fetched again for a key that it has not, at most twice a minute', async () => {
    await find('a');
    keys.push(keyNamed('b'));
    await expect(find('b')).rejects.toThrow(/no applicable key/);
    now = minute / 2;
    await find('b');
    await expect(find('c')).rejects.toThrow(/no applicable key/);
    expect(fetches).toBe(2);
  });

  test('serves on for a day while it cannot be fetched, asked for twice a minute, with a warning each time', async () => {
    await find('a');
    isUp = false;
    for (now = 10 * minute; now < 15 * minute; now += 1000) await find('a');
    expect(fetches).toBe(1 + 10);
    expect(warnings).toHaveLength(10);
    // It may be a new one: nobody can tell.
    await expect(find('b')).rejects.toThrow(KeySetUnavailable);
    now = 24 * 60 * minute - 1;
    await find('a');
    now++;
    await expect(find('a')).rejects.toThrow(KeySetUnavailable);
    isUp = true;
    await find('a');
  });
});
