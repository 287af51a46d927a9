import { violationText } from '../../../src/schema/violation';
import type { GlobalSecondaryIndexProps } from '../../../src/table/features/global-secondary-indexes';
import { ProjectionType } from '../../../src/table/features/indexes';
import { type Attribute, AttributeType } from '../../../src/table/features/keys';
import { normalise } from '../../../src/table/normalise';

const text = (name: string): Attribute => ({ name, type: AttributeType.STRING });
const scores = { tableName: 'scores', region: 'us-west-2', partitionKey: text('id') };
const several = (...names: readonly string[]) => names.map(text);
const of = (index: Omit<GlobalSecondaryIndexProps, 'indexName'>) =>
  normalise({ ...scores, globalSecondaryIndexes: [{ indexName: 'byTeam', ...index }] }, '');
const told = (index: Omit<GlobalSecondaryIndexProps, 'indexName'>) =>
  of(index).violations.map(
    violation =>
      `${
        violationText(violation)
          .replace('globalSecondaryIndexes[0].', '')
          .split(/ \(got|\. [A-Z]/)[0]
      } ${violation.rule}`,
  );

describe('a key of several attributes', () => {
  test('has its partition keys first, each part in the order of the props', () =>
    expect(of({ partitionKeys: several('team', 'arena'), sortKeys: several('season', 'day') })).toMatchObject({
      table: {
        attributeDefinitions: ['arena', 'day', 'id', 'season', 'team'].map(attributeName => ({ attributeName })),
        globalSecondaryIndexes: [
          {
            keySchema: [
              { attributeName: 'team', keyType: 'HASH' },
              { attributeName: 'arena', keyType: 'HASH' },
              { attributeName: 'season', keyType: 'RANGE' },
              { attributeName: 'day', keyType: 'RANGE' },
            ],
          },
        ],
      },
      violations: [],
    }));

  test.each<readonly [string, Omit<GlobalSecondaryIndexProps, 'indexName'>]>([
    ['one attribute', { partitionKey: text('team'), sortKey: text('day') }],
    ['a list of one', { partitionKeys: several('team'), sortKeys: several('day') }],
    ['empty lists beside them', { partitionKey: text('team'), partitionKeys: [], sortKey: text('day'), sortKeys: [] }],
  ])('is the same as %s', (_, index) =>
    expect(of(index).table).toEqual(of({ partitionKey: text('team'), sortKeys: several('day') }).table),
  );
});

test('what is wrong with other indexes, and between them, is told beside a key that is missing, or given twice', () => {
  const indexes: readonly GlobalSecondaryIndexProps[] = [
    { indexName: 'keyless' },
    { indexName: 'twice', partitionKey: text('team'), partitionKeys: several('team') },
    { indexName: 'twice', partitionKey: { name: 'id', type: AttributeType.NUMBER } },
    { indexName: 'names', partitionKey: text('team'), nonKeyAttributes: ['a'] },
    { indexName: 'nothing', partitionKey: text('team'), projectionType: ProjectionType.INCLUDE },
  ];
  const { table, violations } = normalise({ ...scores, globalSecondaryIndexes: indexes }, '');
  expect(table).toBeUndefined();
  expect(violations.map(({ rule }) => rule).sort()).toEqual(['I6', 'I7', 'K5', 'K5', 'K9', 'N6']);
});

describe('what is wrong with it is told in the words of the props', () => {
  test.each<readonly [string, Omit<GlobalSecondaryIndexProps, 'indexName'>, readonly string[]]>([
    ['no key', {}, ['partitionKey: is missing K5']],
    ['no attribute', { partitionKeys: [] }, ['partitionKey: is missing K5']],
    [
      'both',
      { partitionKey: text('team'), partitionKeys: several('team') },
      ['partitionKeys: is given together with partitionKey K5'],
    ],
    [
      'both for sorting',
      { partitionKey: text('team'), sortKey: text('day'), sortKeys: several('day') },
      ['sortKeys: is given together with sortKey K5'],
    ],
    [
      'five to find by',
      { partitionKeys: several('a', 'b', 'c', 'd', 'e') },
      ['partitionKeys: must have at most 4 elements, has 5 undefined'],
    ],
    [
      'five to sort by',
      { partitionKey: text('team'), sortKeys: several('a', 'b', 'c', 'd', 'e') },
      ['sortKeys: must have at most 4 elements, has 5 undefined'],
    ],
    [
      'five to find by and five to sort by',
      { partitionKeys: several('a', 'b', 'c', 'd', 'e'), sortKeys: several('f', 'g', 'h', 'i', 'j') },
      [
        'partitionKeys: must have at most 4 elements, has 5 undefined',
        'sortKeys: must have at most 4 elements, has 5 undefined',
      ],
    ],
    [
      'one to find and to sort by',
      { partitionKeys: several('a', 'b'), sortKeys: several('c', 'b') },
      ["sortKeys[1].name: is in the index's key twice K3-index"],
    ],
    [
      'one twice to find by',
      { partitionKeys: several('a', 'b', 'a') },
      ["partitionKeys[2].name: is in the index's key twice K3-index"],
    ],
    [
      'one of two types',
      { partitionKeys: [text('a'), { name: 'id', type: AttributeType.NUMBER }] },
      ['partitionKeys[1].name: is defined twice K9'],
    ],
  ])('%s', (_, index, expected) => expect(told(index)).toEqual(expected));
});
