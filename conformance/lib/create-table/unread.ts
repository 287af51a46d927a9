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
  const ignored = new Set([...Object.keys(unread[emulator] ?? {}), ...notOfCreateTable]);
  const read = (record: JsonRecord, path: string): Json =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !ignored.has(`${path}${name}`)));
  if (!isRecord(request)) return request;
  const table = read(request, '') as JsonRecord;
  const { GlobalSecondaryIndexes: indexes } = table;
  if (!Array.isArray(indexes)) return table;
  return {
    ...table,
    GlobalSecondaryIndexes: indexes.map((index: Json) =>
      isRecord(index) ? read(index, 'GlobalSecondaryIndexes.') : index,
    ),
  };
}

/** What stands beside a request, for other calls than CreateTable. */
const notOfCreateTable = ['Region', 'DeletionPolicy', 'TimeToLiveSpecification', 'PointInTimeRecoverySpecification'];

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
