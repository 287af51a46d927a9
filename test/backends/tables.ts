// biome-ignore-all lint/suspicious/noTemplateCurlyInString: names that look like templates are what is tested
import { Billing, Capacity } from '../../src/table/features/billing';
import { TableEncryptionV2 } from '../../src/table/features/encryption';
import { ProjectionType } from '../../src/table/features/indexes';
import { type Attribute, AttributeType } from '../../src/table/features/keys';
import { ManagementPolicy } from '../../src/table/features/management';
import { RemovalPolicy } from '../../src/table/features/retention';
import { StreamViewType } from '../../src/table/features/stream';
import { TableClass } from '../../src/table/features/table-class';
import { TimeToLive } from '../../src/table/features/time-to-live';
import type { TableOptions } from '../../src/table/table';

const text = (name: string): Attribute => ({ name, type: AttributeType.STRING });
const number = (name: string): Attribute => ({ name, type: AttributeType.NUMBER });
const binary = (name: string): Attribute => ({ name, type: AttributeType.BINARY });
const units = (readCapacity: number, writeCapacity: number) => ({
  readCapacity: Capacity.fixed(readCapacity),
  writeCapacity: Capacity.fixed(writeCapacity),
});

/** The tables whose manifests are written by hand in `manifests/<engine>/<name>.yaml`. */
export const tables: { readonly [name: string]: TableOptions } = {
  least: { tableName: 'users', region: 'us-west-2', partitionKey: text('userId') },
  'sort-key': {
    tableName: 'Sensor_Readings',
    region: 'eu-central-1',
    partitionKey: text('deviceId'),
    sortKey: number('at'),
  },
  'binary-key': { tableName: 'blobs', region: 'us-gov-west-1', partitionKey: binary('digest'), sortKey: text('path') },
  provisioned: {
    tableName: 'metrics',
    region: 'us-east-1',
    partitionKey: text('id'),
    billing: Billing.provisioned(units(10, 5)),
  },
  'time-to-live': {
    tableName: 'sessions',
    region: 'us-west-2',
    partitionKey: text('id'),
    timeToLiveAttribute: 'expiresAt',
  },
  'time-to-live-off': {
    tableName: 'sessions',
    region: 'us-west-2',
    partitionKey: text('id'),
    timeToLive: TimeToLive.disabled('expiresAt'),
  },
  index: {
    tableName: 'accounts',
    region: 'us-west-2',
    partitionKey: text('userId'),
    globalSecondaryIndexes: [{ indexName: 'email-index', partitionKey: text('email') }],
  },
  'local-indexes': {
    tableName: 'threads',
    region: 'us-west-2',
    partitionKey: text('forum'),
    sortKey: text('subject'),
    localSecondaryIndexes: [
      { indexName: 'byTime', sortKey: number('postedAt') },
      {
        indexName: 'byAuthor',
        sortKey: binary('author'),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: ['title', 'replies'],
      },
      { indexName: 'byViews', sortKey: number('views'), projectionType: ProjectionType.KEYS_ONLY },
    ],
  },
  'multi-attribute-keys': {
    tableName: 'scores',
    region: 'us-west-2',
    partitionKey: text('id'),
    globalSecondaryIndexes: [
      { indexName: 'byTeam', partitionKeys: [text('team'), binary('arena')], sortKeys: [number('season'), text('id')] },
      { indexName: 'byDay', partitionKey: text('day'), sortKeys: [number('season'), text('team')] },
      { indexName: 'byPlace', partitionKeys: [binary('arena'), text('day')] },
      { indexName: 'ofTeam', partitionKeys: [text('team')], sortKeys: [text('day')] },
    ],
  },
  projections: {
    tableName: 'orders',
    region: 'ap-southeast-2',
    partitionKey: text('orderId'),
    sortKey: number('placedAt'),
    globalSecondaryIndexes: [
      {
        indexName: 'byStatus',
        partitionKey: text('status'),
        sortKey: number('placedAt'),
        projectionType: ProjectionType.KEYS_ONLY,
      },
      {
        indexName: 'byCustomer',
        partitionKey: text('customer'),
        sortKey: text('orderId'),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: ['total', 'currency'],
      },
      { indexName: 'byDay', partitionKey: text('day'), projectionType: ProjectionType.ALL },
    ],
  },
  'provisioned-index': {
    tableName: 'metrics-table',
    region: 'us-west-2',
    partitionKey: text('id'),
    billing: Billing.provisioned(units(10, 5)),
    globalSecondaryIndexes: [
      {
        indexName: 'day-index',
        partitionKey: text('day'),
        sortKey: text('id'),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: ['value', 'unit'],
        ...units(4, 2),
      },
      { indexName: 'id-index', partitionKey: text('id'), ...units(3, 7) },
    ],
  },
  'deletion-protection': {
    tableName: 'ledger',
    region: 'us-west-2',
    partitionKey: text('id'),
    deletionProtection: true,
  },
  'deletion-protection-off': {
    tableName: 'ledger',
    region: 'us-west-2',
    partitionKey: text('id'),
    deletionProtection: false,
  },
  'point-in-time-recovery': {
    tableName: 'ledger',
    region: 'us-west-2',
    partitionKey: text('id'),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  },
  'point-in-time-recovery-off': {
    tableName: 'ledger',
    region: 'us-west-2',
    partitionKey: text('id'),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false },
  },
  'recovery-period': {
    tableName: 'ledger',
    region: 'us-west-2',
    partitionKey: text('id'),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 },
  },
  encryption: {
    tableName: 'secrets',
    region: 'us-west-2',
    partitionKey: text('id'),
    encryption: TableEncryptionV2.awsManagedKey(),
  },
  'encryption-off': {
    tableName: 'secrets',
    region: 'us-west-2',
    partitionKey: text('id'),
    encryption: TableEncryptionV2.dynamoOwnedKey(),
  },
  'customer-key': {
    tableName: 'secrets',
    region: 'us-west-2',
    partitionKey: text('id'),
    encryption: TableEncryptionV2.customerManagedKey(
      'arn:aws:kms:us-west-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    ),
  },
  'customer-key-reference': {
    tableName: 'secrets',
    region: 'us-west-2',
    partitionKey: text('id'),
    encryption: TableEncryptionV2.customerManagedKeyRef('orders-key', 'keys'),
  },
  'on-demand-maxima': {
    tableName: 'capped',
    region: 'us-west-2',
    partitionKey: text('id'),
    billing: Billing.onDemand({ maxReadRequestUnits: 100, maxWriteRequestUnits: 50 }),
    globalSecondaryIndexes: [{ indexName: 'by-id', partitionKey: text('id'), maxReadRequestUnits: 10 }],
  },
  'warm-throughput': {
    tableName: 'launch',
    region: 'us-west-2',
    partitionKey: text('id'),
    warmThroughput: { readUnitsPerSecond: 15000, writeUnitsPerSecond: 5000 },
    globalSecondaryIndexes: [
      { indexName: 'by-id', partitionKey: text('id'), warmThroughput: { readUnitsPerSecond: 12000 } },
    ],
  },
  stream: {
    tableName: 'orders-stream',
    region: 'us-west-2',
    partitionKey: text('id'),
    dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
  },
  'stream-off': { tableName: 'orders-stream', region: 'us-west-2', partitionKey: text('id'), streamEnabled: false },
  backup: {
    tableName: 'Ledger.2',
    region: 'us-west-2',
    partitionKey: text('id'),
    backupName: 'before_Migration.1',
  },
  'backup-delete': {
    tableName: 'ledger',
    region: 'eu-west-1',
    partitionKey: text('id'),
    backupName: 'one',
    removalPolicy: RemovalPolicy.DELETE,
  },
  'connection-secret': {
    tableName: 'orders',
    region: 'us-west-2',
    partitionKey: text('id'),
    dynamoStream: StreamViewType.KEYS_ONLY,
    connectionSecretName: 'orders.connection',
  },
  'connection-config-map': {
    tableName: 'orders',
    region: 'us-west-2',
    partitionKey: text('id'),
    connectionConfigMapName: 'orders-connection',
  },
  tags: {
    tableName: 'billing',
    region: 'us-west-2',
    partitionKey: text('id'),
    tags: [
      { key: 'team', value: 'finance' },
      { key: 'cost:center/code', value: '0042' },
      { key: 'on', value: '' },
    ],
  },
  'table-class': {
    tableName: 'archive',
    region: 'us-west-2',
    partitionKey: text('id'),
    tableClass: TableClass.STANDARD_INFREQUENT_ACCESS,
  },
  'provider-config': {
    tableName: 'carts',
    region: 'us-west-2',
    partitionKey: text('id'),
    providerConfigName: 'shop',
  },
  adopt: {
    tableName: 'Legacy_Orders',
    region: 'us-west-2',
    partitionKey: text('id'),
    deletionProtection: true,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    managementPolicy: ManagementPolicy.ADOPT,
  },
  'read-only': {
    tableName: 'Legacy_Orders',
    region: 'us-west-2',
    partitionKey: text('id'),
    managementPolicy: ManagementPolicy.READ_ONLY,
  },
  delete: { tableName: 'scratch', region: 'us-west-2', partitionKey: text('id'), removalPolicy: RemovalPolicy.DELETE },
  hostile: {
    tableName: '__proto__',
    region: 'us-west-2',
    partitionKey: text('constructor'),
    sortKey: number('${schema.spec.region}'),
    timeToLiveAttribute: '\\(parameter.region)',
    globalSecondaryIndexes: [
      {
        indexName: '__proto__',
        partitionKey: binary('N'),
        sortKey: text('__proto__'),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: ['y', '1e3', 'it\'s "quoted" \\ #'],
      },
      { indexName: 'constructor', partitionKey: text('é漢😀') },
    ],
    tags: [
      { key: 'N', value: 'yes' },
      { key: 'toString', value: '2026-11-21' },
    ],
  },
  everything: {
    tableName: 'everything',
    region: 'sa-east-1',
    partitionKey: text('tenant'),
    sortKey: binary('key'),
    billing: Billing.provisioned(units(1, 2)),
    timeToLive: TimeToLive.enabled('until'),
    globalSecondaryIndexes: [
      {
        indexName: 'by-time',
        partitionKey: text('tenant'),
        sortKey: number('time'),
        projectionType: ProjectionType.KEYS_ONLY,
        ...units(3, 4),
      },
    ],
    localSecondaryIndexes: [{ indexName: 'in-time', sortKey: number('time') }],
    tags: [{ key: 'a', value: 'b' }],
    removalPolicy: RemovalPolicy.DELETE,
  },
};

const notOnAck = ['provider-config', 'recovery-period', 'warm-throughput'];

/** Tables that an engine cannot express, which have no manifest there. */
export const refused: { readonly [engine: string]: readonly string[] } = {
  ack: notOnAck,
  crossplane: ['customer-key-reference', 'backup', 'backup-delete', 'connection-secret', 'connection-config-map'],
  kro: notOnAck,
  kratix: notOnAck,
};
