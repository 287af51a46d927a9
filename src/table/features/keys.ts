import { type Expression, equals, type View } from '../../expression/expression';
import type { Predicate } from '../../expression/node';
import { all, allOf, anyOf, blame, exists, ifGiven, matches, not, unique } from '../../expression/predicate';
import { givenAs, list, oneOf, optional, record, type TypeOf, text } from '../../schema/shape';
import type { Feature } from '../feature';
import type { IndexSpec } from './local-secondary-indexes';

export const attributeName = text('The name of the attribute.', { minLength: 1, maxLength: 255 });

const attributeType = oneOf('S for a string, N for a number, B for binary. Quote it in YAML.', 'S', 'N', 'B');

const attributeDefinition = record('AttributeDefinition', { attributeName, attributeType });

export const keyElement = record('KeyElement', {
  attributeName,
  keyType: oneOf('HASH for the partition key, RANGE for the sort key.', 'HASH', 'RANGE'),
});
export type KeyElement = TypeOf<typeof keyElement>;

/** No table can have more key attributes: 2 of its own, 8 of each of 20 global indexes, 1 of each of 5 local ones. */
const keyAttributes = 167;

export const keyFields = {
  attributeDefinitions: list(
    'The attributes that keys of the table and its indexes consist of, and no others.',
    attributeDefinition,
    {
      minItems: 1,
      maxItems: keyAttributes,
    },
  ),
  keySchema: list('The primary key: a HASH element, then at most one RANGE element.', keyElement, {
    minItems: 1,
    maxItems: 2,
  }),
};

/** The type of a key attribute. */
export enum AttributeType {
  /** UTF-8 text, at most 2,048 bytes as a partition key and 1,024 as a sort key. */
  STRING = 'S',
  /** A number of at most 38 digits. */
  NUMBER = 'N',
  /** Bytes, with the limits of text. */
  BINARY = 'B',
}

/** An attribute that is part of a key. */
export interface Attribute {
  /** 1 to 255 characters, taken literally. */
  readonly name: string;
  /** An attribute has one type in all keys: two are refused. */
  readonly type: AttributeType;
}

/** The primary key. It cannot be changed later. */
export interface KeyProps {
  /** The partition key. */
  readonly partitionKey: Attribute;
  /**
   * The sort key.
   * @default - none: items are found by the partition key alone
   */
  readonly sortKey?: Attribute;
}

export const attribute = givenAs(
  record('Attribute', { name: attributeName, type: attributeType }, 'an attribute, by its name and its type.'),
  '{ name, type }',
);

/** What other tools call the keys of tables and of indexes. */
export const keyWords = { hashKey: 'partitionKey', rangeKey: 'sortKey' };

/** The key schema that the attributes of a partition key and of a sort key make. */
export const keySchemaOf = (partition: readonly Attribute[], sort: readonly Attribute[]): readonly KeyElement[] => [
  ...partition.map(({ name }) => ({ attributeName: name, keyType: 'HASH' }) as const),
  ...sort.map(({ name }) => ({ attributeName: name, keyType: 'RANGE' }) as const),
];

type KeySchema = Expression<readonly KeyElement[]>;

/** At most one attribute for the partition key and one for the sort key. */
export const isSimpleKey = (keySchema: KeySchema): Predicate => unique(keySchema, 'key', key => key.keyType);
export const hasPartitionKey = (keySchema: KeySchema): Predicate =>
  exists(keySchema, 'key', key => equals(key.keyType, 'HASH'));
export const hasDistinctAttributes = (keySchema: KeySchema): Predicate =>
  unique(keySchema, 'key', key => key.attributeName);

/** Every attribute of a key is defined. */
export const isDefined = (
  keySchema: KeySchema,
  definitions: View<readonly TypeOf<typeof attributeDefinition>[]>,
): Predicate =>
  all(keySchema, 'key', key =>
    blame(
      key.attributeName,
      exists(definitions, 'definition', definition => equals(definition.attributeName, key.attributeName)),
    ),
  );

/** An attribute is part of a key. */
export const uses = (keySchema: KeySchema, name: Expression<string>): Predicate =>
  exists(keySchema, 'key', key => equals(key.attributeName, name));

const isTrimmed = (name: Expression<string>): Predicate => not(matches(name, '^ | $'));

