import { equals } from '../../expression/expression';
import { all, allOf, blame, count } from '../../expression/predicate';
import { fieldsOf, list, optional, record, type TypeOf } from '../../schema/shape';
import { errorAt, givenTogether, type Path, type Violation } from '../../schema/violation';
import type { Feature } from '../feature';
import {
  type Capacity,
  capacity,
  type MaxThroughputProps,
  onDemandThroughput,
  throughput,
  throughputOf,
} from './billing';
import {
  indexName,
  indexPropPaths,
  indexProps,
  indexRules,
  projection,
  projectionOf,
  type SecondaryIndexProps,
} from './indexes';
import { type Attribute, attribute, hasPartitionKey, keyElement, keySchemaOf, keyWords } from './keys';
import { type WarmThroughputProps, warmThroughputFields } from './warm-throughput';

/** A partition key, and a sort key, of an index may consist of as many. */
const attributesOfKey = 4;

export const globalSecondaryIndex = record('GlobalSecondaryIndex', {
  indexName,
  keySchema: list("The index's key: 1 to 4 HASH elements, then at most 4 RANGE elements.", keyElement, {
    minItems: 1,
    maxItems: 2 * attributesOfKey,
  }),
  projection,
  provisionedThroughput: optional(throughput),
  onDemandThroughput: optional(onDemandThroughput),
  ...warmThroughputFields,
});
export type GlobalSecondaryIndexSpec = TypeOf<typeof globalSecondaryIndex>;

export const globalSecondaryIndexFields = {
  globalSecondaryIndexes: optional(
    list('Indexes with keys of their own, at most 20.', globalSecondaryIndex, { maxItems: 20, key: 'indexName' }),
  ),
};

/** A global secondary index. */
export interface GlobalSecondaryIndexProps extends SecondaryIndexProps, MaxThroughputProps, WarmThroughputProps {
  /**
   * What items are found by. Its type is the attribute's in every key.
   * @default - partitionKeys
   */
  readonly partitionKey?: Attribute;
  /**
   * What items are found by, if that is several attributes: at most 4, all of which a query names. Not together with
   * `partitionKey`.
   * @default - partitionKey
   */
  readonly partitionKeys?: readonly Attribute[];
  /**
   * What items of one partition are ordered by.
   * @default - none
   */
  readonly sortKey?: Attribute;
  /**
   * What items of one partition are ordered by, if that is several attributes: at most 4, the first of which counts most.
   * Not together with `sortKey`.
   * @default - sortKey
   */
  readonly sortKeys?: readonly Attribute[];
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
    partitionKey: optional(attribute),
    partitionKeys: optional(list('what items are found by', attribute, { maxItems: attributesOfKey })),
    sortKey: optional(attribute),
    sortKeys: optional(list('what items of one partition are ordered by', attribute, { maxItems: attributesOfKey })),
    readCapacity: optional(capacity),
    writeCapacity: optional(capacity),
    ...fieldsOf(onDemandThroughput),
    ...warmThroughputFields,
  }),
  needs: [
    ['readCapacity', 'writeCapacity'],
    ['writeCapacity', 'readCapacity'],
  ] as const,
  otherWords: { ...keyWords, name: 'indexName' },
};

/** The attributes of an index's key: the singular props are lists of one. */
const keyOf = ({ partitionKey, partitionKeys = [], sortKey, sortKeys = [] }: GlobalSecondaryIndexProps) => ({
  partition: partitionKey ? [partitionKey] : partitionKeys,
  sort: sortKey ? [sortKey] : sortKeys,
});

const indexSpec = (index: GlobalSecondaryIndexProps): GlobalSecondaryIndexSpec => {
  const { indexName, readCapacity, writeCapacity, maxReadRequestUnits, maxWriteRequestUnits, warmThroughput } = index;
  const isLimited = maxReadRequestUnits !== undefined || maxWriteRequestUnits !== undefined;
  const { partition, sort } = keyOf(index);
  return {
    indexName,
    keySchema: keySchemaOf(partition, sort),
    projection: projectionOf(index),
    provisionedThroughput: readCapacity && writeCapacity && throughputOf({ readCapacity, writeCapacity }),
    onDemandThroughput: isLimited ? { maxReadRequestUnits, maxWriteRequestUnits } : undefined,
    warmThroughput,
  };
};

