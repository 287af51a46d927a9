import { equals } from '../../expression/expression';
import { all, allOf, anyOf, blame, ifGiven, not, present, unique } from '../../expression/predicate';
import { list, oneOf, optional, record, type TypeOf, text } from '../../schema/shape';
import type { Feature } from '../feature';
import { type Capacity, capacity, throughput, throughputOf } from './billing';
import { resourceName } from './identity';
import {
  type Attribute,
  attribute,
  attributeName,
  hasDistinctAttributes,
  hasPartitionKey,
  isDefined,
  isSimpleKey,
  keyElement,
  keySchemaOf,
} from './keys';

export const projection = record(
  'Projection',
  {
    projectionType: optional(
      oneOf('Which attributes the index holds; ALL when left out.', 'ALL', 'KEYS_ONLY', 'INCLUDE'),
    ),
    nonKeyAttributes: optional(list('The attributes that INCLUDE adds to the keys.', attributeName, { maxItems: 20 })),
  },
  'Which attributes the index holds.',
);

export const globalSecondaryIndex = record('GlobalSecondaryIndex', {
  indexName: text('The name of the index.', resourceName),
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

/** Which attributes an index holds. */
export enum ProjectionType {
  /** Every attribute. */
  ALL = 'ALL',
  /** The keys of the table and of the index alone. */
  KEYS_ONLY = 'KEYS_ONLY',
  /** The keys, and what `nonKeyAttributes` names. */
  INCLUDE = 'INCLUDE',
}

/** A global secondary index. */
export interface GlobalSecondaryIndexProps {
  /** 3 to 255 letters, digits, `_`, `.` and `-`; no other index of the table has it. */
  readonly indexName: string;
  /** What items are found by. Its type is the attribute's in every key. */
  readonly partitionKey: Attribute;
  /**
   * What items of one partition are ordered by.
   * @default - none
   */
  readonly sortKey?: Attribute;
  /**
   * Which attributes the index holds.
   * @default ProjectionType.ALL
   */
  readonly projectionType?: ProjectionType;
  /**
   * The attributes that `ProjectionType.INCLUDE` adds to the keys: 1 to 20, at most 100 over all indexes.
   * @default - none
   */
  readonly nonKeyAttributes?: readonly string[];
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

const projectionType = optional(oneOf('which attributes the index holds', 'ALL', 'KEYS_ONLY', 'INCLUDE'));

const indexProps = {
  ...record('GlobalSecondaryIndexProps', {
    indexName: text('the name of the index', resourceName),
    partitionKey: attribute,
    sortKey: optional(attribute),
    projectionType,
    nonKeyAttributes: optional(list('the attributes that INCLUDE adds', attributeName, { maxItems: 20 })),
    readCapacity: optional(capacity),
    writeCapacity: optional(capacity),
  }),
  needs: [
    ['readCapacity', 'writeCapacity'],
    ['writeCapacity', 'readCapacity'],
  ] as const,
};

const indexSpec = ({
  indexName,
  partitionKey,
  sortKey,
  projectionType,
  nonKeyAttributes,
  readCapacity,
  writeCapacity,
}: GlobalSecondaryIndexProps): GlobalSecondaryIndexSpec => ({
  indexName,
  keySchema: keySchemaOf(partitionKey, sortKey),
  projection: { projectionType: projectionType ?? ProjectionType.ALL, nonKeyAttributes },
  provisionedThroughput: readCapacity && writeCapacity && throughputOf({ readCapacity, writeCapacity }),
});

const propNames: { readonly [field: string]: string } = {
  projection: 'projectionType',
  provisionedThroughput: 'readCapacity',
};
const includedAttributes = 100;

export const globalSecondaryIndexes: Feature = {
  props: { globalSecondaryIndexes: optional(list('indexes with keys of their own', indexProps, { maxItems: 20 })) },
  toSpec: ({ globalSecondaryIndexes }) => ({ globalSecondaryIndexes: globalSecondaryIndexes?.map(indexSpec) }),
  attributes: ({ globalSecondaryIndexes = [] }) =>
    globalSecondaryIndexes.flatMap(({ partitionKey, sortKey }) => (sortKey ? [partitionKey, sortKey] : [partitionKey])),
  propPath: ([feature, at, field, ...rest]) => {
    if (feature !== 'globalSecondaryIndexes') return undefined;
    if (field === undefined) return at === undefined ? [feature] : [feature, at];
    if (field === 'keySchema') return [feature, at!, rest[0] === 1 ? 'sortKey' : 'partitionKey', 'name'];
    if (rest[0] === 'nonKeyAttributes') return [feature, at!, ...rest];
    if (rest[0] === 'writeCapacityUnits') return [feature, at!, 'writeCapacity'];
    return [feature, at!, propNames[field] ?? field];
  },
  rules: [
    {
      id: 'N6',
      kind: 'dynamodb',
      problem: 'is the name of two indexes',
      fix: 'Give each index a name of its own.',
      source: 'CreateTable: Duplicate index name',
      holds: table => unique(table.globalSecondaryIndexes, 'index', index => index.indexName),
    },
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
    {
      id: 'K3-index',
      kind: 'dynamodb',
      problem: "is both the index's partition key and its sort key",
      fix: 'Choose another attribute for one of them.',
      source: 'CreateTable GlobalSecondaryIndexes KeySchema',
      holds: table => all(table.globalSecondaryIndexes, 'index', index => hasDistinctAttributes(index.keySchema)),
    },
    {
      id: 'K7-index',
      kind: 'dynamodb',
      problem: 'is a key attribute of an index that is not defined',
      fix: 'Add it to the attribute definitions, with its type.',
      source: 'CreateTable AttributeDefinitions',
      holds: table =>
        all(table.globalSecondaryIndexes, 'index', index => isDefined(index.keySchema, table.attributeDefinitions)),
    },
    {
      id: 'I6',
      kind: 'dynamodb',
      problem: 'is INCLUDE, which needs nonKeyAttributes',
      fix: 'Name 1 to 20 attributes, or choose ALL or KEYS_ONLY.',
      source: 'CreateTable Projection',
      holds: table =>
        all(table.globalSecondaryIndexes, 'index', ({ projection }) =>
          ifGiven(projection.projectionType, type =>
            blame(type, anyOf(not(equals(type, 'INCLUDE')), present(projection.nonKeyAttributes))),
          ),
        ),
    },
    {
      id: 'I7',
      kind: 'dynamodb',
      problem: 'has nonKeyAttributes without projection type INCLUDE',
      fix: 'Leave them out, or choose INCLUDE.',
      source: 'CreateTable Projection',
      holds: table =>
        all(table.globalSecondaryIndexes, 'index', ({ projection }) =>
          ifGiven(projection.nonKeyAttributes, names =>
            blame(
              names,
              allOf(
                present(projection.projectionType),
                ifGiven(projection.projectionType, type => equals(type, 'INCLUDE')),
              ),
            ),
          ),
        ),
    },
    {
      id: 'I9',
      kind: 'dynamodb',
      problem: 'is named twice',
      fix: 'Name each attribute once.',
      source: 'CreateTable Projection: Duplicate element in NonKeyAttributes',
      holds: table =>
        all(table.globalSecondaryIndexes, 'index', ({ projection }) =>
          ifGiven(projection.nonKeyAttributes, names => unique(names, 'name', name => name)),
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
      faults: ({ globalSecondaryIndexes = [] }) => {
        const included = globalSecondaryIndexes.reduce(
          (sum, index) => sum + (index.projection.nonKeyAttributes?.length ?? 0),
          0,
        );
        return included <= includedAttributes ? [] : [{ path: ['globalSecondaryIndexes'], value: included }];
      },
    },
  ],
};
