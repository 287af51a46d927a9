import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchWriteItemCommandInput, BatchWriteItemCommandOutput } from '@aws-sdk/client-dynamodb';
import { Deadline } from '../../src/deadline';
import type { DynamoDBClient } from '../../src/dynamodb/client';
import { DynamoDBUnavailable, TransportError } from '../../src/dynamodb/errors';
import { UserSessionsEnding } from '../../src/sessions/ending';

type Answer = Partial<BatchWriteItemCommandOutput>;

const timeout = () => new DynamoDBUnavailable('timeout', new TransportError('timeout'));
const user = Array.from({ length: 100 }, (_, at) => ({ id: { S: `session-${at}` }, expiresAt: { N: '3600' } }));

/** Over a client with a user of 100 sessions, of whose batches the nth is dealt with so. */
function endingOver(deal: (batch: number, input: BatchWriteItemCommandInput) => Promise<Answer>): UserSessionsEnding {
  let batches = 0;
  const call = async (
    operation: string,
    input: () => BatchWriteItemCommandInput,
    _deadline: Deadline,
    isDone: (output: Answer) => boolean,
  ) => {
    if (operation === 'Query') return { Items: user };
    if (!isDone(await deal(batches++, input()))) throw timeout();
  };
  return new UserSessionsEnding({ call } as unknown as DynamoDBClient, 'sessions', () => 0);
}

test('the 503 of an end of all sessions counts the batches that succeed, also after the first that fails', async () => {
  const ending = endingOver(async batch => {
    if (batch === 0) throw timeout();
    await sleep(10);
    return {};
  });
  await expect(ending.endAll('u', Deadline.after(1000))).rejects.toThrow('Ended at least 75 sessions.');
});

test('and of a batch that DynamoDB carries out in part, that part', async () => {
  const ending = endingOver(async (_, { RequestItems }) => ({
    UnprocessedItems: { sessions: RequestItems!.sessions!.slice(20) },
  }));
  await expect(ending.endAll('u', Deadline.after(1000))).rejects.toThrow('Ended at least 80 sessions.');
});

test('a fault that is none of time or load stays itself', async () => {
  const ending = endingOver(async batch => {
    if (batch === 2) throw new Error('refused');
    return {};
  });
  await expect(ending.endAll('u', Deadline.after(1000))).rejects.toThrow('refused');
});
