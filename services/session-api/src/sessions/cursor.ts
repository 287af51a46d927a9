import { badRequest } from '../http/problem';

/**
 * Where a list goes on, as opaque text. It holds only sort positions, never the user: whoever forges one merely
 * starts elsewhere in a list that they may read anyway.
 */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** DynamoDB's limit for a partition key, the longest part. */
const longestPart = 2048;

export function decodeCursor(cursor: string, count: number): readonly string[] {
  const parts = parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  const isOurs = Array.isArray(parts) && parts.length === count && parts.every(isPart);
  if (!isOurs) throw badCursor();
  return parts as string[];
}

export function badCursor(): Error {
  return badRequest('The cursor is not one that this list returned: start again without one.', '/querystring/cursor');
}

function isPart(part: unknown): boolean {
  return typeof part === 'string' && part.length > 0 && Buffer.byteLength(part) <= longestPart;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
