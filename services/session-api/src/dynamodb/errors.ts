import { isThrottlingError, isTransientError } from '@smithy/service-error-classification';

/**
 * DynamoDB refused a request: `name` is its error code. Its text is not kept: it may quote what a client sent, which is
 * for no log, and is for no client either.
 */
export class DynamoDBError extends Error {
  readonly $fault: 'client' | 'server';
  readonly $metadata: { readonly httpStatusCode: number };
  declare readonly cause: undefined;

  constructor(operation: string, code: string, status: number) {
    super(`${operation}: ${code} (${status})`);
    this.name = code;
    this.$fault = status >= 500 ? 'server' : 'client';
    this.$metadata = { httpStatusCode: status };
  }

  static fromAnswer(operation: string, status: number, body: string): DynamoDBError {
    return new DynamoDBError(operation, codeIn(body), status);
  }

  /** `UnprocessedItems` of a batch: throttling by another way. */
  static itemsLeftOver(operation: string): DynamoDBError {
    return new DynamoDBError(operation, 'ThrottlingException', 200);
  }
}

/** No whole answer came: refused, reset, unreadable or too slow. */
export class TransportError extends Error {
  constructor(
    readonly kind: 'timeout' | 'unreachable' | 'credentials',
    cause?: unknown,
  ) {
    super(cause instanceof Error ? `${kind}: ${cause.message}` : kind, { cause });
    this.name = 'TransportError';
  }
}

/** Every attempt that the time and the retry tokens allowed has failed. */
export class DynamoDBUnavailable extends Error {
  constructor(
    readonly outcome: Outcome,
    override readonly cause: Error,
  ) {
    super(`DynamoDB is unavailable: ${cause.message}`);
    this.name = 'DynamoDBUnavailable';
  }
}

export type Outcome = 'ok' | 'throttled' | 'timeout' | 'unreachable' | 'credentials' | 'server_error' | 'client_error';

/** How an attempt ended, for metrics, for the retry strategy and for the answer to the client. */
export function outcomeOf(error: Error): Outcome {
  if (error instanceof TransportError) return error.kind;
  if (!(error instanceof DynamoDBError)) return 'unreachable';
  if (isThrottlingError(error)) return 'throttled';
  return isTransientError(error) || error.$fault === 'server' ? 'server_error' : 'client_error';
}

export function isConditionalCheckFailure(error: unknown): boolean {
  return error instanceof DynamoDBError && error.name === 'ConditionalCheckFailedException';
}

/** A name and nothing else: what answers may be a proxy, and say anything. */
function codeIn(body: string): string {
  const { __type } = parseObject(body);
  return (typeof __type === 'string' && /^(?:[\w.]+#)?(\w{1,80})$/.exec(__type)?.[1]) || 'UnknownError';
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
