// biome-ignore-all lint/suspicious/noTemplateCurlyInString: names that look like templates are what is tested
import { ack } from '../../src/backends/ack/engine';
import { crossplane } from '../../src/backends/crossplane/engine';
import type { Engine } from '../../src/backends/engine';
import { kratix } from '../../src/backends/kratix/engine';
import { kro } from '../../src/backends/kro/engine';
import { check } from '../../src/schema/check';
import type { Shape } from '../../src/schema/shape';
import { pathText } from '../../src/schema/violation';
import { judge, tableRules } from '../../src/table/judge';
import { features, type TableSpec, tableShape } from '../../src/table/table';
import { hash, index, localIndex, names, number, range, table, text, units } from './specs';

interface Cases {
  /** Tables in which only this rule is broken, and where the fault lies. */
  readonly broken: readonly (readonly [string, TableSpec, ...string[]])[];
  readonly kept: readonly (readonly [string, TableSpec])[];
}

const tags = (...keys: readonly string[]) => table({ tags: keys.map(key => ({ key, value: '' })) });
const manyTags = (count: number) => tags(...Array.from({ length: count }, (_, i) => `tag-${i}`));
const provisioned = (changes: Partial<TableSpec> = {}) =>
  table({ billingMode: 'PROVISIONED', provisionedThroughput: units, ...changes });
const included = (...nonKeyAttributes: readonly string[]) =>
  index({ projection: { projectionType: 'INCLUDE', nonKeyAttributes } });
const keyArn = 'arn:aws:kms:us-west-2:123456789012:key/1234abcd';
const encrypted = (sseSpecification: Partial<NonNullable<TableSpec['sseSpecification']>> = {}) =>
  table({ sseSpecification: { enabled: true, ...sseSpecification } });
const two = [text('id'), text('at')];
/** A table of threads with local indexes by `at`. */
const sorted = (...localSecondaryIndexes: readonly (typeof local)[]) =>
  table({
    attributeDefinitions: [text('at'), text('by'), text('id')],
    keySchema: [hash('id'), range('by')],
    localSecondaryIndexes,
  });
const local = localIndex();
const localOf = (projection: (typeof local)['projection']) => localIndex({ projection });

/** A table with one index, of that key. */
const keyed = (...keySchema: ReturnType<typeof index>['keySchema']) =>
  table({
    attributeDefinitions: [...names(8), 'id'].map(text),
    globalSecondaryIndexes: [index({ keySchema })],
  });

const adopted = {
  managementPolicy: 'adopt',
  deletionProtectionEnabled: true,
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false },
} as const;
const production = { key: 'Environment', value: 'prod' };

