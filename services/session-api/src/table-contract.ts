/**
 * The table that the session service reads and writes, published for those who declare and test it.
 * This file imports nothing, so that constructs and examples can take it as it is.
 */
export const sessionTableContract = {
  /**
   * Holds the session's id, or `idempotency#…` for the record of an Idempotency-Key. An item with `ended` keeps the id
   * of a session that was ended, so that no late write brings it back.
   */
  partitionKey: { name: 'id', type: 'S' },
  /** DynamoDB deletes an item some time after this moment, given as a Number of seconds since 1970. */
  timeToLiveAttribute: 'expiresAt',
  /** Finds a user's sessions. Sort key: ISO 8601 in UTC with milliseconds, so that text order is time order. */
  userIndex: {
    name: 'byUser',
    partitionKey: { name: 'userId', type: 'S' },
    sortKey: { name: 'createdAt', type: 'S' },
    projectionType: 'ALL',
  },
} as const;
