import { createSecretKey } from 'node:crypto';
import { errors, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { Logger } from 'pino';
import type { Authentication, JwtKeys } from '../config';
import { algorithmsOf, publicKeyAlgorithms } from '../public-key';
import type { Caller } from './authentication';
import { KeySet, KeySetUnavailable } from './key-set';
import { unavailable } from './problem';

/** A token with this scope is another service's, which acts for all users; any other is the user's own. */
const allUsersScope = 'sessions:all-users';

/** The issuer's clock and this one are never quite the same. */
const clockToleranceSeconds = 5;

/** Nothing when the token is not valid. */
export type VerifyJwt = (token: string) => Promise<Caller | undefined>;

export function jwtVerifier(
  { keys, issuer, audience }: Extract<Authentication, { mode: 'jwt' }>,
  log: Pick<Logger, 'warn'>,
): VerifyJwt {
  const { key, algorithms } = keySource(keys, log);
  // A token that never ends could not be taken back.
  const options = { issuer, audience, algorithms, requiredClaims: ['exp'], clockTolerance: clockToleranceSeconds };
  return async token => {
    try {
      const payload = await payloadOf(token, key, options);
      return payload && callerOf(payload);
    } catch (error) {
      if (error instanceof KeySetUnavailable) {
        throw unavailable('The keys that tokens are signed with cannot be fetched.', 1, error);
      }
      if (isOfTheKey(error)) log.warn({ reason: (error as Error).message }, 'a key for tokens cannot be used');
      return undefined;
    }
  };
}

async function payloadOf(
  token: string,
  key: JWTVerifyGetKey,
  options: JWTVerifyOptions,
): Promise<JWTPayload | undefined> {
  try {
    return (await jwtVerify(token, key, options)).payload;
  } catch (error) {
    if (error instanceof errors.JWKSMultipleMatchingKeys) return payloadByAnyOf(error, token, options);
    throw error;
  }
}

/** A token need not name its key: each that may be its is tried, and one that cannot be used is passed over. */
async function payloadByAnyOf(
  candidates: errors.JWKSMultipleMatchingKeys,
  token: string,
  options: JWTVerifyOptions,
): Promise<JWTPayload | undefined> {
  for await (const key of candidates) {
    const verified = await jwtVerify(token, key, options).catch(() => undefined);
    if (verified !== undefined) return verified.payload;
  }
  return undefined;
}

/** The algorithms are fixed by the kind of key, never by the token. */
function keySource(keys: JwtKeys, log: Pick<Logger, 'warn'>): { key: JWTVerifyGetKey; algorithms: string[] } {
  if ('jwksUrl' in keys) {
    return { key: new KeySet(keys.jwksUrl, log).find, algorithms: publicKeyAlgorithms };
  }
  if ('secret' in keys) {
    const secret = createSecretKey(keys.secret, 'utf8');
    return { key: async () => secret, algorithms: ['HS256', 'HS384', 'HS512'] };
  }
  const { publicKey } = keys;
  if (publicKey === undefined) throw new Error('The configuration has no public key.');
  return { key: async () => publicKey, algorithms: algorithmsOf(publicKey) };
}

function callerOf({ sub, scope }: JWTPayload): Caller | undefined {
  if (typeof scope === 'string' && scope.split(' ').includes(allUsersScope)) return {};
  return typeof sub === 'string' && sub !== '' ? { onlyUser: sub } : undefined;
}

/** A key that is malformed, too small or private; what jose says of tokens is of the other kinds. */
function isOfTheKey(error: unknown): boolean {
  return !(error instanceof errors.JOSEError) || error instanceof errors.JWKSInvalid;
}
