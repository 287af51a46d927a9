import type { Deadline } from '../deadline';
import type { DynamoDBClient } from '../dynamodb/client';
import { isConditionalCheckFailure } from '../dynamodb/errors';
import { ProblemError, sessionNotFound } from '../http/problem';
import { type Demands, isGoneOr, isLiveAnd } from './conditions';
import { newRevision } from './identifiers';
import { expiryAfterUpdate, type Lifetime } from './lifetime';
import { fromItem, type JsonObject, type Session, toItem } from './session';

/** Milliseconds since 1970. */
export type Clock = () => number;

export interface StoreEvents {
  /** An item still in the table was past its expiry and so treated as absent. */
  expired(): void;
  /** An item in the table is no session of ours and so was left out. */
  malformed(): void;
}

/** Sessions one at a time. Reads are consistent: what was acknowledged is seen, what was ended is gone. */
export class SessionStore {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
    private readonly lifetime: Lifetime,
    private readonly clock: Clock,
    private readonly events: StoreEvents,
  ) {}

  /** Makes the session without storing it. */
  draft(sessionId: string, userId: string, data: JsonObject): Session {
    const now = this.clock();
    return {
      sessionId,
      userId,
      data,
      createdAt: new Date(now).toISOString(),
      expiresAt: Math.floor(now / 1000) + this.lifetime.seconds,
      revision: newRevision(),
    };
  }

  /**
   * Never overwrites: an attempt that was given up may still be carried out after the session was changed. The id is
   * random, so what is there already is this session's own earlier attempt.
   */
  async create(session: Session, deadline: Deadline): Promise<void> {
    const input = { TableName: this.tableName, Item: toItem(session), ConditionExpression: 'attribute_not_exists(id)' };
    try {
      await this.client.call('PutItem', input, deadline);
    } catch (error) {
      if (!isConditionalCheckFailure(error)) throw error;
    }
  }

  /** Stores the session unless one with its id is there; says which of the two is stored now. */
  async createOnce(session: Session, deadline: Deadline): Promise<Session | undefined> {
    const input = { TableName: this.tableName, Item: toItem(session), ConditionExpression: 'attribute_not_exists(id)' };
    try {
      await this.client.call('PutItem', input, deadline);
      return session;
    } catch (error) {
      if (!isConditionalCheckFailure(error)) throw error;
      return this.find(session.sessionId, deadline);
    }
  }

  async find(sessionId: string, deadline: Deadline, owner?: string): Promise<Session | undefined> {
    const input = { TableName: this.tableName, Key: { id: { S: sessionId } }, ConsistentRead: true };
    const { Item } = await this.client.call('GetItem', input, deadline);
    if (Item === undefined) return undefined;
    const session = fromItem(Item);
    if (session === undefined) {
      this.events.malformed();
      return undefined;
    }
    if (session.expiresAt <= this.nowSeconds()) {
      this.events.expired();
      return undefined;
    }
    return owner === undefined || session.userId === owner ? session : undefined;
  }

  async replaceData(sessionId: string, data: JsonObject, demands: Demands, deadline: Deadline): Promise<Session> {
    const expiresAt = this.lifetime.sliding ? await this.slideExpiry(sessionId, demands, deadline) : undefined;
    const revision = newRevision();
    const condition = isLiveAnd(demands, this.nowSeconds());
    try {
      const { Attributes } = await this.client.call(
        'UpdateItem',
        {
          TableName: this.tableName,
          Key: { id: { S: sessionId } },
          ...condition,
          UpdateExpression: `SET #data = :data, updatedAt = :updatedAt, revision = :revision${
            expiresAt === undefined ? '' : ', expiresAt = :expiresAt'
          }`,
          ExpressionAttributeNames: { '#data': 'data' },
          ExpressionAttributeValues: {
            ...condition.ExpressionAttributeValues,
            ':data': { S: JSON.stringify(data) },
            ':updatedAt': { S: new Date(this.clock()).toISOString() },
            ':revision': { S: revision },
            ...(expiresAt === undefined ? {} : { ':expiresAt': { N: String(expiresAt) } }),
          },
          ReturnValues: 'ALL_NEW',
        },
        deadline,
      );
      return this.sessionOrNotFound(Attributes && fromItem(Attributes));
    } catch (error) {
      if (!isConditionalCheckFailure(error)) throw error;
      return this.explainRefusal(sessionId, revision, demands, deadline);
    }
  }

  /** Done also when there was nothing to end. */
  async end(sessionId: string, demands: Demands, deadline: Deadline): Promise<void> {
    const input = { TableName: this.tableName, Key: { id: { S: sessionId } }, ...isGoneOr(demands) };
    try {
      await this.client.call('DeleteItem', input, deadline);
    } catch (error) {
      if (!isConditionalCheckFailure(error)) throw error;
      // Absent, expired or another user's: gone, as far as this caller can see.
      const session = await this.find(sessionId, deadline, demands.owner);
      if (session !== undefined) throw changedSince();
    }
  }

  private async slideExpiry(sessionId: string, { owner }: Demands, deadline: Deadline): Promise<number> {
    const session = this.sessionOrNotFound(await this.find(sessionId, deadline, owner));
    return expiryAfterUpdate(session, this.lifetime, this.nowSeconds());
  }

  /** The condition did not hold: absent, changed by someone else, or changed by our own attempt whose answer was lost. */
  private async explainRefusal(
    sessionId: string,
    revision: string,
    { owner }: Demands,
    deadline: Deadline,
  ): Promise<Session> {
    const session = this.sessionOrNotFound(await this.find(sessionId, deadline, owner));
    if (session.revision !== revision) throw changedSince();
    return session;
  }

  private sessionOrNotFound(session: Session | undefined): Session {
    if (session === undefined) throw sessionNotFound();
    return session;
  }

  private nowSeconds(): number {
    return Math.floor(this.clock() / 1000);
  }
}

function changedSince(): ProblemError {
  return new ProblemError(
    'precondition-failed',
    'Get the session again, apply the change to it and send its new ETag.',
  );
}
