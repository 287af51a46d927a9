import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../deadline';
import type { DynamoDBClient } from '../dynamodb/client';
import { DynamoDBError } from '../dynamodb/errors';
import type { Item } from '../dynamodb/operations';
import { sessionTableContract } from '../table-contract';
import { badCursor, decodeCursor, encodeCursor } from './cursor';
import { fromItem, type Session } from './session';
import type { Clock, StoreEvents } from './store';

export interface PageRequest {
  readonly limit?: number;
  readonly cursor?: string;
}

export interface Page {
  readonly sessions: readonly Session[];
  /** Absent at the end of the list. */
  readonly cursor?: string;
}

/** Expired sessions and other items are read and left out; so many pages at most are read to fill one of ours. */
const mostReads = 10;

/** A page with this much data is not filled up further; one read brings a megabyte at most. */
const enoughData = 256 * 1024;

const defaultLimit = 50;

interface Read {
  readonly items: readonly Item[];
  readonly next?: Item;
}

/** Lists of sessions, a page at a time. */
export class SessionDirectory {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
    private readonly clock: Clock,
    private readonly events: StoreEvents,
  ) {}

  /** A user's sessions, newest first. */
  ofUser(userId: string, request: PageRequest, deadline: Deadline): Promise<Page> {
    const user: AttributeValue = { S: userId };
    const read = async (limit: number, start?: Item): Promise<Read> => {
      const { Items, LastEvaluatedKey } = await this.client.call(
        'Query',
        {
          TableName: this.tableName,
          IndexName: sessionTableContract.userIndex.name,
          KeyConditionExpression: 'userId = :user',
          FilterExpression: 'expiresAt > :now',
          ExpressionAttributeValues: { ':user': user, ':now': this.now() },
          ScanIndexForward: false,
          Limit: limit,
          ExclusiveStartKey: start,
        },
        deadline,
      );
      return { items: Items ?? [], next: LastEvaluatedKey };
    };
    return this.page(request, read, {
      encode: key => [key.id?.S ?? '', key.createdAt?.S ?? ''],
      decode: ([id, createdAt]) => ({ id: { S: id! }, createdAt: { S: createdAt! }, userId: user }),
      parts: 2,
    });
  }

  /** Everyone's sessions in no order. */
  all(request: PageRequest, deadline: Deadline): Promise<Page> {
    const read = async (limit: number, start?: Item): Promise<Read> => {
      const { Items, LastEvaluatedKey } = await this.client.call(
        'Scan',
        {
          TableName: this.tableName,
          FilterExpression: 'attribute_exists(userId) AND expiresAt > :now',
          ExpressionAttributeValues: { ':now': this.now() },
          Limit: limit,
          ExclusiveStartKey: start,
        },
        deadline,
      );
      return { items: Items ?? [], next: LastEvaluatedKey };
    };
    return this.page(request, read, {
      encode: key => [key.id?.S ?? ''],
      decode: ([id]) => ({ id: { S: id! } }),
      parts: 1,
    });
  }

  private async page(
    { limit = defaultLimit, cursor }: PageRequest,
    read: PageReader,
    position: Position,
  ): Promise<Page> {
    let start = cursor === undefined ? undefined : position.decode(decodeCursor(cursor, position.parts));
    const sessions: Session[] = [];
    let dataSize = 0;
    for (let reads = 0; reads < mostReads; reads++) {
      const { items, next } = await readFrom(read, limit - sessions.length, start, reads === 0 && cursor !== undefined);
      for (const item of items) {
        dataSize += item.data?.S?.length ?? 0;
        const session = fromItem(item);
        if (session === undefined) this.events.malformed();
        else sessions.push(session);
      }
      if (next === undefined) return { sessions };
      start = next;
      if (sessions.length >= limit || dataSize >= enoughData) break;
    }
    return { sessions, cursor: start && encodeCursor(position.encode(start)) };
  }

  private now(): AttributeValue {
    return { N: String(Math.floor(this.clock() / 1000)) };
  }
}

type PageReader = (limit: number, start?: Item) => Promise<Read>;

interface Position {
  readonly encode: (key: Item) => readonly string[];
  readonly decode: (parts: readonly string[]) => Item;
  readonly parts: number;
}

/** DynamoDB judges a start key that came from a client: when it reads without the key, the key is wrong. */
async function readFrom(read: PageReader, limit: number, start: Item | undefined, isForeign: boolean): Promise<Read> {
  try {
    return await read(limit, start);
  } catch (error) {
    if (!isForeign || !(error instanceof DynamoDBError) || error.name !== 'ValidationException') throw error;
    await read(1);
    throw badCursor();
  }
}
