import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
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
 */
export function toItem({ sessionId, data, ...rest }: Session): Item {
  return marshall({ ...rest, id: sessionId, data: JSON.stringify(data) }, { removeUndefinedValues: true });
}

/** Nothing when the item is not a session of ours: someone else's row must not break the service. */
export function fromItem(item: Item): Session | undefined {
  const row = unmarshall(item, { wrapNumbers: true }) as Record<string, unknown>;
  const { id, userId, createdAt, updatedAt, revision } = row;
  const expiresAt = Number((row.expiresAt as { value?: string } | undefined)?.value);
  const data = parseData(row.data);
  if (typeof id !== 'string' || typeof userId !== 'string' || !isMoment(createdAt)) return undefined;
  if (typeof revision !== 'string' || !Number.isSafeInteger(expiresAt) || data === undefined) return undefined;
  return {
    sessionId: id,
    userId,
    data,
    createdAt,
    updatedAt: isMoment(updatedAt) ? updatedAt : undefined,
    expiresAt,
    revision,
  };
}

const momentForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function isMoment(value: unknown): value is string {
  return typeof value === 'string' && momentForm.test(value) && !Number.isNaN(Date.parse(value));
}

function parseData(text: unknown): JsonObject | undefined {
  if (typeof text !== 'string') return undefined;
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
