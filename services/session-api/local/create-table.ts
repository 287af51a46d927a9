import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { sessionTableContract as contract } from '../src/table-contract';

/** What CreateTable is asked for: the contract and nothing else. */
export function sessionTable(tableName: string): CreateTableCommandInput {
  const { partitionKey, userIndex } = contract;
  const attributes = [partitionKey, userIndex.partitionKey, userIndex.sortKey];
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    KeySchema: [{ AttributeName: partitionKey.name, KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: userIndex.name,
        KeySchema: [
          { AttributeName: userIndex.partitionKey.name, KeyType: 'HASH' },
          { AttributeName: userIndex.sortKey.name, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: userIndex.projectionType },
      },
    ],
  };
}
