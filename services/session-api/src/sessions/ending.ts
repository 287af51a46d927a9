import type { Deadline } from '../deadline';
import type { DynamoDBClient } from '../dynamodb/client';
import { DynamoDBUnavailable } from '../dynamodb/errors';
import type { Item } from '../dynamodb/operations';
import { unavailable } from '../http/problem';
import { sessionTableContract } from '../table-contract';
import { endedItem } from './ended';
import type { Clock } from './store';

/** BatchWriteItem takes no more. */
const batchSize = 25;

/** Ends all of a user's sessions: "log out everywhere". */
export class UserSessionsEnding {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
    private readonly clock: Clock,
  ) {}

  /** How many live sessions were ended. */
  async endAll(userId: string, deadline: Deadline): Promise<number> {
    let ended = 0;
    const count = (items: readonly Item[]) => {
      ended += items.filter(item => this.isLive(item)).length;
    };
    try {
      let start: Item | undefined;
      do {
        const page = await this.read(userId, start, deadline);
        await allOver(batchesOf(page.items).map(batch => this.endBatch(batch, count, deadline)));
        start = page.next;
      } while (start !== undefined);
      return ended;
    } catch (error) {
      if (!(error instanceof DynamoDBUnavailable)) throw error;
      throw unavailable(`Ended at least ${ended} sessions. Send the request again to end the rest.`, 2, error);
    }
  }

  private async read(userId: string, start: Item | undefined, deadline: Deadline) {
    const { Items, LastEvaluatedKey } = await this.client.call(
      'Query',
      {
        TableName: this.tableName,
        IndexName: sessionTableContract.userIndex.name,
        KeyConditionExpression: 'userId = :user',
        ExpressionAttributeValues: { ':user': { S: userId } },
        ProjectionExpression: 'id, expiresAt',
        Limit: 4 * batchSize,
        ExclusiveStartKey: start,
      },
      deadline,
    );
    return { items: Items ?? [], next: LastEvaluatedKey };
  }

  private async endBatch(
    batch: readonly Item[],
    count: (ended: readonly Item[]) => void,
    deadline: Deadline,
  ): Promise<void> {
    const now = Math.floor(this.clock() / 1000);
    let left = batch;
    const input = () => ({
      RequestItems: {
        [this.tableName]: left.map(({ id }) => ({ PutRequest: { Item: endedItem(id?.S ?? '', now) } })),
      },
    });
    await this.client.call('BatchWriteItem', input, deadline, ({ UnprocessedItems }) => {
      const requests = UnprocessedItems?.[this.tableName] ?? [];
      const unprocessed = new Set(requests.map(({ PutRequest }) => PutRequest?.Item?.id?.S));
      count(left.filter(({ id }) => !unprocessed.has(id?.S)));
      left = left.filter(({ id }) => unprocessed.has(id?.S));
      return left.length === 0;
    });
  }

  private isLive(item: Item): boolean {
    return Number(item.expiresAt?.N) > this.clock() / 1000;
  }
}

/** Fails with the first that failed, yet only once all are over: the rest go on ending sessions, which are to be counted. */
async function allOver(batches: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(batches);
  await Promise.all(batches);
}

function batchesOf(items: readonly Item[]): Item[][] {
  const batches: Item[][] = [];
  for (let at = 0; at < items.length; at += batchSize) batches.push(items.slice(at, at + batchSize));
  return batches;
}
