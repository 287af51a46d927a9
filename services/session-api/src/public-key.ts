import { createPublicKey, type KeyObject } from 'node:crypto';

/** RFC 7518 section 3.3 */
const smallestRsaBits = 2048;
const rsaAlgorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const curveAlgorithms: Readonly<Record<string, string>> = {
  prime256v1: 'ES256',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
};

export const publicKeyAlgorithms = [...rsaAlgorithms, ...Object.values(curveAlgorithms), 'EdDSA'];

/** The algorithms of tokens that the key checks; none when the service takes no such key. */
export function algorithmsOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string[] {
  const { modulusLength = 0, namedCurve = '' } = asymmetricKeyDetails ?? {};
  if (asymmetricKeyType === 'rsa') return modulusLength >= smallestRsaBits ? rsaAlgorithms : [];
  if (asymmetricKeyType === 'ed25519') return ['EdDSA'];
  const algorithm = curveAlgorithms[namedCurve];
  return algorithm === undefined ? [] : [algorithm];
}

/** From PEM; throws what is wrong with it, as the end of a sentence about the file. */
export function parsePublicKey(pem: string): KeyObject {
  // Node would take its public half, and the half that signs tokens would lie about in every pod.
  if (pem.includes('PRIVATE KEY-----')) {
    throw new Error('holds a private key: give the service its public half, from `openssl pkey -in FILE -pubout`');
  }
  const key = publicKeyIn(pem);
  if (algorithmsOf(key).length === 0) {
    throw new Error(
      `has a key that signs no token that the service takes, ${kindOf(key)}: it takes RSA of at least ` +
        `${smallestRsaBits} bits, P-256, P-384, P-521 and Ed25519`,
    );
  }
  return key;
}

function publicKeyIn(pem: string): KeyObject {
  try {
    return createPublicKey(pem);
  } catch {
    throw new Error('is not a PEM file with a public key');
  }
}

function kindOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  const { modulusLength, namedCurve } = asymmetricKeyDetails ?? {};
  return [asymmetricKeyType, namedCurve, modulusLength && `${modulusLength} bits`].filter(Boolean).join(' ');
}
