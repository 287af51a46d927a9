import { Chart, Testing } from 'cdk8s';
import fc from 'fast-check';
import {
  Application,
  AttributeType,
  Backend,
  Environment,
  type ITable,
  StreamViewType,
  Table,
  TableEncryptionV2,
} from '../../src';
import { allowed, byMail, chartIn, id, realActions, tableIn } from './documents';

const users = 'arn:aws:dynamodb:us-west-2:123456789012:table/users';
const accountId = '123456789012';
const dynamoStream = StreamViewType.KEYS_ONLY;
const plain = tableIn(chartIn({ accountId }), { dynamoStream });
const indexed = tableIn(chartIn({ accountId }), { dynamoStream, globalSecondaryIndexes: [byMail] });

const allow = (Action: readonly string[], ...Resource: readonly string[]) => ({ Effect: 'Allow', Action, Resource });
const document = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
const actions = (names: string) => names.split(' ').map(name => `dynamodb:${name}`);

/** What aws-cdk-lib 2.276.0 makes of a TableV2 of this name, by synthesis. */
const read = actions('BatchGetItem Query GetItem Scan ConditionCheckItem DescribeTable');
const write = actions('BatchWriteItem PutItem UpdateItem DeleteItem DescribeTable');
const both = [...read.slice(0, -1), ...write];
const records = actions('GetRecords GetShardIterator');

describe('the statements of AWS CDK', () => {
  test.each([
    ['', plain, [users]],
    [' with an index', indexed, [users, `${users}/index/*`]],
  ])('for a table%s', (_, table, resources) => {
    expect(table.grantReadData()).toEqual(document(allow(read, ...resources), allow(records, ...resources)));
    expect(table.grantWriteData()).toEqual(document(allow(write, ...resources)));
    expect(table.grantReadWriteData()).toEqual(document(allow(both, ...resources), allow(records, ...resources)));
  });

  test('for a stream', () =>
    expect(plain.grantStreamRead()).toEqual(
      document(
        allow(['dynamodb:ListStreams'], `${users}/stream/*`),
        allow(['dynamodb:DescribeStream', ...records], `${users}/stream/*`),
      ),
    ));
});

test.each([undefined, false])('a table without a stream has none to be read: %s', streamEnabled =>
  expect(() => tableIn(chartIn(), { streamEnabled }).grantStreamRead()).toThrow(
    ': has no stream to be read. Give the table dynamoStream.',
  ),
);

test('a table that is declared nowhere in an app is told so', () =>
  expect(() => Table.fromTableName(undefined as never, 'other', 'users')).toThrow(
    'Table.fromTableName: must be given a construct, such as an app or a chart.',
  ));

test('a table that is declared elsewhere may have a stream', () =>
  expect(Table.fromTableName(chartIn({ accountId }), 'other', 'users').grantStreamRead()).toEqual(
    plain.grantStreamRead(),
  ));

describe('least privilege', () => {
  test.each([{ leastPriviledge: true }, { leastPrivilege: 'yes' }, null, 'least'])(
    'is not asked for by %j',
    options => {
      expect(() => plain.grantReadData(options as never)).toThrow(
        /^Table chart\/table-undefined: grant\w+: (leastPrivi|must be an object)/,
      );
      expect(() => plain.grantStreamRead(options as never)).toThrow(
        /^Table chart\/table-undefined: grant\w+: (leastPrivi|must be an object)/,
      );
    },
  );

  const leastPrivilege = true;

  test('is the table alone where there is no index', () => {
    expect(plain.grantReadData({ leastPrivilege })).toEqual(document(allow(read, users)));
    expect(plain.grantReadWriteData({ leastPrivilege })).toEqual(document(allow(both, users)));
  });

  test('names indexes, and allows on them what reaches them', () => {
    const onIndex = allow(actions('Query Scan'), `${users}/index/byMail`);
    expect(indexed.grantReadData({ leastPrivilege })).toEqual(document(allow(read, users), onIndex));
    expect(indexed.grantWriteData({ leastPrivilege })).toEqual(document(allow(write, users)));
    expect(indexed.grantReadWriteData({ leastPrivilege })).toEqual(document(allow(both, users), onIndex));
  });

  test('lists no streams, which AWS knows on * alone', () =>
    expect(plain.grantStreamRead({ leastPrivilege })).toEqual(
      document(allow(['dynamodb:DescribeStream', ...records], `${users}/stream/*`)),
    ));

  test('is within what AWS CDK grants', () => {
    for (const table of [plain, indexed])
      for (const grant of ['grantReadData', 'grantWriteData', 'grantReadWriteData', 'grantStreamRead'] as const) {
        const whole = allowed(table[grant]());
        for (const [action, resource] of allowed(table[grant]({ leastPrivilege })))
          expect(whole.some(([a, r]) => a === action && covers(r, resource))).toBe(true);
      }
  });
});

