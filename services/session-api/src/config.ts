import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Environment } from './environment';
import { parsePublicKey } from './public-key';

export interface Config {
  readonly tableName: string;
  readonly region: string;
  /** Where DynamoDB answers: an origin without a path. */
  readonly endpoint: string;
  /** Fixed credentials for an emulator; otherwise the AWS provider chain is asked. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  readonly sessionLifetimeSeconds: number;
  readonly sliding: boolean;
  readonly maxSessionLifetimeSeconds: number;
  readonly requireTtl: boolean;
  readonly adminKey?: string;
  readonly authentication: Authentication;
  readonly maxRequestsInFlight: number;
  readonly maxListsInFlight: number;
  /** How long requests are still served after SIGTERM, until load balancers have noticed. */
  readonly drainSeconds: number;
}

export type Authentication =
  | { readonly mode: 'none' }
  | { readonly mode: 'key'; readonly key: string }
  | {
      readonly mode: 'jwt';
      readonly keys: JwtKeys;
      readonly issuer?: string;
      readonly audience?: string;
    };

/** Where the keys come from that tokens are signed with. */
export type JwtKeys =
  | { readonly jwksUrl: string }
  | { readonly publicKey: KeyObject | undefined }
  | { readonly secret: string };

const hour = 3600;
/** A second. */
const shortestHours = 0.000278;
const longestHours = 24 * 366;
const tableNameForm = /^[a-zA-Z0-9_.-]{3,255}$/;
/** AWS's partitions, by how the names of their regions begin. */
const domains: Readonly<Record<string, string>> = {
  'cn-': 'amazonaws.com.cn',
  'eusc-': 'amazonaws.eu',
  'us-iso-': 'c2s.ic.gov',
  'us-isob-': 'sc2s.sgov.gov',
  'eu-isoe-': 'cloud.adc-e.uk',
  'us-isof-': 'csp.hci.ic.gov',
};
/** Of the partitions above, of us-gov, or of AWS's common one: of another the endpoint would be a guess. */
const regionForm = /^(eusc-[a-z]{2}|us-(gov|isob?|isof)|eu-isoe|[a-z]{2})-[a-z]+-\d+$/;
const shortestKey = 16;
const endpointVariables = ['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL', 'LOCALSTACK_ENDPOINT'];
const keyVariables = ['API_KEY'];
const jwtVariables = ['JWT_JWKS_URL', 'JWT_PUBLIC_KEY_FILE', 'JWT_SECRET', 'JWT_ISSUER', 'JWT_AUDIENCE'];
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const environment = new Environment(variables);
  const region = environment.matching('AWS_REGION', 'us-west-2', regionForm, 'an AWS region');
  const lifetimeHours = environment.number('SESSION_TTL_HOURS', 24, {
    min: shortestHours,
    max: longestHours,
  });
  const maxHours = environment.number('SESSION_MAX_HOURS', Math.max(24 * 7, lifetimeHours), {
    // What is wrong itself is no measure for others.
    min: lifetimeHours || shortestHours,
    max: longestHours,
  });
  const config: Config = {
    tableName: readTableName(environment),
    region,
    endpoint: readEndpoint(environment, region),
    credentials: readEmulatorCredentials(environment),
    host: environment.optional('HOST') ?? '127.0.0.1',
    port: environment.number('PORT', 8080, { min: 0, max: 65535, integer: true }),
    logLevel: environment.matching('LOG_LEVEL', 'info', new RegExp(`^(${logLevels.join('|')})$`), logLevels.join(', ')),
    sessionLifetimeSeconds: Math.round(lifetimeHours * hour),
    sliding: environment.flag('SESSION_SLIDING'),
    maxSessionLifetimeSeconds: Math.round(maxHours * hour),
    requireTtl: environment.flag('REQUIRE_TTL'),
    adminKey: readKey(environment, 'ADMIN_KEY'),
    authentication: readAuthentication(environment),
    maxRequestsInFlight: environment.number('MAX_REQUESTS_IN_FLIGHT', 512, { min: 1, max: 100_000, integer: true }),
    maxListsInFlight: environment.number('MAX_LISTS_IN_FLIGHT', 16, { min: 1, max: 100_000, integer: true }),
    drainSeconds: environment.number('DRAIN_SECONDS', 5, { min: 0, max: 60 }),
  };
  environment.throwIfWrong();
  return config;
}

function readTableName(environment: Environment): string {
  const name = environment.required('DYNAMODB_TABLE_NAME', 'the name of the sessions table');
  if (name !== '' && !tableNameForm.test(name)) {
    environment.complain(
      `DYNAMODB_TABLE_NAME=${name} is not the name of a table: 3 to 255 letters, digits, _, . and -, and no ARN`,
    );
  }
  return name;
}

function readEndpoint(environment: Environment, region: string): string {
  const variable = endpointVariables.find(name => environment.optional(name) !== undefined);
  if (variable === undefined) return `https://dynamodb.${region}.${domainOf(region)}`;
  const url = readUrl(environment, variable, 'http(s)://host:port without a path');
  if (url === undefined) return '';
  if (url.pathname !== '/' || url.search || url.hash) {
    environment.complain(`${variable}=${url.href} is not http(s)://host:port without a path`);
  }
  return url.origin;
}

