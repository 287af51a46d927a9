import { setTimeout as sleep } from 'node:timers/promises';
import type { PutItemCommandInput, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../deadline';
import type { DynamoDBClient } from '../dynamodb/client';
import { isConditionalCheckFailure } from '../dynamodb/errors';
import type { Item } from '../dynamodb/operations';
import { ProblemError, sessionNotFound, unavailable } from '../http/problem';
import { accepts, type Demands, isThere } from './conditions';
import { endedItem, isEnded } from './ended';
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
  draft(sessionId: string, userId: string, data: JsonObject, now = this.clock()): Session {
    return {
      sessionId,
      userId,
      data,
      createdAt: new Date(now).toISOString(),
      expiresAt: Math.floor(now / 1000) + this.lifetime.seconds,
      revision: newRevision(),
    };
  }

  /** The id is random: what has it already is this session, stored by an attempt whose answer was lost. */
  async create(session: Session, deadline: Deadline): Promise<void> {
    await this.put(session, deadline);
  }

  /** Stores the session unless its id is taken or its time is over; says which session lives there now. */
  async createOnce(session: Session, deadline: Deadline): Promise<Session | undefined> {
    const isStored = this.isLive(session) && (await this.put(session, deadline));
    return isStored ? session : this.find(session.sessionId, deadline);
  }

  async find(sessionId: string, deadline: Deadline, owner?: string): Promise<Session | undefined> {
    const input = { TableName: this.tableName, Key: { id: { S: sessionId } }, ConsistentRead: true };
    const { Item } = await this.client.call('GetItem', input, deadline);
    const session = this.sessionIn(Item);
    if (session === undefined || (owner !== undefined && session.userId !== owner)) return undefined;
    if (this.isLive(session)) return session;
    return (await this.stayAbsent(session, deadline)) ? undefined : this.find(sessionId, deadline, owner);
  }

  /**
   * Every attempt depends on the revision that was read before it, also when any revision will do: one that is carried
   * out late undoes no later change.
   */
  async replaceData(sessionId: string, data: JsonObject, demands: Demands, deadline: Deadline): Promise<Session> {
    let current = orNotFound(await this.find(sessionId, deadline, demands.owner));
    for (let lost = 0; ; lost++) {
      if (!accepts(demands, current.revision)) throw changedSince();
      const revision = newRevision();
      let attempts = 0;
      const input = () => {
        attempts++;
        return this.replacement(current, revision, data);
      };
      try {
        const { Attributes } = await this.client.call('UpdateItem', input, deadline);
        const updated = this.sessionIn(Attributes);
        return orNotFound(updated && this.isLive(updated) ? updated : undefined);
      } catch (error) {
        if (!isConditionalCheckFailure(error)) throw error;
      }
      if (attempts === 1) await letOthersPass(lost, deadline);
      current = orNotFound(await this.find(sessionId, deadline, demands.owner));
      if (current.revision === revision) return current;
      // Ours may have been made and replaced already: to make it again would undo what came after it.
      if (attempts > 1) throw unavailable('The session changed meanwhile, perhaps by this request too: read it first.');
    }
  }

  /** Done also when there was nothing to end. */
  async end(sessionId: string, demands: Demands, deadline: Deadline): Promise<void> {
    if (await this.replaceByEnded(sessionId, demands, deadline)) return;
    // Absent, expired or another user's: gone, as far as this caller can see.
    const session = await this.find(sessionId, deadline, demands.owner);
    if (session !== undefined) throw changedSince();
  }

  /**
   * Whether an expired session is over for good. DynamoDB may still carry out an update that let it live on in time and
   * was given up: what has been seen absent is ended, so that such an update finds nothing.
   */
  private async stayAbsent({ sessionId, revision }: Session, deadline: Deadline): Promise<boolean> {
    this.events.expired();
    return !this.lifetime.sliding || this.replaceByEnded(sessionId, { ifMatch: [revision] }, deadline);
  }

  /** Says whether there was a session as demanded. */
  private async replaceByEnded(sessionId: string, demands: Demands, deadline: Deadline): Promise<boolean> {
    const Item = endedItem(sessionId, this.nowSeconds());
    return this.putIf({ TableName: this.tableName, Item, ...isThere(demands) }, deadline);
  }

  /** Never overwrites; says whether it was stored now. */
  private put(session: Session, deadline: Deadline): Promise<boolean> {
    const ConditionExpression = 'attribute_not_exists(id)';
    return this.putIf({ TableName: this.tableName, Item: toItem(session), ConditionExpression }, deadline);
  }

  /** Says whether the condition held. */
  private async putIf(input: PutItemCommandInput, deadline: Deadline): Promise<boolean> {
    try {
      await this.client.call('PutItem', input, deadline);
      return true;
    } catch (error) {
      if (!isConditionalCheckFailure(error)) throw error;
      return false;
    }
  }

  /** At the moment of the attempt: a repeated one may come after the session's end. */
  private replacement(current: Session, revision: string, data: JsonObject): UpdateItemCommandInput {
    const now = this.nowSeconds();
    const expiresAt = this.lifetime.sliding ? expiryAfterUpdate(current, this.lifetime, now) : current.expiresAt;
    return {
      TableName: this.tableName,
      Key: { id: { S: current.sessionId } },
      ConditionExpression: 'revision = :read AND expiresAt > :now',
      UpdateExpression: 'SET #data = :data, updatedAt = :updatedAt, revision = :revision, expiresAt = :expiresAt',
      ExpressionAttributeNames: { '#data': 'data' },
      ExpressionAttributeValues: {
        ':read': { S: current.revision },
        ':now': { N: String(now) },
        ':data': { S: JSON.stringify(data) },
        ':updatedAt': { S: new Date(this.clock()).toISOString() },
        ':revision': { S: revision },
        ':expiresAt': { N: String(expiresAt) },
      },
      ReturnValues: 'ALL_NEW',
    };
  }

  private sessionIn(item: Item | undefined): Session | undefined {
    if (item === undefined || isEnded(item)) return undefined;
    const session = fromItem(item);
    if (session === undefined) this.events.malformed();
    return session;
  }

  private isLive({ expiresAt }: Session): boolean {
    return expiresAt > this.nowSeconds();
  }

  private nowSeconds(): number {
    return Math.floor(this.clock() / 1000);
  }
}

const firstPause = 20;
const longestPause = 640;

/** After a lost race: whoever has lost often waits long, so that few write at once and nearly all succeed in time. */
async function letOthersPass(lost: number, deadline: Deadline): Promise<void> {
  const pause = Math.random() * Math.min(longestPause, firstPause * 2 ** lost);
  if (pause >= deadline.remaining) throw unavailable('Too many are changing this session at once.');
  await sleep(pause);
}

function orNotFound(session: Session | undefined): Session {
  if (session === undefined) throw sessionNotFound();
  return session;
}

function changedSince(): ProblemError {
  return new ProblemError(
    'precondition-failed',
    'Get the session again, apply the change to it and send its new ETag.',
  );
}
