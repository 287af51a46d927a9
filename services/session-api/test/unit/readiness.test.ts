import type { GlobalSecondaryIndexDescription, TableDescription } from '@aws-sdk/client-dynamodb';
import pino from 'pino';
import { sessionTable } from '../../local/create-table';
import type { DynamoDBClient } from '../../src/dynamodb/client';
import { Metrics } from '../../src/metrics';
import { Readiness } from '../../src/readiness';

const { GlobalSecondaryIndexes, ...asDeclared } = sessionTable('sessions');

function table(TableStatus: string, byUserStatus: string, ...others: object[]): TableDescription {
  const byUser = { ...GlobalSecondaryIndexes![0]!, IndexStatus: byUserStatus };
  return {
    ...asDeclared,
    TableStatus,
    GlobalSecondaryIndexes: [...others, byUser] as GlobalSecondaryIndexDescription[],
  } as TableDescription;
}

function foreignIndex(IndexStatus: string): object {
  return { IndexName: 'byCountry', IndexStatus, KeySchema: [{ AttributeName: 'userId', KeyType: 'HASH' }] };
}

/** Readiness over a client that gives these answers. */
function readinessOver(answers: Record<string, () => unknown>, requireTtl = false): Readiness {
  const call = async (operation: string) => answers[operation]?.() ?? {};
  const log = pino({ level: 'silent' });
  return new Readiness({ call } as unknown as DynamoDBClient, 'sessions', requireTtl, new Metrics(), log);
}

describe('a new pod', () => {
  const reportOn = (Table: TableDescription) => readinessOver({ DescribeTable: () => ({ Table }) }).report();

  test.each([
    ['another index is being made', table('UPDATING', 'ACTIVE', foreignIndex('CREATING'))],
    ['another index is being removed', table('UPDATING', 'ACTIVE', foreignIndex('DELETING'))],
    ['the table is ACTIVE before its other index', table('ACTIVE', 'ACTIVE', foreignIndex('CREATING'))],
    ['the capacity of table and index is being changed', table('UPDATING', 'UPDATING')],
  ])('is ready while %s', async (_, description) => {
    expect(await reportOn(description)).toMatchObject({ status: 'ready', reasons: [] });
  });

  test.each([
    [table('CREATING', 'CREATING'), ['The table is CREATING.', 'The index byUser is CREATING.']],
    [table('UPDATING', 'CREATING', foreignIndex('ACTIVE')), ['The index byUser is CREATING.']],
    [table('UPDATING', 'DELETING'), ['The index byUser is DELETING.']],
    [table('DELETING', 'ACTIVE'), ['The table is DELETING.']],
  ])('is not ready otherwise, and says whose status it is', async (description, reasons) => {
    expect(await reportOn(description)).toMatchObject({ status: 'not_ready', reasons });
  });
});

describe('REQUIRE_TTL=true while DynamoDB does not say whether TTL is on', () => {
  const enabled = { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' } };
  const throttled = () => {
    throw new Error('throttled');
  };
  const answers = { DescribeTable: () => ({ Table: table('ACTIVE', 'ACTIVE') }), DescribeTimeToLive: throttled };

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('what it said last holds for five minutes', async () => {
    const asked: Record<string, () => unknown> = { ...answers, DescribeTimeToLive: () => enabled };
    const readiness = readinessOver(asked, true);
    expect(await readiness.report()).toMatchObject({ status: 'ready', ttl: 'enabled' });
    asked.DescribeTimeToLive = throttled;
    jest.advanceTimersByTime(299_000);
    expect(await readiness.report()).toMatchObject({ status: 'ready', ttl: 'enabled', warnings: [] });
    jest.advanceTimersByTime(3_000);
    expect(await readiness.report()).toMatchObject({ status: 'not_ready', ttl: 'unknown' });
  });

  test('without anything that it said before it is unknown', async () => {
    expect(await readinessOver(answers, true).report()).toMatchObject({ status: 'not_ready', ttl: 'unknown' });
  });
});