function domainOf(region: string): string {
  const prefix = Object.keys(domains).find(each => region.startsWith(each));
  return prefix === undefined ? 'amazonaws.com' : domains[prefix]!;
}

/** One that may have a password in it is not printed: complaints end up in logs. */
function readUrl(environment: Environment, name: string, expected: string): URL | undefined {
  const text = environment.optional(name) ?? '';
  const url = isHttpUrl(text) ? new URL(text) : undefined;
  if (url === undefined ? text.includes('@') : url.username || url.password) {
    environment.complain(`${name} has a user or a password, which is not sent: make it ${expected}`);
    return undefined;
  }
  if (url === undefined) environment.complain(`${name}=${text} is not ${expected}`);
  return url;
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** LocalStack takes any credentials; the seeds' program sends test/test unless told otherwise. */
function readEmulatorCredentials(environment: Environment): Config['credentials'] {
  const isEmulator = environment.optional('LOCALSTACK_ENDPOINT') !== undefined;
  const hasOwn = environment.optional('AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_SHARED_CREDENTIALS_FILE') !== undefined;
  return isEmulator && !hasOwn ? { accessKeyId: 'test', secretAccessKey: 'test' } : undefined;
}

function readKey(environment: Environment, name: string): string | undefined {
  const key = environment.optional(name);
  const fault = key === undefined ? undefined : faultOfKey(key);
  if (fault !== undefined) {
    environment.complain(
      `${name} ${fault}: it needs at least ${shortestKey} printable ASCII characters without spaces, as a header ` +
        'carries them; make one with `openssl rand -hex 32`',
    );
  }
  return key;
}

/** Without the key itself: complaints end up in logs. */
function faultOfKey(key: string): string | undefined {
  if (/[\r\n]$/.test(key)) return 'ends with a line break, as a Secret made from a file often does';
  if (!/^[!-~]*$/.test(key)) return 'has characters other than printable ASCII, or spaces';
  return key.length < shortestKey ? `is shorter than ${shortestKey} characters` : undefined;
}

function readAuthentication(environment: Environment): Authentication {
  const mode = environment.matching('AUTH', 'none', /^(none|key|jwt)$/, 'none, key or jwt');
  if (mode === 'none' || mode === 'jwt') refuseUnused(environment, keyVariables, mode, 'key');
  if (mode === 'none' || mode === 'key') refuseUnused(environment, jwtVariables, mode, 'jwt');
  if (mode === 'key') {
    const key = readKey(environment, 'API_KEY');
    if (key === undefined) environment.complain('AUTH=key needs API_KEY: the key that clients send as X-API-Key');
    else if (key === environment.optional('ADMIN_KEY')) {
      environment.complain(
        'API_KEY is the same as ADMIN_KEY, so that every client lists everyone’s sessions: make two',
      );
    }
    return { mode, key: key ?? '' };
  }
  if (mode === 'jwt') {
    const issuer = environment.optional('JWT_ISSUER');
    const audience = environment.optional('JWT_AUDIENCE');
    return { mode, keys: readJwtKeys(environment), issuer, audience };
  }
  return { mode: 'none' };
}

/** Whoever sets credentials takes the routes for closed. */
function refuseUnused(environment: Environment, names: readonly string[], mode: string, user: string): void {
  const set = names.filter(name => environment.optional(name) !== undefined);
  if (set.length === 0) return;
  const [are, them] = set.length === 1 ? ['is', 'it'] : ['are', 'them'];
  environment.complain(
    `${set.join(', ')} ${are} set, but AUTH=${mode} does not use ${them}: set AUTH=${user}, or leave ${them} out`,
  );
}

function readJwtKeys(environment: Environment): JwtKeys {
  const jwksUrl = environment.optional('JWT_JWKS_URL');
  const publicKeyFile = environment.optional('JWT_PUBLIC_KEY_FILE');
  const secret = environment.optional('JWT_SECRET');
  if ([jwksUrl, publicKeyFile, secret].filter(source => source !== undefined).length !== 1) {
    environment.complain('AUTH=jwt needs exactly one of JWT_JWKS_URL, JWT_PUBLIC_KEY_FILE (PEM) and JWT_SECRET');
  }
  if (jwksUrl !== undefined) {
    readUrl(environment, 'JWT_JWKS_URL', 'an http(s) URL');
    return { jwksUrl };
  }
  if (publicKeyFile !== undefined) return { publicKey: readPublicKey(environment, publicKeyFile) };
  // RFC 7518 section 3.2: an HS256 key has at least as many bits as its hash.
  if (secret !== undefined && secret.length < 32) environment.complain('JWT_SECRET is shorter than 32 characters');
  return { secret: secret ?? '' };
}

function readPublicKey(environment: Environment, file: string): KeyObject | undefined {
  try {
    return parsePublicKey(readText(file));
  } catch (error) {
    environment.complain(`JWT_PUBLIC_KEY_FILE=${file} ${(error as Error).message}`);
    return undefined;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}