export const keys: Feature = {
  props: { partitionKey: attribute, sortKey: optional(attribute) },
  toSpec: ({ partitionKey, sortKey }) => ({ keySchema: keySchemaOf([partitionKey], sortKey ? [sortKey] : []) }),
  attributes: ({ partitionKey, sortKey }) => (sortKey ? [partitionKey, sortKey] : [partitionKey]),
  propPaths: { keySchema: ([at]) => [at === 1 ? 'sortKey' : 'partitionKey', 'name'] },
  rules: [
    {
      id: 'K1',
      kind: 'dynamodb',
      problem: 'must have exactly one HASH element and at most one RANGE element',
      fix: 'Give one partition key and, if wanted, one sort key.',
      source: 'CreateTable KeySchema',
      propsKeepIt: true,
      holds: table => blame(table.keySchema, isSimpleKey(table.keySchema)),
    },
    {
      id: 'K1-partition',
      kind: 'dynamodb',
      problem: 'must have a HASH element',
      fix: 'Add the partition key.',
      source: 'CreateTable KeySchema',
      propsKeepIt: true,
      holds: table => hasPartitionKey(table.keySchema),
    },
    {
      id: 'K3',
      kind: 'dynamodb',
      problem: 'is both the partition key and the sort key',
      fix: 'Choose another attribute for one of them.',
      source: 'CreateTable KeySchema',
      holds: table => hasDistinctAttributes(table.keySchema),
    },
    {
      id: 'K7',
      kind: 'dynamodb',
      problem: 'is a key attribute that is not defined',
      fix: 'Add it to the attribute definitions, with its type.',
      source: 'CreateTable AttributeDefinitions',
      propsKeepIt: true,
      holds: table => isDefined(table.keySchema, table.attributeDefinitions),
    },
    {
      id: 'K8',
      kind: 'dynamodb',
      problem: 'is defined, but no key of the table or of an index uses it',
      fix: 'Remove the definition: only key attributes are declared.',
      source: 'CreateTable AttributeDefinitions; ACK issue 3011: such a table never syncs',
      traitsMaySatisfy: true,
      propsKeepIt: true,
      holds: table =>
        all(table.attributeDefinitions, 'definition', definition =>
          blame(
            definition.attributeName,
            anyOf(
              uses(table.keySchema, definition.attributeName),
              exists(table.localSecondaryIndexes, 'index', index => uses(index.keySchema, definition.attributeName)),
              exists(table.globalSecondaryIndexes, 'index', index => uses(index.keySchema, definition.attributeName)),
            ),
          ),
        ),
    },
    {
      id: 'K9',
      kind: 'dynamodb',
      problem: 'is defined twice',
      fix: 'Give each attribute one type.',
      source: 'CreateTable AttributeDefinitions',
      holds: table => unique(table.attributeDefinitions, 'definition', definition => definition.attributeName),
    },
    {
      id: 'N8',
      kind: 'policy',
      severity: 'warning',
      problem: 'begins or ends with a blank, which is part of the name',
      fix: 'Remove the blank, unless items are written with it.',
      source: 'DynamoDB compares names of attributes byte by byte',
      holds: table =>
        allOf(
          all(table.attributeDefinitions, 'definition', ({ attributeName }) => isTrimmed(attributeName)),
          ifGiven(table.timeToLive, ({ attributeName }) => isTrimmed(attributeName)),
          ...[table.localSecondaryIndexes, table.globalSecondaryIndexes].map(
            (indexes: Expression<readonly IndexSpec[] | undefined>) =>
              all(indexes, 'index', ({ projection }) => all(projection.nonKeyAttributes, 'name', isTrimmed)),
          ),
        ),
    },
  ],
  synthRules: [
    {
      id: 'K2',
      kind: 'dynamodb',
      problem: 'must come first: DynamoDB takes the HASH element before the RANGE element',
      fix: 'Put the HASH element first.',
      source: 'CreateTable KeySchema',
      synthOnly: 'the predicates know no positions, on purpose: mappings find keys by their type',
      faults: table => [
        ...outOfOrder(table.keySchema, ['keySchema']),
        ...(['localSecondaryIndexes', 'globalSecondaryIndexes'] as const).flatMap(indexes =>
          (table[indexes] ?? []).flatMap(({ keySchema }, at) => outOfOrder(keySchema, [indexes, at, 'keySchema'])),
        ),
      ],
    },
  ],
};

const outOfOrder = (keySchema: readonly KeyElement[], path: readonly (string | number)[]) => {
  const at = keySchema.findIndex((key, i) => i > 0 && key.keyType === 'HASH' && keySchema[i - 1]!.keyType === 'RANGE');
  return at < 0 ? [] : [{ path: [...path, at], value: keySchema[at]!.attributeName }];
};
