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

describe('a table that is not ACTIVE', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** What is said of these states, one after the other. */
  const reportOn = async (...states: readonly TableDescription[]) => {
    let Table = states[0]!;
    const readiness = readinessOver({ DescribeTable: () => ({ Table }) });
    let report = await readiness.report();
    for (Table of states.slice(1)) {
      jest.advanceTimersByTime(3_000);
      report = await readiness.report();
    }
    return report;
  };

  test.each([
    ['another index is being made', table('UPDATING', 'ACTIVE', foreignIndex('CREATING'))],
    ['another index is being removed', table('UPDATING', 'ACTIVE', foreignIndex('DELETING'))],
    ['the capacity of table and index is being changed', table('UPDATING', 'UPDATING')],
  ])('is ready while %s, once it was ACTIVE', async (_, description) => {
    expect(await reportOn(description)).toMatchObject({ status: 'not_ready' });
    expect(await reportOn(table('ACTIVE', 'ACTIVE'), description)).toMatchObject({ status: 'ready', reasons: [] });
  });

  test('is what is looked at, and no other index', async () =>
    expect(await reportOn(table('ACTIVE', 'ACTIVE', foreignIndex('CREATING')))).toMatchObject({ status: 'ready' }));

  test.each([
    [table('CREATING', 'CREATING'), ['The table is CREATING.', 'The index byUser is CREATING.']],
    [table('ACTIVE', 'CREATING', foreignIndex('ACTIVE')), ['The index byUser is CREATING.']],
    [table('ACTIVE', 'DELETING'), ['The index byUser is DELETING.']],
    [table('DELETING', 'ACTIVE'), ['The table is DELETING.']],
  ])('is not ready otherwise, and it is said whose status it is', async (description, reasons) => {
    expect(await reportOn(description)).toMatchObject({ status: 'not_ready', reasons });
    expect(await reportOn(table('ACTIVE', 'ACTIVE'), description)).toMatchObject({ status: 'not_ready', reasons });
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
