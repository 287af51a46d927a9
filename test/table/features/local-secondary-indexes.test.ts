import { createTable } from '../../../src/interfaces/create-table';
import { readTable } from '../../../src/interfaces/read-table';
import { violationText } from '../../../src/schema/violation';
import { ProjectionType } from '../../../src/table/features/indexes';
import { AttributeType } from '../../../src/table/features/keys';
import { normalise } from '../../../src/table/normalise';

const { STRING, NUMBER, BINARY } = AttributeType;
const threads = {
  tableName: 'threads',
  region: 'us-west-2',
  partitionKey: { name: 'forum', type: STRING },
  sortKey: { name: 'subject', type: STRING },
};
const byTime = { indexName: 'byTime', sortKey: { name: 'postedAt', type: NUMBER } };
const of = (localSecondaryIndexes: unknown, changes: object = {}) =>
  normalise({ ...threads, ...changes, localSecondaryIndexes } as never, '');
const told = (localSecondaryIndexes: unknown, changes: object = {}) =>
  of(localSecondaryIndexes, changes).violations.map(violation => violationText(violation).split(/ \(got|\. [A-Z]/)[0]);

test("an index has the table's partition key, and its attributes are defined", () =>
  expect(of([byTime])).toMatchObject({
    table: {
      attributeDefinitions: [
        { attributeName: 'forum', attributeType: 'S' },
        { attributeName: 'postedAt', attributeType: 'N' },
        { attributeName: 'subject', attributeType: 'S' },
      ],
      localSecondaryIndexes: [
        {
          indexName: 'byTime',
          keySchema: [
            { attributeName: 'forum', keyType: 'HASH' },
            { attributeName: 'postedAt', keyType: 'RANGE' },
          ],
          projection: { projectionType: 'ALL' },
        },
      ],
    },
    violations: [],
  }));

test('a projection is taken as it is', () =>
  expect(of([{ ...byTime, projectionType: ProjectionType.INCLUDE, nonKeyAttributes: ['title'] }]).table).toMatchObject({
    localSecondaryIndexes: [{ projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['title'] } }],
  }));

test('a table that asks for none has none', () => {
  expect(of(undefined).table).not.toHaveProperty('localSecondaryIndexes');
  expect(of([]).table).not.toHaveProperty('localSecondaryIndexes');
});

describe('what is wrong is told in the words of the props', () => {
  test.each<readonly [string, unknown, object, readonly string[]]>([
    [
      'a table without a sort key',
      [byTime],
      { sortKey: undefined },
      ['localSecondaryIndexes: need a sort key of the table, and it has none'],
    ],
    [
      "the table's partition key for a sort key",
      [{ ...byTime, sortKey: threads.partitionKey }],
      {},
      ["localSecondaryIndexes[0].sortKey.name: is in the index's key twice"],
    ],
    [
      'a sort key of another type than in the table',
      [{ ...byTime, sortKey: { name: 'subject', type: BINARY } }],
      {},
      [
        'localSecondaryIndexes[0].sortKey.name: is defined twice',
        "localSecondaryIndexes[0].sortKey.name: has the table's own sort key, so it finds nothing that the table does not",
      ],
    ],
    [
      "another type for the table's partition key",
      [byTime],
      { globalSecondaryIndexes: [{ indexName: 'byForum', partitionKey: { name: 'forum', type: NUMBER } }] },
      ['globalSecondaryIndexes[0].partitionKey.name: is defined twice'],
    ],
    [
      'the name of a global index',
      [byTime],
      { globalSecondaryIndexes: [{ indexName: 'byTime', partitionKey: byTime.sortKey }] },
      ['localSecondaryIndexes[0].indexName: is the name of a global index too'],
    ],
    ['two of one name', [byTime, byTime], {}, ['localSecondaryIndexes[1].indexName: is the name of two indexes']],
    [
      'INCLUDE without attributes',
      [{ ...byTime, projectionType: 'INCLUDE' }],
      {},
      ['localSecondaryIndexes[0].projectionType: is INCLUDE, which needs nonKeyAttributes'],
    ],
    [
      'an attribute included twice',
      [{ ...byTime, projectionType: 'INCLUDE', nonKeyAttributes: ['a', 'a'] }],
      {},
      ['localSecondaryIndexes[0].nonKeyAttributes[1]: is named twice'],
    ],
    [
      'six',
      [1, 2, 3, 4, 5, 6].map(i => ({ ...byTime, indexName: `index-${i}` })),
      {},
      ['localSecondaryIndexes: must have at most 5 elements, has 6'],
    ],
    [
      'the sort key of the table',
      [{ ...byTime, sortKey: threads.sortKey }],
      {},
      [
        "localSecondaryIndexes[0].sortKey.name: has the table's own sort key, so it finds nothing that the table does not",
      ],
    ],
    ['no sort key', [{ indexName: 'byTime' }], {}, ['localSecondaryIndexes[0].sortKey: is missing']],
    [
      'capacity, which is the table’s',
      [{ ...byTime, readCapacity: { units: 5 } }],
      {},
      ['localSecondaryIndexes[0].readCapacity: is not known'],
    ],
    ['a table without a partition key', [byTime], { partitionKey: undefined }, ['partitionKey: is missing']],
  ])('%s', (_, indexes, changes, expected) => expect(told(indexes, changes)).toEqual(expected));
});

test('in a request, the key is told where it stands', () => {
  const KeySchema = [
    { AttributeName: 'forum', KeyType: 'HASH' },
    { AttributeName: 'subject', KeyType: 'RANGE' },
  ];
  const request = {
    TableName: 'threads',
    Region: 'us-west-2',
    AttributeDefinitions: ['forum', 'subject'].map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
    KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    LocalSecondaryIndexes: [
      {
        IndexName: 'bySubject',
        KeySchema: [
          { ...KeySchema[1], KeyType: 'HASH' },
          { ...KeySchema[0], KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  };
  expect(readTable(createTable, request, '').violations).toMatchObject([
    { path: ['LocalSecondaryIndexes', 0, 'KeySchema'], rule: 'I4' },
  ]);
});
