import type { TableDescription, TimeToLiveDescription } from '@aws-sdk/client-dynamodb';
import { sessionTableContract as contract } from './table-contract';

interface Key {
  readonly name: string;
  readonly type: string;
}

/** How a real table departs from the contract, in words; nothing when it does not. */
export function keyProblems(table: TableDescription): string[] {
  const problems = describeKeys('The table', keysOf(table, table.KeySchema), [contract.partitionKey]);
  const { name, partitionKey, sortKey, projectionType } = contract.userIndex;
  const index = table.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
  if (index === undefined) return [...problems, `The table has no global secondary index ${name}.`];
  problems.push(...describeKeys(`The index ${name}`, keysOf(table, index.KeySchema), [partitionKey, sortKey]));
  if (index.Projection?.ProjectionType !== projectionType) {
    problems.push(`The index ${name} projects ${index.Projection?.ProjectionType}, not ${projectionType}.`);
  }
  return problems;
}

/** Where the table, or the service's index, is in another state than these; other indexes may come and go. */
export function statusProblems(
  { TableStatus, GlobalSecondaryIndexes }: TableDescription,
  accepted: readonly string[],
): string[] {
  const { name } = contract.userIndex;
  const index = GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
  const told = [
    ['The table', TableStatus] as const,
    ...(index ? [[`The index ${name}`, index.IndexStatus] as const] : []),
  ];
  return told
    .filter(([, status]) => !accepted.includes(String(status)))
    .map(([what, status]) => `${what} is ${status}.`);
}

/** Partition key first, as DynamoDB keeps them. */
function keysOf({ AttributeDefinitions }: TableDescription, schema: TableDescription['KeySchema']): Key[] {
  return (schema ?? []).map(({ AttributeName }) => ({
    name: AttributeName ?? '',
    type: AttributeDefinitions?.find(attribute => attribute.AttributeName === AttributeName)?.AttributeType ?? '?',
  }));
}

function describeKeys(what: string, actual: readonly Key[], expected: readonly Key[]): string[] {
  const [is, shouldBe] = [textOf(actual), textOf(expected)];
  return is === shouldBe ? [] : [`${what} has the key ${is}, not ${shouldBe}.`];
}

function textOf(keys: readonly Key[]): string {
  return keys.map(({ name, type }) => `${name} (${type})`).join(', ');
}

export type TtlState = 'enabled' | 'disabled' | 'wrong_attribute' | 'unknown';

export function ttlState(description: TimeToLiveDescription | undefined): TtlState {
  switch (description?.TimeToLiveStatus) {
    case 'ENABLED':
    case 'ENABLING':
      return description.AttributeName === contract.timeToLiveAttribute ? 'enabled' : 'wrong_attribute';
    case 'DISABLED':
    case 'DISABLING':
      return 'disabled';
    default:
      return 'unknown';
  }
}