/** Of the props alone: in the one form that rules judge there is one key. */
export const keyOnceRule = {
  id: 'K5',
  kind: 'policy',
  problem: 'is missing, or is given together with partitionKeys or sortKeys',
  fix: 'Give each key in one way.',
  source: "AWS CDK's parseKeySchema",
  synthOnly: 'other doors have one way to give a key',
} as const;

/** One key is said in one way. */
const contradictions = (index: GlobalSecondaryIndexProps, at: number): readonly Violation[] => {
  const place = ['globalSecondaryIndexes', at];
  const fix = 'Add it, or partitionKeys for a key of several attributes.';
  const missing = errorAt([...place, 'partitionKey'], 'is missing', fix);
  const twice = (['partitionKey', 'sortKey'] as const)
    .filter(one => index[one] && index[`${one}s`]?.length)
    .map(one => givenTogether([...place, `${one}s`], index[`${one}s`], one));
  return [...(keyOf(index).partition.length > 0 ? [] : [missing]), ...twice].map(wrong => ({
    ...wrong,
    rule: keyOnceRule.id,
  }));
};

/** An element of the key schema, in the words of the props; of the whole key the part that is too long. */
function keyPlace(index: GlobalSecondaryIndexProps, element: string | number | undefined): Path {
  const { length } = keyOf(index).partition;
  const at = Number(element ?? (length > attributesOfKey ? 0 : length));
  const [one, part] = at < length ? (['partitionKey', at] as const) : (['sortKey', at - length] as const);
  if (index[one]) return [one, 'name'];
  return element === undefined ? [`${one}s`] : [`${one}s`, part, 'name'];
}

const includedAttributes = 100;

export const globalSecondaryIndexes: Feature = {
  props: {
    globalSecondaryIndexes: optional(list('indexes with keys of their own', globalIndexProps, { maxItems: 20 })),
  },
  toSpec: ({ globalSecondaryIndexes }) => ({ globalSecondaryIndexes: globalSecondaryIndexes?.map(indexSpec) }),
  contradictions: ({ globalSecondaryIndexes = [] }) => globalSecondaryIndexes.flatMap(contradictions),
  attributes: ({ globalSecondaryIndexes = [] }) =>
    globalSecondaryIndexes.flatMap(index => [...keyOf(index).partition, ...keyOf(index).sort]),
  propPaths: indexPropPaths('globalSecondaryIndexes', (index, field, rest, { globalSecondaryIndexes }) => {
    const [part] = rest;
    if (field === 'keySchema') return [...index, ...keyPlace(globalSecondaryIndexes![Number(index[1])]!, part)];
    if (field === 'onDemandThroughput') return [...index, part ?? 'maxReadRequestUnits'];
    if (field !== 'provisionedThroughput') return [...index, field, ...rest];
    return [...index, part === 'writeCapacityUnits' ? 'writeCapacity' : 'readCapacity'];
  }),
  rules: [
    ...indexRules('', table => table.globalSecondaryIndexes),
    {
      id: 'K1-index',
      kind: 'dynamodb',
      problem: 'must have a HASH element',
      fix: 'Give the index a partition key.',
      source: 'CreateTable GlobalSecondaryIndexes KeySchema',
      propsKeepIt: true,
      holds: table =>
        all(table.globalSecondaryIndexes, 'index', index => blame(index.keySchema, hasPartitionKey(index.keySchema))),
    },
    {
      id: 'K4',
      kind: 'dynamodb',
      problem: `must have at most ${attributesOfKey} HASH and ${attributesOfKey} RANGE elements`,
      fix: 'Leave some of them out.',
      source: 'CreateTable: The KeySchema exceeds the maximum allowed number of key attributes',
      propsKeepIt: true,
      holds: table =>
        all(table.globalSecondaryIndexes, 'index', index =>
          blame(
            index.keySchema,
            allOf(
              count(index.keySchema, '<=', attributesOfKey, 'key', key => equals(key.keyType, 'HASH')),
              count(index.keySchema, '<=', attributesOfKey, 'key', key => equals(key.keyType, 'RANGE')),
            ),
          ),
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
