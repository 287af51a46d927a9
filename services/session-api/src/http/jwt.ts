import { createSecretKey, type KeyObject } from 'node:crypto';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Authentication, JwtKeys } from '../config';
import { ConfigurationError } from '../environment';
import type { Caller } from './authentication';
import { unavailable } from './problem';

/** A token with this scope is another service's, which acts for all users; any other is the user's own. */
const allUsersScope = 'sessions:all-users';

const rsaAlgorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const curveAlgorithms: Readonly<Record<string, string>> = {
  prime256v1: 'ES256',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
};
const publicKeyAlgorithms = [...rsaAlgorithms, ...Object.values(curveAlgorithms), 'EdDSA'];

/** Nothing when the token is not valid. */
export type VerifyJwt = (token: string) => Promise<Caller | undefined>;

export function jwtVerifier({ keys, issuer, audience }: Extract<Authentication, { mode: 'jwt' }>): VerifyJwt {
  const { key, algorithms } = keySource(keys);
  return async token => {
    try {
      // A token that never ends could not be taken back.
      const { payload } = await jwtVerify(token, key, { issuer, audience, algorithms, requiredClaims: ['exp'] });
      return callerOf(payload);
    } catch (error) {
      if (isInvalid(error)) return undefined;
      throw unavailable('The keys that tokens are signed with cannot be fetched.', 1, error as Error);
    }
  };
}

/** The algorithms are fixed by the kind of key, never by the token. */
function keySource(keys: JwtKeys): { key: JWTVerifyGetKey; algorithms: string[] } {
  if ('jwksUrl' in keys) {
    return {
      key: createRemoteJWKSet(new URL(keys.jwksUrl), { timeoutDuration: 2000 }),
      algorithms: publicKeyAlgorithms,
    };
  }
  if ('secret' in keys) {
    const secret = createSecretKey(keys.secret, 'utf8');
    return { key: async () => secret, algorithms: ['HS256', 'HS384', 'HS512'] };
  }
  const { publicKey } = keys;
  if (publicKey === undefined) throw new Error('The configuration has no public key.');
  return { key: async () => publicKey, algorithms: algorithmsOf(publicKey) };
}

function algorithmsOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string[] {
  if (asymmetricKeyType === 'rsa') return rsaAlgorithms;
  if (asymmetricKeyType === 'ed25519') return ['EdDSA'];
  const curve = asymmetricKeyDetails?.namedCurve ?? '';
  const algorithm = curveAlgorithms[curve];
  if (algorithm === undefined) {
    const kind = `${asymmetricKeyType} ${curve}`.trim();
    throw new ConfigurationError([`The key in JWT_PUBLIC_KEY_FILE signs no token that the service takes: ${kind}`]);
  }
  return [algorithm];
}

function callerOf({ sub, scope }: JWTPayload): Caller | undefined {
  if (typeof scope === 'string' && scope.split(' ').includes(allUsersScope)) return {};
  return typeof sub === 'string' && sub !== '' ? { onlyUser: sub } : undefined;
}

/** A key set that cannot be fetched, or is none, is no fault of the token's. */
function isInvalid(error: unknown): boolean {
  const ofTheKeySet = [errors.JWKSTimeout, errors.JWKSInvalid, errors.JWKSMultipleMatchingKeys];
  return (
    error instanceof errors.JOSEError &&
    !ofTheKeySet.some(kind => error instanceof kind) &&
    error.code !== 'ERR_JOSE_GENERIC'
  );
}