const covers = (pattern: string, resource: string): boolean =>
  pattern.endsWith('*') ? resource.startsWith(pattern.slice(0, -1)) : pattern === resource;

describe('the ARN', () => {
  test.each([
    ['us-west-2', 'aws'],
    ['eu-central-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-east-1', 'aws-us-gov'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eu-isoe-west-1', 'aws-iso-e'],
    ['us-isof-south-1', 'aws-iso-f'],
    ['eusc-de-east-1', 'aws-eusc'],
  ])('in %s is of the partition %s', (region, partition) =>
    expect(tableIn(chartIn(), { region }).tableArn).toBe(`arn:${partition}:dynamodb:${region}:*:table/users`),
  );

  test('has the prefix, and the account that the environment names', () => {
    expect(tableIn(chartIn({ accountId, tableNamePrefix: 'acme-' })).tableArn).toBe(
      users.replace('users', 'acme-users'),
    );
    expect(tableIn(chartIn()).tableArn).toBe(users.replace(accountId, '*'));
  });

  test('without an environment is refused', () => {
    const table = Table.fromTableName(new Chart(Testing.app(), 'chart'), 'other', 'users');
    expect(() => table.tableArn).toThrow(
      'Table chart/other: no region is known, so it has no ARN. Call applyTo of an Environment with the chart, before the table.',
    );
  });
});

describe('a key of the user’s own', () => {
  const key = 'arn:aws:kms:us-west-2:123456789012:key/abc';
  const toRead = ['kms:Decrypt', 'kms:DescribeKey'];
  const toWrite = [...toRead, 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'];
  const throughDynamoDb = { Condition: { StringEquals: { 'kms:ViaService': ['dynamodb.us-west-2.amazonaws.com'] } } };
  const encrypted = (encryption: TableEncryptionV2) => tableIn(chartIn({ accountId }), { dynamoStream, encryption });
  const leastPrivilege = true;

  test('is allowed as AWS CDK allows it', () => {
    const table = encrypted(TableEncryptionV2.customerManagedKey(key));
    expect(table.grantReadData().Statement).toEqual([allow(toRead, key), ...plain.grantReadData().Statement]);
    expect(table.grantWriteData().Statement).toEqual([allow(toWrite, key), ...plain.grantWriteData().Statement]);
    expect(table.grantReadWriteData().Statement).toEqual([
      allow(toWrite, key),
      ...plain.grantReadWriteData().Statement,
    ]);
    const [list, read] = plain.grantStreamRead().Statement;
    expect(table.grantStreamRead().Statement).toEqual([list, allow(toRead, key), read]);
  });

  test('is with leastPrivilege for DynamoDB alone', () =>
    expect(encrypted(TableEncryptionV2.customerManagedKey(key)).grantReadData({ leastPrivilege }).Statement[0]).toEqual(
      { ...allow(toRead, key), ...throughDynamoDb },
    ));

  test('that an engine provides has no ARN yet', () =>
    expect(encrypted(TableEncryptionV2.customerManagedKeyRef('key')).grantReadData().Statement[0]).toEqual({
      ...allow(toRead, 'arn:aws:kms:us-west-2:123456789012:key/*'),
      ...throughDynamoDb,
    }));

  test.each([
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ])('is of its partition, though the service is called alike in all: %s', (region, partition) => {
    const encryption = TableEncryptionV2.customerManagedKeyRef('key');
    expect(tableIn(chartIn({ accountId, region }), { encryption }).grantReadData().Statement[0]).toEqual({
      ...allow(toRead, `arn:${partition}:kms:${region}:123456789012:key/*`),
      Condition: { StringEquals: { 'kms:ViaService': [`dynamodb.${region}.amazonaws.com`] } },
    });
  });

  test.each([TableEncryptionV2.awsManagedKey(), TableEncryptionV2.dynamoOwnedKey()])('is none of these: %j', owned =>
    expect(encrypted(owned).grantReadWriteData()).toEqual(plain.grantReadWriteData()),
  );
});

describe('an index that is added later', () => {
  const added = (grant: (table: Table) => unknown, first: readonly (typeof byMail)[] = []) => {
    const table = tableIn(chartIn(), { globalSecondaryIndexes: first });
    grant(table);
    table.addGlobalSecondaryIndex({ ...byMail, indexName: 'late' });
    return table;
  };
  const late = [
    'addGlobalSecondaryIndex: "late" came after a grant, whose policy lacks it. Add indexes before you grant.',
  ];

  test('is granted from then on', () => expect(added(() => {}).grantReadData().Statement[0]!.Resource).toHaveLength(2));

  test('is an error where a policy lacks it, which names the indexes or none', () => {
    expect(added(table => table.grantReadData()).node.validate()).toEqual(late);
    const least = (table: Table) => table.grantWriteData({ leastPrivilege: true });
    expect(added(least, [byMail]).node.validate()).toEqual(late);
  });

  test('is in a policy that names all', () => {
    expect(added(table => table.grantReadData(), [byMail]).node.validate()).toEqual([]);
    expect(added(() => {}).node.validate()).toEqual([]);
  });
});

test('a local index is an index', () => {
  const { Statement } = tableIn(chartIn(), {
    sortKey: { name: 'at', type: AttributeType.NUMBER },
    localSecondaryIndexes: [{ indexName: 'byPrice', sortKey: { name: 'price', type: AttributeType.NUMBER } }],
    globalSecondaryIndexes: [byMail],
  }).grantReadData({ leastPrivilege: true });
  expect(Statement[1]!.Resource.map(each => each.split('/index/')[1])).toEqual(['byPrice', 'byMail']);
});

test('a table of an Application is granted as any other', () => {
  const chart = chartIn({ accountId }, Backend.kro());
  const table = new Application(chart, 'shop').addTable('table', {
    tableName: 'users',
    partitionKey: id,
    globalSecondaryIndexes: [byMail],
  });
  expect(table.grantReadData()).toEqual(indexed.grantReadData());
});

test('a table that is declared elsewhere is granted without indexes', () =>
  expect(Table.fromTableName(chartIn({ accountId }), 'other', 'users').grantReadData()).toEqual(plain.grantReadData()));

test('whatever is granted is an action of AWS, on that table', () => {
  const grants: readonly ((table: ITable, leastPrivilege: boolean) => ReturnType<ITable['grantReadData']>)[] = [
    (table, leastPrivilege) => table.grantReadData({ leastPrivilege }),
    (table, leastPrivilege) => table.grantWriteData({ leastPrivilege }),
    (table, leastPrivilege) => table.grantReadWriteData({ leastPrivilege }),
    (table, leastPrivilege) => table.grantStreamRead({ leastPrivilege }),
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...grants),
      fc.boolean(),
      fc.uniqueArray(fc.stringMatching(/^[a-zA-Z0-9_.-]{3,20}$/), { maxLength: 4 }),
      fc.stringMatching(/^[a-zA-Z0-9_.-]{3,50}$/),
      (grant, leastPrivilege, indexNames, tableName) => {
        const table = tableIn(chartIn(), {
          tableName,
          dynamoStream,
          globalSecondaryIndexes: indexNames.map(indexName => ({ ...byMail, indexName })),
        });
        const { tableArn } = table;
        const pairs = allowed(grant(table, leastPrivilege));
        expect(pairs.length).toBeGreaterThan(0);
        for (const [action, resource] of pairs) {
          expect(realActions).toContain(action);
          expect(resource === tableArn || resource.startsWith(`${tableArn}/`)).toBe(true);
          if (leastPrivilege) expect(resource.slice(tableArn.length)).toMatch(/^(\/index\/[^*]*|\/stream\/\*)?$/);
        }
      },
    ),
  );
});

test('an environment of the table itself is the one that counts', () =>
  expect(
    tableIn(chartIn(), { environment: new Environment({ name: 'other', region: 'eu-west-1', accountId }) }).tableArn,
  ).toBe(`arn:aws:dynamodb:eu-west-1:${accountId}:table/users`));