const rules: { readonly [id: string]: Cases } = {
  A1: {
    broken: [['a new region', table({ region: 'us-west-9' }), 'region']],
    kept: [
      ['a known one', table({ region: 'eusc-de-east-1' })],
      ['no region at all: that is the schema’s', table({ region: 'Oregon' })],
    ],
  },
  K1: {
    broken: [
      ['two partition keys', table({ attributeDefinitions: two, keySchema: [hash('id'), hash('at')] }), 'keySchema'],
      [
        'two sort keys',
        table({ attributeDefinitions: [...two, text('to')], keySchema: [hash('id'), range('at'), range('to')] }),
        'keySchema',
      ],
    ],
    kept: [['both keys', table({ attributeDefinitions: two, keySchema: [hash('id'), range('at')] })]],
  },
  'K1-partition': {
    broken: [['only a sort key', table({ keySchema: [range('id')] }), 'keySchema']],
    kept: [['only a partition key', table()]],
  },
  'K1-index': {
    broken: [
      [
        'only a sort key',
        table({ globalSecondaryIndexes: [index({ keySchema: [range('id')] })] }),
        'globalSecondaryIndexes[0].keySchema',
      ],
    ],
    kept: [
      [
        'both keys',
        table({ attributeDefinitions: two, globalSecondaryIndexes: [index({ keySchema: [hash('id'), range('at')] })] }),
      ],
    ],
  },
  K4: {
    broken: [
      ['five partition keys', keyed(...names(5).map(hash)), 'globalSecondaryIndexes[0].keySchema'],
      ['five sort keys', keyed(hash('id'), ...names(5).map(range)), 'globalSecondaryIndexes[0].keySchema'],
    ],
    kept: [['four of each', keyed(...names(4).map(hash), ...names(8).slice(4).map(range))]],
  },
  K2: {
    broken: [
      [
        'the sort key first',
        table({ attributeDefinitions: two, keySchema: [range('at'), hash('id')] }),
        'keySchema[1]',
      ],
      [
        'the sort key first in an index',
        table({ attributeDefinitions: two, globalSecondaryIndexes: [index({ keySchema: [range('at'), hash('id')] })] }),
        'globalSecondaryIndexes[0].keySchema[1]',
      ],
      [
        'a sort key between partition keys',
        keyed(hash('id'), range('attribute-0'), hash('attribute-1')),
        'globalSecondaryIndexes[0].keySchema[2]',
      ],
      [
        'the sort key first in a local index',
        sorted(localIndex({ keySchema: [range('at'), hash('id')] })),
        'localSecondaryIndexes[0].keySchema[1]',
      ],
    ],
    kept: [['the partition key first', table({ attributeDefinitions: two, keySchema: [hash('id'), range('at')] })]],
  },
  K3: {
    broken: [['one attribute for both', table({ keySchema: [hash('id'), range('id')] }), 'keySchema[1].attributeName']],
    kept: [
      [
        'names that differ in case',
        table({ attributeDefinitions: [text('id'), text('ID')], keySchema: [hash('id'), range('ID')] }),
      ],
    ],
  },
  'K3-index': {
    broken: [
      [
        'one attribute for both',
        table({ globalSecondaryIndexes: [index({ keySchema: [hash('id'), range('id')] })] }),
        'globalSecondaryIndexes[0].keySchema[1].attributeName',
      ],
      [
        'one attribute twice in the partition key',
        keyed(hash('id'), hash('attribute-0'), hash('id')),
        'globalSecondaryIndexes[0].keySchema[2].attributeName',
      ],
    ],
    kept: [['the key of the table', table({ globalSecondaryIndexes: [index()] })]],
  },
  K7: {
    broken: [
      [
        'another attribute',
        table({
          attributeDefinitions: two,
          keySchema: [hash('id'), range('to')],
          globalSecondaryIndexes: [index({ keySchema: [hash('at')] })],
        }),
        'keySchema[1].attributeName',
      ],
    ],
    kept: [['defined', table()]],
  },
  'K7-index': {
    broken: [
      [
        'another attribute',
        table({ globalSecondaryIndexes: [index(), index({ indexName: 'two', keySchema: [hash('id'), range('at')] })] }),
        'globalSecondaryIndexes[1].keySchema[1].attributeName',
      ],
    ],
    kept: [
      ['defined', table({ attributeDefinitions: two, globalSecondaryIndexes: [index({ keySchema: [hash('at')] })] })],
    ],
  },
  K8: {
    broken: [
      [
        'an attribute without a key',
        table({ attributeDefinitions: [text('email'), text('id')] }),
        'attributeDefinitions[0].attributeName',
      ],
      [
        'the attribute of the time to live',
        table({
          attributeDefinitions: [text('id'), number('ttl')],
          timeToLive: { enabled: true, attributeName: 'ttl' },
        }),
        'attributeDefinitions[1].attributeName',
      ],
    ],
    kept: [
      ['used by a local index alone', sorted(local)],
      [
        'used by an index alone',
        table({ attributeDefinitions: two, globalSecondaryIndexes: [index({ keySchema: [hash('id'), range('at')] })] }),
      ],
    ],
  },
  K9: {
    broken: [
      [
        'with two types',
        table({ attributeDefinitions: [number('id'), text('id')] }),
        'attributeDefinitions[1].attributeName',
      ],
      [
        'three times',
        table({ attributeDefinitions: [text('id'), text('id'), text('id')] }),
        'attributeDefinitions[1].attributeName',
        'attributeDefinitions[2].attributeName',
      ],
    ],
    kept: [
      [
        'names that differ by a blank',
        table({ attributeDefinitions: [text(' id'), text('id')], keySchema: [hash('id'), range(' id')] }),
      ],
    ],
  },
  N6: {
    broken: [
      [
        'twice',
        table({ globalSecondaryIndexes: [index(), index({ indexName: 'two' }), index()] }),
        'globalSecondaryIndexes[2].indexName',
      ],
    ],
    kept: [
      ['names that differ in case', table({ globalSecondaryIndexes: [index(), index({ indexName: 'BY-ID' })] })],
      ['the name of the table', table({ globalSecondaryIndexes: [index({ indexName: 'users' })] })],
    ],
  },
  I6: {
    broken: [
      [
        'INCLUDE without names',
        table({ globalSecondaryIndexes: [index({ projection: { projectionType: 'INCLUDE' } })] }),
        'globalSecondaryIndexes[0].projection.projectionType',
      ],
      [
        'INCLUDE with no names',
        table({ globalSecondaryIndexes: [included()] }),
        'globalSecondaryIndexes[0].projection.projectionType',
      ],
    ],
    kept: [
      ['INCLUDE with a name', table({ globalSecondaryIndexes: [included('a')] })],
      ['KEYS_ONLY', table({ globalSecondaryIndexes: [index({ projection: { projectionType: 'KEYS_ONLY' } })] })],
      ['nothing said', table({ globalSecondaryIndexes: [index({ projection: {} })] })],
    ],
  },
  I7: {
    broken: [
      [
        'with ALL',
        table({ globalSecondaryIndexes: [index({ projection: { projectionType: 'ALL', nonKeyAttributes: ['a'] } })] }),
        'globalSecondaryIndexes[0].projection.nonKeyAttributes',
      ],
      [
        'with KEYS_ONLY',
        table({
          globalSecondaryIndexes: [index({ projection: { projectionType: 'KEYS_ONLY', nonKeyAttributes: ['a'] } })],
        }),
        'globalSecondaryIndexes[0].projection.nonKeyAttributes',
      ],
      [
        'with nothing said',
        table({ globalSecondaryIndexes: [index({ projection: { nonKeyAttributes: ['a'] } })] }),
        'globalSecondaryIndexes[0].projection.nonKeyAttributes',
      ],
    ],
    kept: [
      ['with INCLUDE', table({ globalSecondaryIndexes: [included('a')] })],
      [
        'an empty list is none',
        table({ globalSecondaryIndexes: [index({ projection: { projectionType: 'ALL', nonKeyAttributes: [] } })] }),
      ],
    ],
  },
  I8: {
    broken: [
      [
        '101 over six indexes',
        table({
          globalSecondaryIndexes: [
            ...[1, 2, 3, 4, 5].map(i => ({ ...included(...names(20)), indexName: `index-${i}` })),
            { ...included('one'), indexName: 'last' },
          ],
        }),
        'globalSecondaryIndexes',
      ],
      [
        '101 over both kinds of index',
        {
          ...sorted(localOf({ projectionType: 'INCLUDE', nonKeyAttributes: ['one'] })),
          globalSecondaryIndexes: [1, 2, 3, 4, 5].map(i => ({ ...included(...names(20)), indexName: `index-${i}` })),
        },
        'globalSecondaryIndexes',
      ],
    ],
    kept: [
      [
        '100 over five',
        table({
          globalSecondaryIndexes: [1, 2, 3, 4, 5].map(i => ({ ...included(...names(20)), indexName: `index-${i}` })),
        }),
      ],
    ],
  },
  I9: {
    broken: [
      [
        'one name twice',
        table({ globalSecondaryIndexes: [included('a', 'b', 'a')] }),
        'globalSecondaryIndexes[0].projection.nonKeyAttributes[2]',
      ],
    ],
    kept: [
      [
        'one name in two indexes',
        table({ globalSecondaryIndexes: [included('a'), { ...included('a'), indexName: 'two' }] }),
      ],
    ],
  },
  N8: {
    broken: [
      [
        'names with blanks everywhere',
        {
          ...sorted(localOf({ projectionType: 'INCLUDE', nonKeyAttributes: ['a', 'a '] })),
          attributeDefinitions: [text(' at'), text('by')],
          timeToLive: { enabled: true, attributeName: ' ' },
          globalSecondaryIndexes: [included(' a')],
        },
        'attributeDefinitions[0].attributeName',
        'timeToLive.attributeName',
        'localSecondaryIndexes[0].projection.nonKeyAttributes[1]',
        'globalSecondaryIndexes[0].projection.nonKeyAttributes[0]',
      ],
    ],
    kept: [['a blank between words', table({ attributeDefinitions: [text('a b')], keySchema: [hash('a b')] })]],
  },
  I5: {
    broken: [
      [
        'the sort key of the table',
        sorted(local, localIndex({ keySchema: [hash('id'), range('by')] })),
        'localSecondaryIndexes[1].keySchema[1].attributeName',
      ],
    ],
    kept: [['another one', sorted(local)]],
  },
  I10: {
    broken: [
      [
        'keys of the table and of the index',
        {
          ...sorted(local),
          globalSecondaryIndexes: [{ ...included('id', 'a', 'at'), keySchema: [hash('at')] }],
        },
        'globalSecondaryIndexes[0].projection.nonKeyAttributes[0]',
        'globalSecondaryIndexes[0].projection.nonKeyAttributes[2]',
      ],
    ],
    kept: [['the key of another index', { ...sorted(local), globalSecondaryIndexes: [included('at')] }]],
  },
  'I10-local': {
    broken: [
      [
        'the sort key of the table',
        sorted(localOf({ projectionType: 'INCLUDE', nonKeyAttributes: ['by'] })),
        'localSecondaryIndexes[0].projection.nonKeyAttributes[0]',
      ],
    ],
    kept: [['no key', sorted(localOf({ projectionType: 'INCLUDE', nonKeyAttributes: ['a'] }))]],
  },
  'T2-key': {
    broken: [
      [
        'a number of the key',
        table({
          attributeDefinitions: [number('at'), text('id')],
          keySchema: [hash('id'), range('at')],
          timeToLive: { enabled: true, attributeName: 'at' },
        }),
        'timeToLive.attributeName',
      ],
    ],
    kept: [
      [
        'a number of an index’s key',
        table({
          attributeDefinitions: [number('at'), text('id')],
          globalSecondaryIndexes: [index({ keySchema: [hash('id'), range('at')] })],
          timeToLive: { enabled: true, attributeName: 'at' },
        }),
      ],
      ['no key', table({ timeToLive: { enabled: true, attributeName: 'ttl' } })],
      ['no expiry', table()],
    ],
  },
  B1: {
    broken: [
      ['a table of production', table({ tags: [production] }), 'deletionProtectionEnabled'],
      ['in capitals', table({ tags: [{ key: 'ENVIRONMENT', value: 'PROD' }] }), 'deletionProtectionEnabled'],
      ['for short', table({ tags: [{ key: 'env', value: 'prd' }] }), 'deletionProtectionEnabled'],
      [
        'switched off in production',
        table({ tags: [{ key: 'environment', value: 'production' }], deletionProtectionEnabled: false }),
        'deletionProtectionEnabled',
      ],
    ],
    kept: [
      ['switched on', table({ tags: [production], deletionProtectionEnabled: true })],
      ['another environment', table({ tags: [{ key: 'Env', value: 'preproduction' }] })],
      ['another tag', table({ tags: [{ key: 'team', value: 'prod' }] })],
      ['no tags', table()],
    ],
  },
  B2: {
    broken: [
      [
        'a table of production',
        table({ tags: [production] }),
        'pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled',
      ],
      [
        'switched off in production',
        table({ tags: [production], pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false } }),
        'pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled',
      ],
    ],
    kept: [
      [
        'switched on',
        table({ tags: [production], pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true } }),
      ],
      ['another environment', table({ tags: [{ ...production, value: 'test' }] })],
    ],
  },
  B3: {
    broken: [
      ['a table of production', table({ tags: [production] }), 'sseSpecification.enabled'],
      [
        'switched off in production',
        table({ tags: [production], sseSpecification: { enabled: false } }),
        'sseSpecification.enabled',
      ],
    ],
    kept: [
      ['switched on', table({ tags: [production], sseSpecification: { enabled: true } })],
      ['another environment', table({ tags: [{ ...production, value: 'test' }] })],
    ],
  },
  B4: {
    broken: [['a table of production', table({ tags: [production, { key: 'Stage', value: 'x' }] }), 'tags']],
    kept: [
      ['a team', table({ tags: [production, { key: 'team', value: '' }] })],
      ['another environment', table({ tags: [{ ...production, value: 'test' }] })],
      ['no tags', table()],
    ],
  },
  'N6-local': {
    broken: [['twice', sorted(local, local), 'localSecondaryIndexes[1].indexName']],
    kept: [['two names', sorted(local, localIndex({ indexName: 'second' }))]],
  },
  'N6-both': {
    broken: [
      [
        'the name of a global index',
        {
          ...sorted(localIndex({ indexName: 'other' }), local),
          globalSecondaryIndexes: [index({ indexName: 'in-order' })],
        },
        'localSecondaryIndexes[1].indexName',
      ],
    ],
    kept: [
      ['names that differ in case', { ...sorted(local), globalSecondaryIndexes: [index({ indexName: 'In-order' })] }],
    ],
  },
  'K1-local': {
    broken: [
      [
        'two partition keys',
        sorted(localIndex({ keySchema: [hash('id'), hash('at')] })),
        'localSecondaryIndexes[0].keySchema',
      ],
    ],
    kept: [['both keys', sorted(local)]],
  },
  'K3-index-local': {
    broken: [
      [
        'one attribute for both',
        sorted(localIndex({ keySchema: [hash('id'), range('id')] })),
        'localSecondaryIndexes[0].keySchema[1].attributeName',
      ],
    ],
    kept: [['two attributes', sorted(local)]],
  },
  'K7-index-local': {
    broken: [
      [
        'another attribute',
        sorted(local, localIndex({ indexName: 'second', keySchema: [hash('id'), range('to')] })),
        'localSecondaryIndexes[1].keySchema[1].attributeName',
      ],
    ],
    kept: [['defined', sorted(local)]],
  },
  I3: {
    broken: [
      [
        'a table without a sort key',
        table({ attributeDefinitions: two, localSecondaryIndexes: [local] }),
        'localSecondaryIndexes',
      ],
    ],
    kept: [
      ['a table with one', sorted(local)],
      ['no local index', table()],
      ['an empty list is none', table({ localSecondaryIndexes: [] })],
    ],
  },
  I4: {
    broken: [
      [
        'the sort key of the table',
        sorted(localIndex({ keySchema: [hash('by'), range('at')] })),
        'localSecondaryIndexes[0].keySchema',
      ],
    ],
    kept: [['the partition key of the table', sorted(local)]],
  },
  'I6-local': {
    broken: [
      [
        'INCLUDE without names',
        sorted(localOf({ projectionType: 'INCLUDE' })),
        'localSecondaryIndexes[0].projection.projectionType',
      ],
    ],
    kept: [['INCLUDE with a name', sorted(localOf({ projectionType: 'INCLUDE', nonKeyAttributes: ['a'] }))]],
  },
  'I7-local': {
    broken: [
      [
        'with KEYS_ONLY',
        sorted(localOf({ projectionType: 'KEYS_ONLY', nonKeyAttributes: ['a'] })),
        'localSecondaryIndexes[0].projection.nonKeyAttributes',
      ],
    ],
    kept: [['with INCLUDE', sorted(localOf({ projectionType: 'INCLUDE', nonKeyAttributes: ['a'] }))]],
  },
  'I9-local': {
    broken: [
      [
        'one name twice',
        sorted(localOf({ projectionType: 'INCLUDE', nonKeyAttributes: ['a', 'a'] })),
        'localSecondaryIndexes[0].projection.nonKeyAttributes[1]',
      ],
    ],
    kept: [['two names', sorted(localOf({ projectionType: 'INCLUDE', nonKeyAttributes: ['a', 'A'] }))]],
  },
  C2: {
    broken: [['no units', table({ billingMode: 'PROVISIONED' }), 'provisionedThroughput']],
    kept: [['units', provisioned()]],
  },
  'C2-index': {
    broken: [
      [
        'an index without',
        provisioned({ globalSecondaryIndexes: [index({ provisionedThroughput: units }), index({ indexName: 'two' })] }),
        'globalSecondaryIndexes[1].indexName',
      ],
    ],
    kept: [
      ['every index with its own', provisioned({ globalSecondaryIndexes: [index({ provisionedThroughput: units })] })],
    ],
  },
  C4: {
    broken: [['units on demand', table({ provisionedThroughput: units }), 'provisionedThroughput']],
    kept: [['none', table()]],
  },
  'C4-index': {
    broken: [
      [
        'an index with units',
        table({ globalSecondaryIndexes: [index({ provisionedThroughput: units })] }),
        'globalSecondaryIndexes[0].indexName',
      ],
    ],
    kept: [['an index without', table({ globalSecondaryIndexes: [index()] })]],
  },
  'C3-read': {
    broken: [
      [
        'more than the quota',
        provisioned({ provisionedThroughput: { ...units, readCapacityUnits: 40_001 } }),
        'provisionedThroughput.readCapacityUnits',
      ],
    ],
    kept: [['the quota', provisioned({ provisionedThroughput: { ...units, readCapacityUnits: 40_000 } })]],
  },
  'C3-write': {
    broken: [
      [
        'more than the quota',
        provisioned({ provisionedThroughput: { ...units, writeCapacityUnits: 40_001 } }),
        'provisionedThroughput.writeCapacityUnits',
      ],
    ],
    kept: [['the quota', provisioned({ provisionedThroughput: { ...units, writeCapacityUnits: 40_000 } })]],
  },
  T2: {
    broken: [
      [
        'a key that is a string',
        table({ timeToLive: { enabled: true, attributeName: 'id' } }),
        'timeToLive.attributeName',
      ],
    ],
    kept: [
      [
        'a key that is a number',
        table({ attributeDefinitions: [number('id')], timeToLive: { enabled: true, attributeName: 'id' } }),
      ],
      ['no key', table({ timeToLive: { enabled: true, attributeName: 'ttl' } })],
    ],
  },
  N11: {
    broken: [
      ['a variable that is not set', table({ tableName: 'orders-undefined' }), 'tableName'],
      ['as the prefix', table({ tableName: 'null.orders' }), 'tableName'],
      ['as the whole of it', table({ tableName: 'NaN' }), 'tableName'],
    ],
    kept: [['as part of a word', table({ tableName: 'nullable_undefinedness' })]],
  },
  T5: {
    broken: [
      ['being switched off', table({ timeToLive: { enabled: false, attributeName: 'ttl' } }), 'timeToLive.enabled'],
    ],
    kept: [
      ['on', table({ timeToLive: { enabled: true, attributeName: 'ttl' } })],
      ['never asked for', table()],
    ],
  },
  X4: {
    broken: [
      [
        'a table that is to go with its object',
        table({ deletionProtectionEnabled: true, deletionPolicy: 'delete' }),
        'deletionProtectionEnabled',
      ],
    ],
    kept: [
      ['a table that is kept', table({ deletionProtectionEnabled: true })],
      ['switched off', table({ deletionProtectionEnabled: false, deletionPolicy: 'delete' })],
      ['never asked for', table({ deletionPolicy: 'delete' })],
    ],
  },
  P1: {
    broken: [
      [
        'a period of what is off',
        table({ pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false, recoveryPeriodInDays: 35 } }),
        'pointInTimeRecoverySpecification.recoveryPeriodInDays',
      ],
    ],
    kept: [
      [
        'on',
        table({ pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 1 } }),
      ],
      ['off', table({ pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false } })],
      ['never asked for', table()],
    ],
  },
  M1: {
    broken: [['to be deleted', table({ managementPolicy: 'read-only', deletionPolicy: 'delete' }), 'managementPolicy']],
    kept: [
      ['retained', table({ managementPolicy: 'read-only' })],
      ['managed', table({ deletionPolicy: 'delete' })],
    ],
  },
  M2: {
    broken: [['adopted', table(adopted), 'managementPolicy']],
    kept: [
      ['read-only', table({ managementPolicy: 'read-only' })],
      ['managed', table()],
    ],
  },
  M3: {
    broken: [['not said', table({ ...adopted, deletionProtectionEnabled: undefined }), 'deletionProtectionEnabled']],
    kept: [
      ['on', table(adopted)],
      ['off', table({ ...adopted, deletionProtectionEnabled: false })],
      ['read-only', table({ managementPolicy: 'read-only' })],
      ['managed', table()],
    ],
  },
  F1: {
    broken: [
      ['a Secret', table({ connectionSecret: { name: 'told' } }), 'connectionSecret'],
      ['a ConfigMap', table({ connectionConfigMap: { name: 'told' } }), 'connectionConfigMap'],
    ],
    kept: [['neither', table()]],
  },
  M4: {
    broken: [
      [
        'not said',
        table({ ...adopted, pointInTimeRecoverySpecification: undefined }),
        'pointInTimeRecoverySpecification',
      ],
    ],
    kept: [
      ['off', table(adopted)],
      ['on', table({ ...adopted, pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true } })],
      ['read-only', table({ managementPolicy: 'read-only' })],
      ['managed', table()],
    ],
  },
  E1: {
    broken: [['AES256', encrypted({ sseType: 'AES256' }), 'sseSpecification.sseType']],
    kept: [
      ['KMS', encrypted({ sseType: 'KMS' })],
      ['none', encrypted()],
    ],
  },
  E2: {
    broken: [
      ['a type', encrypted({ enabled: false, sseType: 'KMS' }), 'sseSpecification.sseType'],
      ['a key', encrypted({ enabled: false, kmsMasterKeyID: keyArn }), 'sseSpecification.kmsMasterKeyID'],
      [
        'a reference',
        encrypted({ enabled: false, kmsMasterKeyRef: { name: 'key' } }),
        'sseSpecification.kmsMasterKeyRef',
      ],
    ],
    kept: [
      ['on', encrypted({ sseType: 'KMS', kmsMasterKeyID: keyArn })],
      ['off', encrypted({ enabled: false })],
      ['never asked for', table()],
    ],
  },
  E3: {
    broken: [
      'alias/finance-prod',
      'arn:aws:kms:us-west-2:123456789012:alias/aws/dynamodb',
      '1234abcd-12ab-34cd-56ef-1234567890ab',
      'arn:aws:kms:us-west-2:123:key/1234abcd',
      `${keyArn} `,
    ].map(arn => [arn, encrypted({ kmsMasterKeyID: arn }), 'sseSpecification.kmsMasterKeyID'] as const),
    kept: [
      ['a key', encrypted({ kmsMasterKeyID: keyArn })],
      ['a key for several regions', encrypted({ kmsMasterKeyID: keyArn.replace('1234abcd', 'mrk-1234abcd') })],
      ['a key of another partition', encrypted({ kmsMasterKeyID: keyArn.replace('aws', 'aws-us-gov') })],
    ],
  },
  'E3-region': {
    broken: [
      [
        'another region',
        encrypted({ kmsMasterKeyID: keyArn.replace('us-west-2', 'us-east-1') }),
        'sseSpecification.kmsMasterKeyID',
      ],
      [
        'another partition',
        encrypted({ kmsMasterKeyID: keyArn.replace('aws', 'aws-cn') }),
        'sseSpecification.kmsMasterKeyID',
      ],
    ],
    kept: [
      ['the same', encrypted({ kmsMasterKeyID: keyArn })],
      [
        'the same of another partition',
        { ...encrypted({ kmsMasterKeyID: 'arn:aws-cn:kms:cn-north-1:123456789012:key/1' }), region: 'cn-north-1' },
      ],
      ['no ARN, of which E3 tells', encrypted({ kmsMasterKeyID: 'alias/x' })],
      ['no key', encrypted()],
    ],
  },
  E4: {
    broken: [
      [
        'both',
        encrypted({ kmsMasterKeyID: keyArn, kmsMasterKeyRef: { name: 'key' } }),
        'sseSpecification.kmsMasterKeyRef',
      ],
    ],
    kept: [
      ['the ARN', encrypted({ kmsMasterKeyID: keyArn })],
      ['the reference', encrypted({ kmsMasterKeyRef: { name: 'key', namespace: 'keys' } })],
    ],
  },
  C5: {
    broken: [['PROVISIONED', provisioned({ onDemandThroughput: { maxReadRequestUnits: 1 } }), 'onDemandThroughput']],
    kept: [
      ['PAY_PER_REQUEST', table({ onDemandThroughput: { maxReadRequestUnits: 1, maxWriteRequestUnits: 1 } })],
      ['none', provisioned()],
    ],
  },
  'C5-index': {
    broken: [
      [
        'PROVISIONED',
        provisioned({
          globalSecondaryIndexes: [
            index({ provisionedThroughput: units, onDemandThroughput: { maxWriteRequestUnits: 1 } }),
          ],
        }),
        'globalSecondaryIndexes[0].indexName',
      ],
    ],
    kept: [
      [
        'PAY_PER_REQUEST',
        table({ globalSecondaryIndexes: [index({ onDemandThroughput: { maxWriteRequestUnits: 1 } })] }),
      ],
    ],
  },
  'C5-empty': {
    broken: [['neither', table({ onDemandThroughput: {} }), 'onDemandThroughput']],
    kept: [['one', table({ onDemandThroughput: { maxWriteRequestUnits: 1 } })]],
  },
  'C5-empty-index': {
    broken: [
      [
        'neither',
        table({ globalSecondaryIndexes: [index({ onDemandThroughput: {} })] }),
        'globalSecondaryIndexes[0].onDemandThroughput',
      ],
    ],
    kept: [['one', table({ globalSecondaryIndexes: [index({ onDemandThroughput: { maxReadRequestUnits: 1 } })] })]],
  },
  M5: {
    broken: [['read-only', table({ managementPolicy: 'read-only', backupName: 'one' }), 'backupName']],
    kept: [
      ['adopted', table({ ...adopted, backupName: 'one' })],
      ['managed', table({ backupName: 'one' })],
      ['no backup', table({ managementPolicy: 'read-only' })],
    ],
  },
  C6: {
    broken: [
      [
        'lower than provisioned',
        provisioned({
          provisionedThroughput: { readCapacityUnits: 20_000, writeCapacityUnits: 5000 },
          warmThroughput: { readUnitsPerSecond: 19_999, writeUnitsPerSecond: 5000 },
        }),
        'warmThroughput.readUnitsPerSecond',
      ],
      [
        'writes lower than provisioned',
        provisioned({
          provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 5000 },
          warmThroughput: { writeUnitsPerSecond: 4999 },
        }),
        'warmThroughput.writeUnitsPerSecond',
      ],
    ],
    kept: [
      [
        'as much as provisioned',
        provisioned({
          provisionedThroughput: { readCapacityUnits: 20_000, writeCapacityUnits: 5000 },
          warmThroughput: { readUnitsPerSecond: 20_000, writeUnitsPerSecond: 5000 },
        }),
      ],
      ['PAY_PER_REQUEST', table({ warmThroughput: { readUnitsPerSecond: 12_000 } })],
    ],
  },
  'C6-index': {
    broken: [
      [
        'lower than provisioned',
        provisioned({
          globalSecondaryIndexes: [
            index({
              provisionedThroughput: { readCapacityUnits: 20_000, writeCapacityUnits: 1 },
              warmThroughput: { readUnitsPerSecond: 19_999 },
            }),
          ],
        }),
        'globalSecondaryIndexes[0].warmThroughput.readUnitsPerSecond',
      ],
    ],
    kept: [
      [
        'the other dimension is low',
        provisioned({
          globalSecondaryIndexes: [
            index({
              provisionedThroughput: { readCapacityUnits: 20_000, writeCapacityUnits: 1 },
              warmThroughput: { writeUnitsPerSecond: 4000 },
            }),
          ],
        }),
      ],
    ],
  },
  'C6-empty': {
    broken: [['neither', table({ warmThroughput: {} }), 'warmThroughput']],
    kept: [['one', table({ warmThroughput: { writeUnitsPerSecond: 4000 } })]],
  },
  'C6-empty-index': {
    broken: [
      [
        'neither',
        table({ globalSecondaryIndexes: [index({ warmThroughput: {} })] }),
        'globalSecondaryIndexes[0].warmThroughput',
      ],
    ],
    kept: [['one', table({ globalSecondaryIndexes: [index({ warmThroughput: { readUnitsPerSecond: 12_000 } })] })]],
  },
  S1: {
    broken: [
      ['no view type', table({ streamSpecification: { streamEnabled: true } }), 'streamSpecification.streamViewType'],
    ],
    kept: [
      ['one', table({ streamSpecification: { streamEnabled: true, streamViewType: 'KEYS_ONLY' } })],
      ['no stream', table()],
    ],
  },
  'S1-off': {
    broken: [
      [
        'a view type',
        table({ streamSpecification: { streamEnabled: false, streamViewType: 'NEW_IMAGE' } }),
        'streamSpecification.streamViewType',
      ],
    ],
    kept: [['none', table({ streamSpecification: { streamEnabled: false } })]],
  },
  S2: {
    broken: [
      [
        'being switched off',
        table({ streamSpecification: { streamEnabled: false } }),
        'streamSpecification.streamEnabled',
      ],
    ],
    kept: [
      ['on', table({ streamSpecification: { streamEnabled: true, streamViewType: 'NEW_IMAGE' } })],
      ['never asked for', table()],
    ],
  },
  G4: {
    broken: [
      ['reserved', tags('team', 'aws:cost'), 'tags[1].key'],
      ['in any case', tags('AwS:x'), 'tags[0].key'],
    ],
    kept: [['aws without a colon', tags('aws', 'awsome:x', 'x-aws:y')]],
  },
  'G4-twice': {
    broken: [['twice', tags('team', 'owner', 'team'), 'tags[2].key']],
    kept: [['keys that differ in case', tags('team', 'Team')]],
  },
  ...Object.fromEntries(
    (['read', 'write'] as const).map(dimension => {
      const of = (count: number) =>
        provisioned({
          globalSecondaryIndexes: [
            index({ provisionedThroughput: { ...units, [`${dimension}CapacityUnits`]: count } }),
          ],
        });
      const place = `globalSecondaryIndexes[0].provisionedThroughput.${dimension}CapacityUnits`;
      const cases: Cases = {
        broken: [['more than the quota', of(40_001), place]],
        kept: [
          ['the quota', of(40_000)],
          ['an index without units', provisioned({ globalSecondaryIndexes: [index()] })],
        ],
      };
      return [`C3-${dimension}-index`, cases];
    }),
  ),
  G5: {
    broken: [
      ...[
        'services.k8s.aws/namespace',
        'kro.run/version',
        'crossplane-name',
        'crossplane-kind',
        'crossplane-providerconfig',
      ].map(key => [key, tags(key), 'tags[0].key'] as const),
    ],
    kept: [
      [
        'keys that only look alike',
        tags('kro.runtime-cost', 'kro.run', 'crossplane-names', 'x-crossplane-name', 'my.services.k8s.aws', 'kroXrun'),
      ],
    ],
  },
  unsupported: {
    broken: [
      [
        'a recovery period, which ACK has not',
        table({ pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 } }),
        'pointInTimeRecoverySpecification.recoveryPeriodInDays',
      ],
      [
        'a key by reference, which Crossplane has not yet',
        encrypted({ kmsMasterKeyRef: { name: 'key' } }),
        'sseSpecification.kmsMasterKeyRef',
      ],
    ],
    kept: [['recovery', table({ pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true } })]],
  },
  G1: {
    broken: [['more than the engine leaves', manyTags(48), 'tags']],
    kept: [['what every engine leaves', manyTags(46)]],
  },
};

