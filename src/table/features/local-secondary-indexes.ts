import { equals } from '../../expression/expression';
import { all, allOf, anyOf, blame, exists, implies, not, present } from '../../expression/predicate';
import { list, optional, record, type TypeOf } from '../../schema/shape';
import type { Feature } from '../feature';
import {
  indexName,
  indexPropPaths,
  indexProps,
  indexRules,
  projection,
  projectionOf,
  type SecondaryIndexProps,
} from './indexes';
import { type Attribute, attribute, isSimpleKey, keyElement, keySchemaOf } from './keys';

export const localSecondaryIndex = record('LocalSecondaryIndex', {
  indexName,
  keySchema: list("The index's key: the table's HASH element, then a RANGE element of its own.", keyElement, {
    minItems: 2,
    maxItems: 2,
  }),
  projection,
});

/** What both kinds of index are: a local one is nothing more. */
export type IndexSpec = TypeOf<typeof localSecondaryIndex>;

export const localSecondaryIndexFields = {
  localSecondaryIndexes: optional(
    list("Indexes with the table's partition key and another sort key, at most 5.", localSecondaryIndex, {
      maxItems: 5,
      key: 'indexName',
    }),
  ),
};

/** A local secondary index: the items of one partition in another order. Its partition key is the table's. */
export interface LocalSecondaryIndexProps extends SecondaryIndexProps {
  /** What items of one partition are ordered by. Its type is the attribute's in every key. */
  readonly sortKey: Attribute;
}

/** Indexes with the table's partition key. */
export interface LocalSecondaryIndexesProps {
  /**
   * At most 5, which `addLocalSecondaryIndex` adds to; only for a table with a sort key. They are made with the table and
   * can neither be added, changed nor removed later. With them, the items of one partition key value, index entries
   * included, are limited to 10 GB.
   * @default - none
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html LocalSecondaryIndexes
   */
  readonly localSecondaryIndexes?: readonly LocalSecondaryIndexProps[];
}

const localIndexProps = record('LocalSecondaryIndexProps', { ...indexProps, sortKey: attribute });

export const localSecondaryIndexes: Feature = {
  props: {
    // every local index has the table's
    partitionKey: attribute,
    localSecondaryIndexes: optional(
      list("indexes with the table's partition key and another sort key", localIndexProps, { maxItems: 5 }),
    ),
  },
  toSpec: ({ partitionKey, localSecondaryIndexes }) => ({
    localSecondaryIndexes: localSecondaryIndexes?.map(index => ({
      indexName: index.indexName,
      keySchema: keySchemaOf([partitionKey], [index.sortKey]),
      projection: projectionOf(index),
    })),
  }),
  attributes: ({ localSecondaryIndexes = [] }) => localSecondaryIndexes.map(({ sortKey }) => sortKey),
  propPaths: indexPropPaths('localSecondaryIndexes', (index, field, [part]) => {
    if (field !== 'keySchema') return [...index, field];
    return part === 0 ? ['partitionKey', 'name'] : [...index, 'sortKey', 'name'];
  }),
  rules: [
    ...indexRules('-local', table => table.localSecondaryIndexes),
    {
      id: 'N6-both',
      kind: 'dynamodb',
      problem: 'is the name of a global index too',
      fix: 'Give each index a name of its own.',
      source: 'CreateTable: Duplicate index name',
      holds: table =>
        all(table.localSecondaryIndexes, 'index', index =>
          blame(
            index.indexName,
            not(exists(table.globalSecondaryIndexes, 'global', global => equals(global.indexName, index.indexName))),
          ),
        ),
    },
    {
      id: 'I3',
      kind: 'dynamodb',
      problem: 'need a sort key of the table, and it has none',
      fix: 'Give the table a sort key, or make it a global index.',
      source: 'CreateTable: Table KeySchema does not have a range key, which is required',
      holds: table =>
        blame(
          table.localSecondaryIndexes,
          implies(
            present(table.localSecondaryIndexes),
            exists(table.keySchema, 'key', key => equals(key.keyType, 'RANGE')),
          ),
        ),
    },
    {
      id: 'K1-local',
      kind: 'dynamodb',
      problem: 'must have exactly one HASH element and one RANGE element',
      fix: "Give the table's partition key and one sort key.",
      source: 'CreateTable LocalSecondaryIndexes KeySchema',
      propsKeepIt: true,
      holds: table =>
        all(table.localSecondaryIndexes, 'index', index => blame(index.keySchema, isSimpleKey(index.keySchema))),
    },
    {
      id: 'I4',
      kind: 'dynamodb',
      problem: "must have the table's partition key",
      fix: "Take the table's HASH element, or make it a global index.",
      source: 'CreateTable: Index KeySchema does not have the same leading hash key as table KeySchema',
      propsKeepIt: true,
      holds: table =>
        all(table.localSecondaryIndexes, 'index', index =>
          blame(
            index.keySchema,
            exists(table.keySchema, 'own', own =>
              allOf(
                equals(own.keyType, 'HASH'),
                exists(index.keySchema, 'key', key =>
                  allOf(equals(key.keyType, 'HASH'), equals(key.attributeName, own.attributeName)),
                ),
              ),
            ),
          ),
        ),
    },
    {
      id: 'I5',
      kind: 'policy',
      severity: 'warning',
      problem: "has the table's own sort key, so it finds nothing that the table does not",
      fix: 'Choose another sort key, or leave the index out.',
      source: 'CreateTable takes it, and writes cost twice',
      holds: table =>
        all(table.localSecondaryIndexes, 'index', index =>
          all(table.keySchema, 'own', own =>
            all(index.keySchema, 'key', key =>
              blame(
                key.attributeName,
                anyOf(
                  equals(own.keyType, 'HASH'),
                  equals(key.keyType, 'HASH'),
                  not(equals(key.attributeName, own.attributeName)),
                ),
              ),
            ),
          ),
        ),
    },
  ],
};
