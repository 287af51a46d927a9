import type { Item } from '../dynamodb/operations';

export type JsonObject = { readonly [name: string]: unknown };

export interface Session {
  readonly sessionId: string;
  readonly userId: string;
  readonly data: JsonObject;
  /** ISO 8601 in UTC with milliseconds. */
  readonly createdAt: string;
  readonly updatedAt?: string;
  /** Seconds since 1970: the session is absent from this moment on. */
  readonly expiresAt: number;
  /** Drawn anew at every write: the entity tag, and how a repeated write knows its own work. */
  readonly revision: string;
}

/**
 * `data` is kept as JSON text: DynamoDB's own types know no empty attribute names, nest 32 levels at most and round numbers.
 * The rest is text and one number, written and read directly: walking over them as if they could be anything costs more.
 */
export function toItem({ sessionId, userId, data, createdAt, updatedAt, expiresAt, revision }: Session): Item {
  return {
    id: { S: sessionId },
    userId: { S: userId },
    data: { S: JSON.stringify(data) },
    createdAt: { S: createdAt },
    ...(updatedAt === undefined ? undefined : { updatedAt: { S: updatedAt } }),
    expiresAt: { N: String(expiresAt) },
    revision: { S: revision },
  };
}

/** Nothing when the item is not a session of ours: someone else's row must not break the service. */
export function fromItem(item: Item): Session | undefined {
  const sessionId = item.id?.S;
  const userId = item.userId?.S;
  const createdAt = item.createdAt?.S;
  const updatedAt = item.updatedAt?.S;
  const revision = item.revision?.S;
  const expiresAt = Number(item.expiresAt?.N);
  const data = parseData(item.data?.S);
  if (sessionId === undefined || userId === undefined || revision === undefined || data === undefined) return undefined;
  if (!isMoment(createdAt) || !Number.isSafeInteger(expiresAt)) return undefined;
  return {
    sessionId,
    userId,
    data,
    createdAt,
    updatedAt: isMoment(updatedAt) ? updatedAt : undefined,
    expiresAt,
    revision,
  };
}

const momentForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function isMoment(value: string | undefined): value is string {
  return value !== undefined && momentForm.test(value) && !Number.isNaN(Date.parse(value));
}

function parseData(text: string | undefined): JsonObject | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) && !nestsDeeperThan(deepestData, value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON.stringify recurses: without a limit, 64 kB of brackets overflow the stack. */
export const deepestData = 100;

export function nestsDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const key of Object.keys(value)) {
    if (nestsDeeperThan(levels - 1, (value as Record<string, unknown>)[key])) return true;
  }
  return false;
}
