import { createHmac, hash } from 'node:crypto';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { startEmulator } from '../../local/emulator';
import { Sha256 } from '../../src/dynamodb/sha256';
import { type Credentials, RequestSigner } from '../../src/dynamodb/signer';

const hex = async (hash: Sha256) => Buffer.from(await hash.digest()).toString('hex');

describe('Sha256', () => {
  test('the example of FIPS 180-4, whole, in parts and again', async () => {
    const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const sha = new Sha256();
    sha.update('abc');
    expect(await hex(sha)).toBe(expected);
    sha.reset();
    sha.update('a');
    sha.update(new Uint8Array(Buffer.from('xbcx')).subarray(1, 3));
    expect(await hex(sha)).toBe(expected);
  });

  test('with a key: RFC 4231, test case 2', async () => {
    const keyed = new Sha256(new Uint8Array(Buffer.from('Jefe')));
    keyed.update('what do ya want for nothing?');
    expect(await hex(keyed)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  });
});

const region = 'eu-west-1';
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'session-token' };

/** Emulators check no signatures. So AWS's formula is written out here, and the AWS SDK shows that it is the right one. */
describe('RequestSigner', () => {
  test('the formula gives what the AWS SDK sends', async () => {
    const { headers, body } = await requestOfTheSdk();
    expect(headers.authorization).toBe(authorizationOf(headers, body));
  });

  test('our headers carry the signature of the formula, and the session token', async () => {
    const signer = new RequestSigner('http://127.0.0.1:8000', region, async () => credentials);
    const headers = await signer.sign('GetItem', '{"TableName":"ü"}');
    expect(headers['x-amz-security-token']).toBe('session-token');
    expect(headers['x-amz-target']).toBe('DynamoDB_20120810.GetItem');
    expect(headers.authorization).toBe(authorizationOf(headers, '{"TableName":"ü"}'));
  });
});

test('new credentials sign at once, also with an old key’s id or secret', async () => {
  let current: Credentials = credentials;
  const signer = new RequestSigner('http://127.0.0.1:8000', region, async () => current);
  const variants: Credentials[] = [
    credentials,
    { ...credentials, secretAccessKey: 'another' },
    { ...credentials, accessKeyId: 'AKIDANOTHER' },
    credentials,
  ];
  for (const variant of variants) {
    current = variant;
    const headers = await signer.sign('GetItem', '{}');
    expect(headers.authorization).toBe(authorizationOf(headers, '{}', variant));
  }
});

async function requestOfTheSdk(): Promise<{ headers: Record<string, string>; body: string }> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const emulator = await startEmulator();
  const client = new DynamoDBClient({ region, endpoint: emulator.endpoint, credentials });
  const seen: { headers: Record<string, string>; body: string }[] = [];
  client.middlewareStack.add(
    next => args => {
      const { headers, body } = args.request as { headers: Record<string, string>; body: string };
      seen.push({ headers: { ...headers }, body });
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  await client.send(new ListTablesCommand({ Limit: 1 }));
  client.destroy();
  await emulator.close();
  return seen[0]!;
}

function authorizationOf(
  headers: Record<string, string>,
  body: string,
  { accessKeyId, secretAccessKey }: Credentials = credentials,
): string {
  const signedHeaders = /SignedHeaders=([^,]+)/.exec(headers.authorization!)![1]!;
  const lines = signedHeaders.split(';').map(name => `${name}:${headers[name]!.trim()}\n`);
  const canonical = ['POST', '/', '', lines.join(''), signedHeaders, hash('sha256', body)].join('\n');
  const date = headers['x-amz-date']!;
  const scope = `${date.slice(0, 8)}/${region}/dynamodb/aws4_request`;
  const key = scope
    .split('/')
    .reduce<Buffer>((secret, part) => hmac(secret, part), Buffer.from(`AWS4${secretAccessKey}`));
  const signature = hmac(key, ['AWS4-HMAC-SHA256', date, scope, hash('sha256', canonical)].join('\n')).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
