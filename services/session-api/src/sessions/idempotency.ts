import { hash } from 'node:crypto';
import type { Deadline } from '../deadline';
import type { DynamoDBClient } from '../dynamodb/client';
import { isConditionalCheckFailure } from '../dynamodb/errors';
import { ProblemError, unavailable } from '../http/problem';
import { newSessionId } from './identifiers';
import { idempotencySeconds } from './lifetime';
import type { JsonObject, Session } from './session';
import type { Clock, SessionStore } from './store';

/** What an Idempotency-Key has led to. It has no `userId`, and so is in no index and in no list. */
interface IdempotencyRecord {
  readonly sessionId: string;
  /** Tells whether the body is the same. */
  readonly fingerprint: string;
  readonly startedAt: number;
  /** The session was stored: if it is absent now, it has ended. */
  readonly completed: boolean;
}

export interface IdempotentCreation {
  readonly session: Session;
  readonly replayed: boolean;
}

/**
 * Creates one session per user and Idempotency-Key. The record is written before the session, so that a creation that
 * was cut short is finished by the next request with the key, and marked completed before the answer, so that a
 * session that has ended is never made again. Requests may do so at once: they store under the record's one id, where
 * the first wins, and an ended session keeps its id taken for longer than the record lives.
 */
export class IdempotentSessions {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
    private readonly store: SessionStore,
    private readonly clock: Clock,
  ) {}

  async create(userId: string, data: JsonObject, key: string, deadline: Deadline): Promise<IdempotentCreation> {
    const recordId = `idempotency#${digest([userId, key])}`;
    const mine = this.draftRecord(digest([userId, data]));
    const isFirst = await this.claim(recordId, mine, deadline);
    const record = isFirst ? mine : await this.read(recordId, deadline);
    if (record === undefined) throw unavailable('The 24 hours of this Idempotency-Key are over at this moment.');
    if (record.fingerprint !== mine.fingerprint) throw keyReused();
    if (record.sessionId !== mine.sessionId && record.completed) return this.replay(record, deadline);
    // Whoever finishes it, it began with the key's first request: once over it cannot begin again.
    const draft = this.store.draft(record.sessionId, userId, data, record.startedAt);
    const session = await this.store.createOnce(draft, deadline);
    if (session === undefined) throw sessionEnded();
    await this.markCompleted(recordId, record, deadline);
    return { session, replayed: session.revision !== draft.revision };
  }

  private async replay(record: IdempotencyRecord, deadline: Deadline): Promise<IdempotentCreation> {
    const session = await this.store.find(record.sessionId, deadline);
    if (session === undefined) throw sessionEnded();
    return { session, replayed: true };
  }

  private draftRecord(fingerprint: string): IdempotencyRecord {
    return { sessionId: newSessionId(), fingerprint, startedAt: this.clock(), completed: false };
  }

  /** Whether the key is ours: it is new, or its last record has expired. */
  private async claim(recordId: string, record: IdempotencyRecord, deadline: Deadline): Promise<boolean> {
    const nowSeconds = Math.floor(this.clock() / 1000);
    try {
      await this.client.call(
        'PutItem',
        {
          TableName: this.tableName,
          Item: {
            id: { S: recordId },
            sessionId: { S: record.sessionId },
            fingerprint: { S: record.fingerprint },
            startedAt: { N: String(record.startedAt) },
            expiresAt: { N: String(nowSeconds + idempotencySeconds) },
          },
          ConditionExpression: 'attribute_not_exists(id) OR expiresAt <= :now',
          ExpressionAttributeValues: { ':now': { N: String(nowSeconds) } },
        },
        deadline,
      );
      return true;
    } catch (error) {
      if (isConditionalCheckFailure(error)) return false;
      throw error;
    }
  }

  private async read(recordId: string, deadline: Deadline): Promise<IdempotencyRecord | undefined> {
    const input = { TableName: this.tableName, Key: { id: { S: recordId } }, ConsistentRead: true };
    const { Item } = await this.client.call('GetItem', input, deadline);
    return (
      Item && {
        sessionId: Item.sessionId?.S ?? '',
        fingerprint: Item.fingerprint?.S ?? '',
        startedAt: Number(Item.startedAt?.N),
        completed: Item.completed?.BOOL === true,
      }
    );
  }

  private async markCompleted(recordId: string, record: IdempotencyRecord, deadline: Deadline): Promise<void> {
    const input = {
      TableName: this.tableName,
      Key: { id: { S: recordId } },
      UpdateExpression: 'SET completed = :true',
      ExpressionAttributeValues: { ':true': { BOOL: true }, ':session': { S: record.sessionId } },
      ConditionExpression: 'sessionId = :session',
    };
    try {
      await this.client.call('UpdateItem', input, deadline);
    } catch (error) {
      // Its 24 hours are over: it would come back for ever, or the key's next session seem to be stored.
      if (!isConditionalCheckFailure(error)) throw error;
    }
  }
}

function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(sortKeys(value)), 'hex');
}

/** The order of names means nothing in JSON. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).sort();
  return { entries: names.map(name => [name, sortKeys((value as Record<string, unknown>)[name])]) };
}

function keyReused(): ProblemError {
  return new ProblemError('idempotency-key-reused', 'Use a new Idempotency-Key for a new session.');
}

function sessionEnded(): ProblemError {
  return new ProblemError(
    'idempotency-conflict',
    'The session made with this Idempotency-Key has ended: use a new key.',
  );
}
