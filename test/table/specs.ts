import type { TableSpec } from '../../src/table/table';

/** A small table that is right, with everything that a change for a test does not name. */
export const table = (changes: Partial<TableSpec> = {}): TableSpec => ({
  tableName: 'users',
  region: 'us-west-2',
  attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
  keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
  billingMode: 'PAY_PER_REQUEST',
  deletionPolicy: 'retain',
  ...changes,
});

type Index = NonNullable<TableSpec['globalSecondaryIndexes']>[number];

/** An index by `id`, which every such table defines. */
export const index = (changes: Partial<Index> = {}): Index => ({
  indexName: 'by-id',
  keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
  projection: { projectionType: 'ALL' },
  ...changes,
});

type LocalIndex = NonNullable<TableSpec['localSecondaryIndexes']>[number];

/** An index of the partition `id` by `at`, for a table that defines both. */
export const localIndex = (changes: Partial<LocalIndex> = {}): LocalIndex => ({
  indexName: 'in-order',
  keySchema: [hash('id'), range('at')],
  projection: { projectionType: 'ALL' },
  ...changes,
});

export const hash = (attributeName: string) => ({ attributeName, keyType: 'HASH' }) as const;
export const range = (attributeName: string) => ({ attributeName, keyType: 'RANGE' }) as const;
export const text = (attributeName: string) => ({ attributeName, attributeType: 'S' }) as const;
export const number = (attributeName: string) => ({ attributeName, attributeType: 'N' }) as const;
export const units = { readCapacityUnits: 5, writeCapacityUnits: 5 };
export const names = (count: number) => Array.from({ length: count }, (_, i) => `attribute-${i}`);
