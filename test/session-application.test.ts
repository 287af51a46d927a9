import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { sessionTableContract as contract } from '../services/session-api/src/table-contract';

interface Component {
  readonly name: string;
  readonly properties: { readonly [name: string]: unknown };
  readonly traits?: readonly { readonly type: string; readonly properties: { readonly [name: string]: unknown } }[];
}

const file = join(__dirname, '../dist/aws/apps/kro/session-management/application.default.session-management.yaml');
const { components } = (load(readFileSync(file, 'utf8')) as { spec: { components: readonly Component[] } }).spec;
const [table, service] = components as readonly [Component, Component];

const keys = (partition: { readonly name: string }, sort?: { readonly name: string }) => [
  { attributeName: partition.name, keyType: 'HASH' },
  ...(sort ? [{ attributeName: sort.name, keyType: 'RANGE' }] : []),
];

describe('the session Application', () => {
  test('declares the table that the session service asks for', () => {
    const { partitionKey, timeToLiveAttribute, userIndex } = contract;
    const attributes = [partitionKey, userIndex.partitionKey, userIndex.sortKey];
    expect(table.properties.keySchema).toEqual(keys(partitionKey));
    expect(table.properties.attributeDefinitions).toEqual(
      attributes
        .map(({ name, type }) => ({ attributeName: name, attributeType: type }))
        .sort((a, b) => (a.attributeName < b.attributeName ? -1 : 1)),
    );
    expect(Object.fromEntries((table.traits ?? []).map(({ type, properties }) => [type, properties]))).toEqual({
      'dynamodb-ttl-kro': { enabled: true, attributeName: timeToLiveAttribute },
      'dynamodb-global-index-kro': {
        indexes: [
          {
            indexName: userIndex.name,
            keySchema: keys(userIndex.partitionKey, userIndex.sortKey),
            projection: { projectionType: userIndex.projectionType },
          },
        ],
      },
    });
  });

  test('gives the service the name of that table, prefix included', () =>
    expect(service.properties.env).toContainEqual({
      name: 'DYNAMODB_TABLE_NAME',
      value: `tenant-atlantis-${table.properties.tableName}`,
    }));
});
