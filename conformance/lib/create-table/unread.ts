import { isRecord, type Json, type JsonRecord } from './json';
import { define, hash } from './request';

/**
 * Members that an emulator takes no notice of, whatever they hold: they are not sent to it, and nothing is said about
 * them. Each with values that DynamoDB refuses.
 */
export const unread: { readonly [emulator: string]: { readonly [member: string]: readonly Json[] } } = {
  dynalite: {
    Tags: ['none', [{ Value: 'x' }]],
    TableClass: ['CHEAP', 5],
    DeletionProtectionEnabled: ['perhaps'],
    StreamSpecification: ['on', { StreamEnabled: true }],
    SSESpecification: ['on', { Enabled: true, SSEType: 'AES256' }],
    OnDemandThroughput: ['much', { MaxReadRequestUnits: 0 }],
    WarmThroughput: ['much', { ReadUnitsPerSecond: 0 }],
    'GlobalSecondaryIndexes.OnDemandThroughput': ['much', { MaxReadRequestUnits: 0 }],
    'GlobalSecondaryIndexes.WarmThroughput': ['much', { ReadUnitsPerSecond: 0 }],
  },
  'DynamoDB Local': {
    Tags: [[{ Value: 'x' }], [{ Key: 'aws:x', Value: '' }]],
    TableClass: ['CHEAP'],
    SSESpecification: [{ Enabled: true, SSEType: 'AES256' }],
    WarmThroughput: [{ ReadUnitsPerSecond: 0 }],
    'GlobalSecondaryIndexes.WarmThroughput': [{ ReadUnitsPerSecond: 0 }],
  },
};

/** The request as an emulator reads it. */
export function readBy(emulator: string, request: Json): Json {
  if (!isRecord(request)) return request;
  const ignored = unread[emulator] ?? {};
  const read = (record: JsonRecord, isRead: (member: string) => boolean): JsonRecord =>
    Object.fromEntries(Object.entries(record).filter(([member]) => isRead(member)));
  const table = read(request, member => createTableMembers.has(member) && !Object.hasOwn(ignored, member));
  const { GlobalSecondaryIndexes: indexes } = table;
  if (!Array.isArray(indexes)) return table;
  const isReadOfIndex = (member: string) => !Object.hasOwn(ignored, `GlobalSecondaryIndexes.${member}`);
  return {
    ...table,
    GlobalSecondaryIndexes: indexes.map((index: Json) => (isRecord(index) ? read(index, isReadOfIndex) : index)),
  };
}

/** What CreateTable itself takes (API model); the rest of a request stands beside it, for other calls and for us. */
const createTableMembers: ReadonlySet<string> = new Set([
  'AttributeDefinitions',
  'BillingMode',
  'DeletionProtectionEnabled',
  'GlobalSecondaryIndexes',
  'GlobalTableSettingsReplicationMode',
  'GlobalTableSourceArn',
  'KeySchema',
  'LocalSecondaryIndexes',
  'OnDemandThroughput',
  'ProvisionedThroughput',
  'ResourcePolicy',
  'SSESpecification',
  'StreamSpecification',
  'TableClass',
  'TableName',
  'Tags',
  'VectorIndexes',
  'WarmThroughput',
]);

/** A small request with a value for a member of the table or of an index. */
export function requestWith(member: string, value: Json): object {
  const table = {
    TableName: 'abc',
    AttributeDefinitions: [define('id')],
    KeySchema: [hash('id')],
    BillingMode: 'PAY_PER_REQUEST',
  };
  const [outer, inner] = member.split('.');
  if (inner === undefined) return { ...table, [member]: value };
  const index = { IndexName: 'abc', KeySchema: [hash('id')], Projection: { ProjectionType: 'ALL' }, [inner]: value };
  return { ...table, [outer!]: [index] };
}
