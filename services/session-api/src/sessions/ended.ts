import type { Item } from '../dynamodb/operations';
import { idempotencySeconds } from './lifetime';

/**
 * DynamoDB takes no signature older than 15 minutes, so no attempt comes later than that; and an Idempotency-Key, for
 * as long as its record lives, must not make its session a second time.
 */
const keptSeconds = idempotencySeconds + 3600;

/**
 * Takes an ended session's place: a late attempt to create it finds its id taken. Without `userId` it is in no index,
 * and so in no list; DynamoDB deletes it as it does expired sessions.
 */
export function endedItem(sessionId: string, nowSeconds: number): Item {
  return { id: { S: sessionId }, ended: { BOOL: true }, expiresAt: { N: String(nowSeconds + keptSeconds) } };
}

export function isEnded(item: Item): boolean {
  return item.ended?.BOOL === true;
}
