import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readConfig } from '../../src/config';
import { version } from '../../src/version';

const needed = { DYNAMODB_TABLE_NAME: 'sessions' };
const complaintsOf = (variables: Record<string, string>): string => {
  try {
    readConfig(variables);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('readConfig', () => {
  test('the seeds’ variables and defaults', () => {
    const config = readConfig({ ...needed, AWS_REGION: 'eu-west-1', SESSION_TTL_HOURS: '2', PORT: '9090' });
    expect(config).toMatchObject({
      tableName: 'sessions',
      endpoint: 'https://dynamodb.eu-west-1.amazonaws.com',
      sessionLifetimeSeconds: 7200,
      port: 9090,
    });
    expect(readConfig(needed)).toMatchObject({ region: 'us-west-2', sessionLifetimeSeconds: 86_400, port: 8080 });
  });

  test('the endpoint: of the partition, of AWS’s variables, of LocalStack with its credentials', () => {
    expect(readConfig({ ...needed, AWS_REGION: 'cn-north-1' }).endpoint).toBe(
      'https://dynamodb.cn-north-1.amazonaws.com.cn',
    );
    const own = { ...needed, AWS_ENDPOINT_URL_DYNAMODB: 'http://a:1', LOCALSTACK_ENDPOINT: 'http://b:2' };
    expect(readConfig(own).endpoint).toBe('http://a:1');
    const localStack = readConfig({ ...needed, LOCALSTACK_ENDPOINT: 'http://localstack:4566/' });
    expect(localStack.endpoint).toBe('http://localstack:4566');
    expect(localStack.credentials).toEqual({ accessKeyId: 'test', secretAccessKey: 'test' });
    expect(readConfig(needed).credentials).toBeUndefined();
  });

  test.each([
    ['us-gov-west-1', 'amazonaws.com'],
    ['ap-southeast-7', 'amazonaws.com'],
    ['cn-northwest-1', 'amazonaws.com.cn'],
    ['eusc-de-east-1', 'amazonaws.eu'],
    ['us-iso-east-1', 'c2s.ic.gov'],
    ['us-isob-east-1', 'sc2s.sgov.gov'],
    ['eu-isoe-west-1', 'cloud.adc-e.uk'],
    ['us-isof-south-1', 'csp.hci.ic.gov'],
  ])('%s is in %s, as AWS’s own client has it', async (region, domain) => {
    expect(readConfig({ ...needed, AWS_REGION: region }).endpoint).toBe(`https://dynamodb.${region}.${domain}`);
    const client = new DynamoDBClient({ region, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
    const { url } = client.config.endpointProvider({ Region: region, UseFIPS: false, UseDualStack: false });
    expect(url.host).toBe(`dynamodb.${region}.${domain}`);
  });

  test('a wrong setting brings no complaint about another that is measured by it', () => {
    for (const SESSION_TTL_HOURS of ['abc', '10000', '0']) {
      const complaints = complaintsOf({ ...needed, SESSION_TTL_HOURS, SESSION_MAX_HOURS: '12' });
      expect(complaints).toMatch(/SESSION_TTL_HOURS=.* from 0\.000278 to 8784$/);
      expect(complaints).not.toMatch(/SESSION_MAX_HOURS|NaN/);
      const both = complaintsOf({ ...needed, SESSION_TTL_HOURS, SESSION_MAX_HOURS: '9000' });
      expect(both).toMatch(/SESSION_MAX_HOURS=9000 is not a number from 0\.000278 to 8784$/);
    }
    expect(readConfig({ ...needed, SESSION_TTL_HOURS: '0.000278' }).sessionLifetimeSeconds).toBe(1);
    expect(complaintsOf({ AWS_REGION: 'x', DYNAMODB_TABLE_NAME: 't' })).not.toMatch(/endpoint/);
  });

  test.each(['ab', 'a b c', 'sessions\n', 'x'.repeat(256), 'arn:aws:dynamodb:us-west-2:123456789012:table/sessions'])(
    '%j is no name of a table',
    DYNAMODB_TABLE_NAME => {
      expect(complaintsOf({ DYNAMODB_TABLE_NAME })).toMatch(
        /DYNAMODB_TABLE_NAME=.* is not the name of a table: 3 to 255/s,
      );
    },
  );

  test('URLs with a user or a fragment are refused, and passwords not printed', () => {
    for (const name of ['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL', 'LOCALSTACK_ENDPOINT']) {
      for (const url of ['http://user:pass-word@host:8000', 'http://:pass-word@host', 'user:pass-word@host']) {
        const complaints = complaintsOf({ ...needed, [name]: url });
        expect(complaints).toContain(`- ${name} `);
        expect(complaints).not.toContain('pass-word');
      }
      expect(complaintsOf({ ...needed, [name]: 'http://host/#a' })).toContain(`${name}=http://host/#a is not`);
    }
    const keys = complaintsOf({ ...needed, AUTH: 'jwt', JWT_JWKS_URL: 'https://user:pass-word@issuer/keys' });
    expect(readConfig({ ...needed, AUTH: 'jwt', JWT_JWKS_URL: 'https://issuer/@us/keys' })).toBeTruthy();
    expect(keys).toMatch(/JWT_JWKS_URL has a user or a password/);
    expect(keys).not.toContain('pass-word');
  });

  test('everything that is wrong is said at once, and what to do', () => {
    const complaints = complaintsOf({
      AWS_REGION: 'Oregon',
      SESSION_TTL_HOURS: 'a day',
      PORT: '80.5',
      SESSION_SLIDING: 'yes',
      ADMIN_KEY: 'short',
      AUTH: 'basic',
      AWS_ENDPOINT_URL: 'localhost:8000',
    });
    for (const variable of ['DYNAMODB_TABLE_NAME', 'AWS_REGION', 'SESSION_TTL_HOURS', 'PORT', 'SESSION_SLIDING']) {
      expect(complaints).toContain(variable);
    }
    expect(complaints).toMatch(/ADMIN_KEY is shorter than 16 characters: .*`openssl rand -hex 32`/);
    expect(complaints).toMatch(/AUTH=basic is not none, key or jwt/);
    expect(complaints).toContain('localhost:8000');
  });

  test.each([
    [{ SESSION_TTL_HOURS: '0' }, /SESSION_TTL_HOURS/],
    [{ SESSION_TTL_HOURS: 'NaN' }, /SESSION_TTL_HOURS/],
    [{ SESSION_TTL_HOURS: '48', SESSION_MAX_HOURS: '24' }, /SESSION_MAX_HOURS/],
    [{ AUTH: 'key' }, /API_KEY/],
    [{ AUTH: 'jwt' }, /JWT_JWKS_URL/],
    [{ AUTH: 'jwt', JWT_SECRET: 'short' }, /32 characters/],
    [{ AUTH: 'jwt', JWT_SECRET: 's'.repeat(32), JWT_JWKS_URL: 'https://a' }, /exactly one/],
    [{ AUTH: 'jwt', JWT_PUBLIC_KEY_FILE: '/nowhere.pem' }, /nowhere.pem/],
    [{ AUTH: 'jwt', JWT_JWKS_URL: 'file:///etc/jwks.json' }, /JWT_JWKS_URL=file.* is not an http\(s\) URL/],
    [{ AWS_REGION: 'us-isox-east-1' }, /AWS_REGION=us-isox-east-1/],
    [{ PORT: ' ' }, /PORT= /],
    [{ PORT: '0x50' }, /PORT=0x50/],
    [{ DRAIN_SECONDS: '1e1' }, /DRAIN_SECONDS=1e1/],
    [{ AWS_ENDPOINT_URL: 'http://host/path' }, /without a path/],
  ])('%j is refused', (variables, complaint) => {
    expect(complaintsOf({ ...needed, ...variables })).toMatch(complaint);
  });

  test('a key file that can check no token is refused, and a private key in any case', () => {
    const folder = mkdtempSync(join(tmpdir(), 'session-key-'));
    const file = join(folder, 'key.pem');
    const complaintsAbout = (pem: string | Buffer): string => {
      writeFileSync(file, pem);
      return complaintsOf({ ...needed, PORT: 'x', AUTH: 'jwt', JWT_PUBLIC_KEY_FILE: file });
    };
    const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;
    const spki = { type: 'spki', format: 'pem' } as const;
    const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });
    expect(complaintsAbout(rsa(1024).publicKey.export(spki))).toMatch(
      /JWT_PUBLIC_KEY_FILE=.* signs no token .* rsa 1024 bits: it takes RSA of at least 2048 bits/,
    );
    expect(complaintsAbout(generateKeyPairSync('ed448').publicKey.export(spki))).toMatch(/signs no token .*ed448/);
    const good = rsa(2048);
    for (const pem of [
      good.privateKey.export(pkcs8),
      good.privateKey.export({ type: 'pkcs1', format: 'pem' }),
      good.privateKey.export({ ...pkcs8, cipher: 'aes-256-cbc', passphrase: 'p' }),
    ]) {
      expect(complaintsAbout(pem)).toMatch(/JWT_PUBLIC_KEY_FILE=.* holds a private key: .*-pubout/);
    }
    expect(complaintsAbout('no key')).toMatch(/JWT_PUBLIC_KEY_FILE=.* is not a PEM file with a public key/);
    expect(complaintsAbout(good.publicKey.export(spki))).not.toMatch(/JWT_PUBLIC_KEY_FILE/);
    rmSync(folder, { recursive: true });
    expect(complaintsOf({ ...needed, AUTH: 'jwt', JWT_PUBLIC_KEY_FILE: file })).toMatch(
      /JWT_PUBLIC_KEY_FILE=.* cannot be read: ENOENT/,
    );
  });

  test.each(['ADMIN_KEY', 'API_KEY'])('%s that no client can send is refused, and not printed', name => {
    const complaintsAbout = (key: string) =>
      complaintsOf({ ...needed, ...(name === 'API_KEY' && { AUTH: 'key' }), [name]: key });
    expect(complaintsAbout('0123456789abcdef')).toBe('');
    for (const [key, fault] of [
      ['0123456789abcdef\n', /ends with a line break, as a Secret made from a file often does/],
      ['0123456789abcdef\r\n', /ends with a line break/],
      ['0123456789 abcdef', /has characters other than printable ASCII, or spaces/],
      [' 0123456789abcdef', /or spaces/],
      ['0123456789abcdéf', /printable ASCII/],
      ['0123456789\u0000bcdef', /printable ASCII/],
      ['0123456789abcde', /is shorter than 16 characters/],
    ] as const) {
      const complaints = complaintsAbout(key);
      expect(complaints).toMatch(fault);
      expect(complaints).toContain(`- ${name} `);
      expect(complaints).toMatch(/at least 16 printable ASCII characters without spaces/);
      expect(complaints).not.toContain('0123456789');
    }
  });

  test('the API key is not the admin key', () => {
    const key = '0123456789abcdef';
    const complaints = complaintsOf({ ...needed, AUTH: 'key', API_KEY: key, ADMIN_KEY: key });
    expect(complaints).toMatch(/API_KEY is the same as ADMIN_KEY/);
    expect(complaints).not.toContain(key);
  });

  test('credentials that AUTH does not use are refused: the routes would be open without a word', () => {
    const key = '0123456789abcdef';
    const open = complaintsOf({ ...needed, API_KEY: key, JWT_ISSUER: 'https://issuer', JWT_SECRET: 's'.repeat(32) });
    expect(open).toMatch(/API_KEY is set, but AUTH=none does not use it: set AUTH=key, or leave it out/);
    expect(open).toMatch(
      /JWT_SECRET, JWT_ISSUER are set, but AUTH=none does not use them: set AUTH=jwt, or leave them out/,
    );
    expect(open).not.toContain(key);
    expect(complaintsOf({ ...needed, AUTH: 'jwt', JWT_SECRET: 's'.repeat(32), API_KEY: key })).toMatch(
      /API_KEY is set/,
    );
    expect(complaintsOf({ ...needed, AUTH: 'key', API_KEY: key, JWT_AUDIENCE: 'a' })).toMatch(/JWT_AUDIENCE is set/);
    expect(complaintsOf({ ...needed, AUTH: 'basic', API_KEY: key })).not.toMatch(/API_KEY/);
    expect(complaintsOf({ ...needed, API_KEY: '', JWT_SECRET: '' })).toBe('');
  });

  test('an empty variable is an unset one', () => {
    expect(readConfig({ ...needed, ADMIN_KEY: '', AUTH: '', PORT: '' })).toMatchObject({
      port: 8080,
      adminKey: undefined,
    });
  });
});

test('the version is that of package.json', () => {
  const { version: packaged } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  expect(version).toBe(packaged);
});
