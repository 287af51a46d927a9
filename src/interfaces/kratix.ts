import { tableShape } from '../table/table';
import { interfaceOf } from './interface';
import { leftOut, same } from './parts';

const parts = {
  region: same,
  attributeDefinitions: { as: 'attributeDefinitions', items: { attributeName: 'name', attributeType: 'type' } },
  keySchema: same,
  billingMode: same,
  provisionedThroughput: {
    as: 'provisioned',
    members: { readCapacityUnits: 'readCapacity', writeCapacityUnits: 'writeCapacity' },
  },
  onDemandThroughput: same,
  warmThroughput: same,
  timeToLive: { flat: { enabled: 'ttlEnabled', attributeName: 'ttlAttributeName' } },
  localSecondaryIndexes: same,
  globalSecondaryIndexes: same,
  deletionProtectionEnabled: same,
  pointInTimeRecoverySpecification: { flat: { pointInTimeRecoveryEnabled: same, recoveryPeriodInDays: same } },
  sseSpecification: {
    flat: { enabled: 'sseEnabled', sseType: same, kmsMasterKeyID: same, kmsMasterKeyRef: same },
  },
  streamSpecification: { flat: { streamEnabled: same, streamViewType: same } },
  backupName: same,
  connectionSecret: 'writeConnectionSecretToRef',
  connectionConfigMap: 'writeConnectionConfigMapToRef',
  tags: same,
  tableClass: same,
  deletionPolicy: same,
  managementPolicy: same,
  providerConfigRef: leftOut('ACK has its credentials in its controller'),
} as const;

/** The `DynamoDBRequest` of the Promise. */
export const kratixRequest = interfaceOf(tableShape, { tableName: 'name', ...parts }, 'DynamoDBRequest');

/** The component `aws-dynamodb-kratix`: the request, with `tableName`. */
export const kratixComponent = interfaceOf(tableShape, { tableName: same, ...parts });