const engines: readonly Engine[] = [ack, crossplane, kro, kratix];
const engineRules = [...new Set(engines.flatMap(engine => engine.rules))];
const synthRules = features.flatMap(feature => feature.synthRules ?? []);
const known = [...new Set([...tableRules, ...synthRules, ...engineRules].map(rule => rule.id))];

const found = (spec: TableSpec, id: string) =>
  judge(spec, { rules: engineRules })
    .filter(violation => violation.rule === id)
    .map(violation => pathText(violation.path));

test('every rule is tested, and no other', () => expect(Object.keys(rules).sort()).toEqual([...known].sort()));

test.each([...tableRules, ...synthRules, ...engineRules])(
  '$id says what is wrong, how to mend it and where it comes from',
  rule => {
    for (const words of [rule.problem, rule.fix, rule.source]) expect(words).not.toBe('');
    expect(rule.problem).toMatch(/^[^A-Z]/);
    expect(rule.fix).toMatch(/^[A-Z].*\.$/);
    if (rule.severity === 'warning') expect(rule.kind).not.toBe('dynamodb');
  },
);

test('no two of the table’s rules have one id', () => {
  const ids = [...tableRules, ...synthRules].map(rule => rule.id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(Object.entries(rules))('%s', (id, { broken, kept }) => {
  test('has cases both ways', () => {
    expect(broken.length).toBeGreaterThan(0);
    expect(kept.length).toBeGreaterThan(0);
  });
  test.each(broken.map(([name, spec, ...places]) => ({ name, spec, places })))('refuses $name', ({ spec, places }) => {
    const distinct = [...new Set(found(spec, id))];
    expect(distinct).toEqual(places);
  });
  test.each(kept.map(([name, spec]) => ({ name, spec })))('takes $name', ({ spec }) =>
    expect(found(spec, id)).toEqual([]),
  );
});

describe('the budget of tags is each engine’s own', () => {
  test.each<readonly [string, Engine, number]>([
    ['ACK', ack, 46],
    ['kro', kro, 46],
    ['Kratix', kratix, 46],
    ['Crossplane', crossplane, 47],
  ])('%s', (_, engine, most) => {
    const asked = (count: number) =>
      judge(manyTags(count), { rules: engine.rules }).map(violation => [
        violation.rule,
        violation.problem.includes(`at most ${most} `),
      ]);
    expect(asked(most)).toEqual([]);
    expect(asked(most + 1)).toEqual([['G1', true]]);
  });
});

describe('bounds of single fields', () => {
  const problems = (changes: Partial<TableSpec>) =>
    check(table(changes), tableShape as Shape).map(({ path, problem }) => `${pathText(path)}: ${problem}`);
  const long = 'x'.repeat(256);
  test.each<readonly [string, Partial<TableSpec>, readonly string[]]>([
    ['a name of 3 characters', { tableName: 'abc' }, []],
    ['a name of 255 characters', { tableName: 'x'.repeat(255) }, []],
    ['a name of 2', { tableName: 'ab' }, ['tableName: must have 3 to 255 characters, has 2']],
    ['a name of 256', { tableName: long }, ['tableName: must have 3 to 255 characters, has 256']],
    [
      'a name with a blank',
      { tableName: 'user sessions' },
      ['tableName: must consist of letters, digits, "_", "." and "-"'],
    ],
    ['a name with an umlaut', { tableName: 'täble' }, ['tableName: must consist of letters, digits, "_", "." and "-"']],
    [
      'an ARN',
      { tableName: 'arn:aws:dynamodb:us-west-2:123456789012:table/x' },
      ['tableName: must consist of letters, digits, "_", "." and "-"'],
    ],
    ['a region in capitals', { region: 'US-WEST-2' }, ['region: must be a region, such as us-west-2']],
    ['an availability zone', { region: 'us-west-2a' }, ['region: must be a region, such as us-west-2']],
    ['a region of another partition', { region: 'cn-north-1' }, []],
    [
      'no attribute definitions',
      { attributeDefinitions: [] },
      [expect.stringMatching(/^attributeDefinitions: must have 1 to \d+ elements, has 0$/) as never],
    ],
    ['an attribute of 255 characters', { attributeDefinitions: [text('x'.repeat(255))] }, []],
    ['an attribute of 255 astral characters', { attributeDefinitions: [text('😀'.repeat(255))] }, []],
    [
      'an attribute of 256',
      { attributeDefinitions: [text(long)] },
      ['attributeDefinitions[0].attributeName: must have 1 to 255 characters, has 256'],
    ],
    [
      'an attribute without a name',
      { keySchema: [hash('')] },
      ['keySchema[0].attributeName: must have 1 to 255 characters, has 0'],
    ],
    [
      'three key elements',
      { keySchema: [hash('a'), range('b'), range('c')] },
      ['keySchema: must have 1 to 2 elements, has 3'],
    ],
    ['no key', { keySchema: [] }, ['keySchema: must have 1 to 2 elements, has 0']],
    [
      'a type that keys cannot have',
      { attributeDefinitions: [{ attributeName: 'id', attributeType: 'BOOL' as never }] },
      ['attributeDefinitions[0].attributeType: must be one of S, N, B'],
    ],
    ['20 indexes', { globalSecondaryIndexes: Array.from({ length: 20 }, () => index()) }, []],
    [
      '21 indexes',
      { globalSecondaryIndexes: Array.from({ length: 21 }, () => index()) },
      ['globalSecondaryIndexes: must have at most 20 elements, has 21'],
    ],
    ['5 local indexes', { localSecondaryIndexes: Array.from({ length: 5 }, () => local) }, []],
    [
      '6 local indexes',
      { localSecondaryIndexes: Array.from({ length: 6 }, () => local) },
      ['localSecondaryIndexes: must have at most 5 elements, has 6'],
    ],
    [
      'a local index without a sort key',
      { localSecondaryIndexes: [localIndex({ keySchema: [hash('id')] })] },
      ['localSecondaryIndexes[0].keySchema: must have exactly 2 elements, has 1'],
    ],
    [
      'an index of 2 characters',
      { globalSecondaryIndexes: [index({ indexName: 'g1' })] },
      ['globalSecondaryIndexes[0].indexName: must have 3 to 255 characters, has 2'],
    ],
    [
      '21 included attributes',
      { globalSecondaryIndexes: [index({ projection: { projectionType: 'INCLUDE', nonKeyAttributes: names(21) } })] },
      ['globalSecondaryIndexes[0].projection.nonKeyAttributes: must have at most 20 elements, has 21'],
    ],
    [
      'no units',
      { provisionedThroughput: { readCapacityUnits: 0, writeCapacityUnits: -1 } },
      [
        'provisionedThroughput.readCapacityUnits: must be at least 1',
        'provisionedThroughput.writeCapacityUnits: must be at least 1',
      ],
    ],
    [
      'half a unit',
      { provisionedThroughput: { readCapacityUnits: 1.5, writeCapacityUnits: 1 } },
      ['provisionedThroughput.readCapacityUnits: must be an integer'],
    ],
    [
      'a billing mode of another API',
      { billingMode: 'ON_DEMAND' as never },
      ['billingMode: must be one of PAY_PER_REQUEST, PROVISIONED'],
    ],
    [
      'a reference to no name',
      { sseSpecification: { enabled: true, kmsMasterKeyRef: { name: '' } } },
      ['sseSpecification.kmsMasterKeyRef.name: must have 1 to 253 characters, has 0'],
    ],
    [
      'a maximum of nothing, and the -1 that only an update takes',
      { onDemandThroughput: { maxReadRequestUnits: 0, maxWriteRequestUnits: -1 } },
      [
        'onDemandThroughput.maxReadRequestUnits: must be at least 1',
        'onDemandThroughput.maxWriteRequestUnits: must be at least 1',
      ],
    ],
    [
      'warm throughput below the least',
      { warmThroughput: { readUnitsPerSecond: 11_999, writeUnitsPerSecond: 3999 } },
      [
        'warmThroughput.readUnitsPerSecond: must be at least 12000',
        'warmThroughput.writeUnitsPerSecond: must be at least 4000',
      ],
    ],
    [
      'a recovery period of no day',
      { pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 0 } },
      ['pointInTimeRecoverySpecification.recoveryPeriodInDays: must be 1 to 35'],
    ],
    [
      'a recovery period of 36 days',
      { pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 36 } },
      ['pointInTimeRecoverySpecification.recoveryPeriodInDays: must be 1 to 35'],
    ],
    [
      'a time to live without an attribute',
      { timeToLive: { enabled: false, attributeName: '' } },
      ['timeToLive.attributeName: must have 1 to 255 characters, has 0'],
    ],
    [
      'a deletion policy in capitals',
      { deletionPolicy: 'Delete' as never },
      ['deletionPolicy: must be one of retain, delete'],
    ],
    ['a tag of 128 and 256 characters', { tags: [{ key: 'k'.repeat(128), value: 'v'.repeat(256) }] }, []],
    [
      'a tag of 129 and 257',
      { tags: [{ key: 'k'.repeat(129), value: 'v'.repeat(257) }] },
      [
        'tags[0].key: must have 1 to 128 characters, has 129',
        'tags[0].value: must have at most 256 characters, has 257',
      ],
    ],
    ['a tag without a key', { tags: [{ key: '', value: '' }] }, ['tags[0].key: must have 1 to 128 characters, has 0']],
    [
      'tags with every character that is allowed',
      { tags: [{ key: 'Äß漢 09 +=._:/-', value: '😀'.length === 2 ? 'é' : '' }] },
      [],
    ],
    ['51 tags', { tags: manyTags(51).tags! }, ['tags: must have at most 50 elements, has 51']],
  ])('%s', (_, changes, expected) => expect(problems(changes)).toEqual(expected));

  test.each(['${x}', '\\(x)', 'team#1', 'a@b', 'a*', '"x"', '😀'])('a tag with %j', hostile => {
    const allowed = 'must consist of letters, digits, spaces and + - = . _ : /';
    expect(problems({ tags: [{ key: hostile, value: hostile }] })).toEqual([
      `tags[0].key: ${allowed}`,
      `tags[0].value: ${allowed}`,
    ]);
  });
});
