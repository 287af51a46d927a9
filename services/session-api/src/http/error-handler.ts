import type { FastifyError, FastifyReply, FastifyRequest, FastifySchemaValidationError } from 'fastify';
import type { Logger } from 'pino';
import { DynamoDBError, DynamoDBUnavailable } from '../dynamodb/errors';
import { ProblemError, type ProblemKind, unavailable } from './problem';
import { sendProblem } from './send-problem';

/** Every error becomes a problem of ours: clients never see the text of DynamoDB or of a library. */
export function errorHandler(log: Logger) {
  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const problem = toProblem(error);
    if (problem.kind === 'internal') log.error({ requestId: request.id, err: error }, 'request failed');
    else if (problem.kind === 'unavailable')
      log.warn({ requestId: request.id, reason: reasonOf(error) }, 'unavailable');
    return sendProblem(request, reply, problem);
  };
}

/** DynamoDB's errors say their cause themselves. */
function reasonOf(error: Error): string {
  const cause = error instanceof ProblemError ? error.more.cause : undefined;
  return cause === undefined ? error.message : `${error.message} ${cause.message}`;
}

function toProblem(error: FastifyError | Error): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof DynamoDBUnavailable) {
    return error.outcome === 'throttled'
      ? unavailable('The table is busy: too many requests for its capacity.', 2)
      : unavailable('The table cannot be reached.', 2);
  }
  // Not allowed, no such table or index: wrong set-up, which the operator can put right while clients wait.
  if (error instanceof DynamoDBError) return unavailable('The table refuses the service.', 10);
  return 'code' in error ? fromFastify(error) : new ProblemError('internal', internalDetail);
}

const internalDetail = 'The request may be right; the fault is ours and is in the log under this requestId.';

const fastifyProblems: Readonly<Record<string, readonly [ProblemKind, string]>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported-media-type', 'Send the body with Content-Type: application/json.'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['content-too-large', 'A body may have 65536 bytes.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['bad-request', 'The body is not as long as Content-Length says.'],
  FST_ERR_BAD_URL: ['bad-request', 'The path is not a valid URL path.'],
  FST_ERR_MAX_PARAM_LENGTH: ['uri-too-long', 'A part of the path is too long.'],
};

function fromFastify(error: FastifyError): ProblemError {
  if (error.validation) return fromValidation(error.validation, error.validationContext ?? 'body');
  const known = fastifyProblems[error.code];
  if (known) return new ProblemError(...known);
  // The rest of the 4xx are errors of reading the body, such as a connection that breaks off.
  const isClients = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500;
  return isClients
    ? new ProblemError('bad-request', 'The request cannot be read.')
    : new ProblemError('internal', internalDetail);
}

/** An answer is not to be larger than the request that it refuses. */
const mostErrors = 10;
const longestName = 20;

function fromValidation(violations: readonly FastifySchemaValidationError[], context: string): ProblemError {
  const errors = violations.slice(0, mostErrors).map(({ instancePath, message, params }) => ({
    pointer: `/${context}${instancePath}`,
    detail: `${message ?? 'is not valid'}${named(params)}`,
  }));
  const first = errors[0];
  const more = violations.length - errors.length;
  const rest = more > 0 ? ` There are ${more} more errors than are listed.` : '';
  const detail = first ? `${first.pointer} ${first.detail}.${rest}` : 'The request is not valid.';
  return new ProblemError('bad-request', detail, { errors });
}

function named({ additionalProperty }: Record<string, unknown>): string {
  return typeof additionalProperty === 'string' ? `: ${additionalProperty.slice(0, longestName)}` : '';
}
