/** What went wrong, for people and programs: RFC 9457. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** The kinds of problem: a program tells them apart by `type`. */
const kinds = {
  'bad-request': [400, 'The request is not valid'],
  unauthorized: [401, 'Credentials are missing or not valid'],
  forbidden: [403, 'These credentials do not allow this'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'This path does not know this method'],
  'request-timeout': [408, 'The request took too long to arrive'],
  'idempotency-conflict': [409, 'This Idempotency-Key cannot be used now'],
  'precondition-failed': [412, 'The session has changed since'],
  'content-too-large': [413, 'The body is too large'],
  'uri-too-long': [414, 'The path is too long'],
  'unsupported-media-type': [415, 'The body is not JSON'],
  'expectation-failed': [417, 'The service does not do what Expect asks for'],
  'idempotency-key-reused': [422, 'This Idempotency-Key came with another body before'],
  'headers-too-large': [431, 'The headers are too large'],
  internal: [500, 'The service has a fault'],
  unavailable: [503, 'The service cannot answer now'],
  overloaded: [503, 'The service is at its limit'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemKind = keyof typeof kinds;

export function problemOf(kind: ProblemKind, detail: string, more: Pick<Problem, 'requestId' | 'errors'>): Problem {
  const [status, title] = kinds[kind];
  return { type: `urn:session-api:problem:${kind}`, title, status, detail, ...more };
}

/** Thrown anywhere in a request; the error handler turns it into the answer. */
export class ProblemError extends Error {
  constructor(
    readonly kind: ProblemKind,
    detail: string,
    readonly more: {
      readonly errors?: Problem['errors'];
      readonly headers?: Readonly<Record<string, string>>;
      /** For the log alone. */
      readonly cause?: Error;
    } = {},
  ) {
    super(detail);
    this.name = 'ProblemError';
  }
}

export function badRequest(detail: string, pointer: string): ProblemError {
  return new ProblemError('bad-request', detail, { errors: [{ pointer, detail }] });
}

export function unavailable(detail: string, retryAfterSeconds = 1, cause?: Error): ProblemError {
  return new ProblemError('unavailable', detail, { headers: { 'retry-after': String(retryAfterSeconds) }, cause });
}

export function sessionNotFound(): ProblemError {
  return new ProblemError('not-found', 'There is no such session: it never existed, was ended, or has expired.');
}
