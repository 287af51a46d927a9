import { all, allOf, blame } from '../../expression/predicate';
import { list, optional, record, type TypeOf } from '../../schema/shape';
import type { Feature } from '../feature';
import { type Capacity, capacity, throughput, throughputOf } from './billing';
import {
  indexName,
  indexPropPath,
  indexProps,
  indexRules,
  projection,
  projectionOf,
  type SecondaryIndexProps,
} from './indexes';
import { type Attribute, attribute, hasPartitionKey, isSimpleKey, keyElement, keySchemaOf } from './keys';

export const globalSecondaryIndex = record('GlobalSecondaryIndex', {
  indexName,
  keySchema: list("The index's key: a HASH element, then at most one RANGE element.", keyElement, {
    minItems: 1,
    maxItems: 2,
  }),
  projection,
  provisionedThroughput: optional(throughput),
});
export type GlobalSecondaryIndexSpec = TypeOf<typeof globalSecondaryIndex>;

export const globalSecondaryIndexFields = {
  globalSecondaryIndexes: optional(
    list('Indexes with keys of their own, at most 20.', globalSecondaryIndex, { maxItems: 20, key: 'indexName' }),
  ),
};

/** A global secondary index. */
export interface GlobalSecondaryIndexProps extends SecondaryIndexProps {
  /** What items are found by. Its type is the attribute's in every key. */
  readonly partitionKey: Attribute;
  /**
   * What items of one partition are ordered by.
   * @default - none
   */
  readonly sortKey?: Attribute;
  /**
   * Required with provisioned billing, refused without.
   * @default - none
   */
  readonly readCapacity?: Capacity;
  /**
   * Required with provisioned billing, refused without.
   * @default - none
   */
  readonly writeCapacity?: Capacity;
}

/** Indexes with keys of their own. */
export interface GlobalSecondaryIndexesProps {
  /**
   * At most 20; `addGlobalSecondaryIndex` adds more.
   * @default - none
   */
  readonly globalSecondaryIndexes?: readonly GlobalSecondaryIndexProps[];
}

const globalIndexProps = {
  ...record('GlobalSecondaryIndexProps', {
    ...indexProps,
    partitionKey: attribute,
    sortKey: optional(attribute),
    readCapacity: optional(capacity),
    writeCapacity: optional(capacity),
  }),
  needs: [
    ['readCapacity', 'writeCapacity'],
    ['writeCapacity', 'readCapacity'],
  ] as const,
};

const indexSpec = (index: GlobalSecondaryIndexProps): GlobalSecondaryIndexSpec => {
  const { indexName, partitionKey, sortKey, readCapacity, writeCapacity } = index;
  return {
    indexName,
    keySchema: keySchemaOf(partitionKey, sortKey),
    projection: projectionOf(index),
    provisionedThroughput: readCapacity && writeCapacity && throughputOf({ readCapacity, writeCapacity }),
  };
};

const includedAttributes = 100;

export const globalSecondaryIndexes: Feature = {
  props: {
    globalSecondaryIndexes: optional(list('indexes with keys of their own', globalIndexProps, { maxItems: 20 })),
  },
  toSpec: ({ globalSecondaryIndexes }) => ({ globalSecondaryIndexes: globalSecondaryIndexes?.map(indexSpec) }),
  attributes: ({ globalSecondaryIndexes = [] }) =>
    globalSecondaryIndexes.flatMap(({ partitionKey, sortKey }) => (sortKey ? [partitionKey, sortKey] : [partitionKey])),
  propPath: indexPropPath('globalSecondaryIndexes', (index, field, [part]) => {
    if (field === 'keySchema') return [...index, part === 1 ? 'sortKey' : 'partitionKey', 'name'];
    if (field !== 'provisionedThroughput') return [...index, field];
    return [...index, part === 'writeCapacityUnits' ? 'writeCapacity' : 'readCapacity'];
  }),
  rules: [
    ...indexRules('', table => table.globalSecondaryIndexes),
    {
      id: 'K1-index',
      kind: 'dynamodb',
      problem: 'must have exactly one HASH element and at most one RANGE element',
      fix: 'Give the index one partition key and, if wanted, one sort key.',
      source: 'CreateTable GlobalSecondaryIndexes KeySchema',
      holds: table =>
        all(table.globalSecondaryIndexes, 'index', index =>
          blame(index.keySchema, allOf(isSimpleKey(index.keySchema), hasPartitionKey(index.keySchema))),
        ),
    },
  ],
  synthRules: [
    {
      id: 'I8',
      kind: 'dynamodb',
      problem: `name more than ${includedAttributes} included attributes over all indexes; the same name in two indexes counts twice`,
      fix: 'Include fewer attributes, or project ALL.',
      source: 'CreateTable Projection NonKeyAttributes',
      synthOnly: 'a sum over nested lists is not in the language',
      faults: ({ globalSecondaryIndexes = [], localSecondaryIndexes = [] }) => {
        const included = [...globalSecondaryIndexes, ...localSecondaryIndexes].reduce(
          (sum, index) => sum + (index.projection.nonKeyAttributes?.length ?? 0),
          0,
        );
        // local indexes alone cannot be too many: 5 with 20 each
        return included <= includedAttributes ? [] : [{ path: ['globalSecondaryIndexes'], value: included }];
      },
    },
  ],
};
