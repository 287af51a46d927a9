// Wrong mappings that must not compile. Compiled by `npm run types`, never run.

import type { CrossplaneTable } from '../../imports/fields/crossplane-table';
import type { Expression } from '../../src/expression/expression';
import {
  concat,
  each,
  equals,
  find,
  ifPresent,
  isTrue,
  literal,
  object,
  toMap,
  type View,
  when,
} from '../../src/expression/expression';
import { fieldsAt } from '../../src/expression/fragment';
import { type Fragments, unsupported } from '../../src/expression/mapping';
import { all, compare, matches, unique } from '../../src/expression/predicate';
import type { FeatureActions } from '../../src/iam/controller';
import type { TableSpec } from '../../src/table/table';

type ForProvider = CrossplaneTable['spec']['forProvider'];
type TimeToLive = NonNullable<TableSpec['timeToLive']>;
type Index = NonNullable<TableSpec['globalSecondaryIndexes']>[number];

const forProvider = fieldsAt<ForProvider>('spec', 'forProvider');
declare const right: Fragments<TableSpec>;
declare const table: View<TableSpec>;
declare const ttl: View<TimeToLive>;
declare const index: View<Index>;

// what is right compiles
export const ok: Fragments<TableSpec> = {
  ...right,
  timeToLive: ({ enabled, attributeName }) => forProvider({ ttl: object({ enabled, attributeName }) }),
  provisionedThroughput: units => forProvider({ readCapacity: units.readCapacityUnits }),
  tags: unsupported('the target has no tags'),
};

const { timeToLive: _, ...incomplete } = right;
// @ts-expect-error 1: a feature is left out
export const n1: Fragments<TableSpec> = incomplete;

export const n2: Fragments<TableSpec> = {
  ...right,
  // @ts-expect-error 2: the table has no such member
  timeToLive: value => forProvider({ ttl: object({ enabled: value.enabledd }) }),
};

// @ts-expect-error 3: the target lacks the field (the bug of the demo)
export const n3 = forProvider({ streamSpecification: table.region });

// @ts-expect-error 4: a string where the target has a number
export const n4 = forProvider({ readCapacity: table.region });

// @ts-expect-error 5: the target lacks the nested field
export const n5 = forProvider({ ttl: object({ enabled: ttl.enabled, attributName: ttl.attributeName }) });

export const n6: Fragments<TableSpec> = {
  ...right,
  // @ts-expect-error 6: an optional part is used without asking whether it is there
  billingMode: (_mode, whole) => forProvider({ readCapacity: whole.provisionedThroughput.readCapacityUnits }),
};

type IndexField = NonNullable<ForProvider['globalSecondaryIndex']>[number];
// @ts-expect-error 7: the target's elements lack the field
export const n7 = object<IndexField>({ name: index.indexName, hash: index.indexName });

const maybe = ifPresent(table.timeToLive, value => value.attributeName);
// @ts-expect-error 8: what may be absent is no part of a string
export const n8 = concat('x', maybe);

// @ts-expect-error 9: a string is no condition
export const n9 = when(isTrue(table.region), table.region);

// @ts-expect-error 10: compared with a value that it cannot have
export const n10 = when(equals(table.billingMode, 'PROVISIONNED'), table.billingMode);

// @ts-expect-error 11: unsupported without a reason
export const n11 = unsupported();

const hash = find(
  table.keySchema,
  'key',
  key => equals(key.keyType, 'HASH'),
  key => key.attributeName,
);
// @ts-expect-error 12: what is found may be absent, and the target needs it
export const n12: Expression<string> = hash;

const named = (i: View<Index>) => object<{ name: string }>({ name: i.indexName });
// @ts-expect-error 13: the key of the list is no member of its elements
export const n13 = each(table.globalSecondaryIndexes, 'index', named, 'indexName');

// @ts-expect-error 14: an object of no target
export const n14 = object({ a: 'x' });

export const n15: Fragments<TableSpec> = {
  ...right,
  // @ts-expect-error 15: the table has no such feature
  tableNam: () => ({}),
};

// @ts-expect-error 16: an expression has no fields to spread
export const n16 = forProvider({ ...ttl });

// @ts-expect-error 17: a required member of the target is missing
export const n17 = object<{ a: string; b: string }>({ a: ttl.attributeName });

// @ts-expect-error 18: a flag where the target has a string, two levels down
export const n18 = forProvider({ ttl: object({ enabled: ttl.enabled, attributeName: ttl.enabled }) });

// @ts-expect-error 19: a record where the target has a string
export const n19 = forProvider({ region: ttl });

// @ts-expect-error 20: a literal of another type
export const n20 = forProvider({ readCapacity: literal('5') });

const key = (tag: View<{ key: string; value: string }>) => tag.key;
// @ts-expect-error 21: a record is no list
export const n21 = toMap(table.timeToLive, 'tag', key, key);

// @ts-expect-error 22: elements have no such member
export const n22 = all(table.tags, 'tag', tag => equals(tag.name, 'x'));

// @ts-expect-error 23: compared as a number
export const n23 = compare(table.region, '<', 5);

// @ts-expect-error 24: a pattern for a number
export const n24 = matches(index.provisionedThroughput.readCapacityUnits, 'x');

// @ts-expect-error 25: unique by what is no text
export const n25 = unique(table.globalSecondaryIndexes, 'index', i => i.projection);

declare const actions: FeatureActions;
const { timeToLive: _actions, ...fewer } = actions;
// @ts-expect-error 26: a feature without the actions that its controller needs
export const n26: FeatureActions = fewer;
