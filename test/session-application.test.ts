import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { readConfig } from '../services/session-api/src/config';
import { sessionTableContract as contract } from '../services/session-api/src/table-contract';

interface Component {
  readonly name: string;
  readonly properties: { readonly [name: string]: unknown };
  readonly traits?: readonly { readonly type: string; readonly properties: { readonly [name: string]: unknown } }[];
}

const keys = (partition: { readonly name: string }, sort?: { readonly name: string }) => [
  { attributeName: partition.name, keyType: 'HASH' },
  ...(sort ? [{ attributeName: sort.name, keyType: 'RANGE' }] : []),
];

describe.each([
  ['aws', 'tenant-atlantis-', 'https://dynamodb.us-west-2.amazonaws.com'],
  ['localstack', '', 'http://localstack.localstack:4566'],
])('the session Application of %s', (environment, prefix, endpoint) => {
  const name = 'session-management';
  const file = join(__dirname, `../dist/${environment}/apps/kro/${name}/application.default.${name}.yaml`);
  const { components } = (load(readFileSync(file, 'utf8')) as { spec: { components: readonly Component[] } }).spec;
  const [table, service] = components as readonly [Component, Component];

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

  test('gives the service the name of that table, prefix included, and where it is', () => {
    const variables = service.properties.env as readonly { readonly name: string; readonly value: string }[];
    const config = readConfig(Object.fromEntries(variables.map(variable => [variable.name, variable.value])));
    expect(config).toMatchObject({ tableName: `${prefix}${table.properties.tableName}`, endpoint });
  });
});
