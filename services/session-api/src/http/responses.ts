import { type TSchema, Type } from '@sinclair/typebox';

type Headers = Readonly<Record<string, { readonly type: 'string'; readonly description: string }>>;

interface Answer {
  readonly description: string;
  readonly schema: TSchema;
  readonly headers?: Headers;
}

const problems: Readonly<Record<number, string>> = {
  400: 'The request is not valid: also a body that is not UTF-8, or with a number that a double cannot keep, or -0',
  401: 'Credentials are missing or not valid',
  403: 'These credentials do not allow this',
  404: 'There is no such session',
  408: 'The request did not arrive within 10 seconds',
  409: 'The session that was made with this Idempotency-Key has ended',
  412: 'The session has changed since',
  413: 'The body is larger than 64 kB, or its data would be by itself, with all numbers written out',
  414: 'A part of the path is longer than 4096 characters',
  415: 'The body is not application/json, or has a Content-Encoding',
  417: 'Expect is not 100-continue',
  422: 'The Idempotency-Key came with another body before',
  431: 'The headers and the path are larger than 16 kB together',
  503: 'DynamoDB is throttled or down, or the service is at its limit; try again after Retry-After seconds',
};

export const etagHeader = { ETag: { type: 'string', description: 'The revision, for If-Match' } } as const;
const requestIdHeader: Headers = {
  'X-Request-Id': { type: 'string', description: 'The request’s own, or made for it; finds its line in the log' },
};

const retryAfterHeader: Headers = { 'Retry-After': { type: 'string', description: 'Seconds' } };
const problemHeaders: Readonly<Record<number, Headers>> = {
  401: { 'WWW-Authenticate': { type: 'string', description: 'ApiKey or Bearer: what to send' } },
  415: { 'Accept-Encoding': { type: 'string', description: 'identity, when there was a Content-Encoding' } },
  503: retryAfterHeader,
};

/** What a route answers: its success, and the problems that it can run into. */
export function answers(success: Readonly<Record<number, Answer>>, problemStatuses: readonly number[]) {
  const responses: Record<number, unknown> = {};
  for (const [status, { description, schema, headers }] of Object.entries(success)) {
    responses[Number(status)] = {
      description,
      headers: { ...requestIdHeader, ...headers },
      content: { 'application/json': { schema } },
    };
  }
  for (const status of [...problemStatuses, 408, 417, 431]) {
    responses[status] = {
      description: problems[status],
      headers: { ...requestIdHeader, ...problemHeaders[status] },
      content: { 'application/problem+json': { schema: Type.Ref('Problem#') } },
    };
  }
  return responses;
}

export function json(description: string, schemaName: string, headers?: Headers): Answer {
  return { description, schema: Type.Ref(`${schemaName}#`), headers };
}

export const noContent = { 204: { description: 'Done', type: 'null', headers: requestIdHeader } } as const;
