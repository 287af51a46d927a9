import { tableShape } from '../table/table';
import { interfaceOf } from './interface';
import { leftOut, same } from './parts';

/** The parts as the seeds name them wherever a table ends in ACK's. */
export const fullParts = {
  tableName: same,
  region: same,
  attributeDefinitions: same,
  keySchema: same,
  billingMode: same,
  provisionedThroughput: same,
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

/** The seeds' full vocabulary: the component `aws-dynamodb-kro` and the `DynamoDBTable` of the RGD. */
export const full = interfaceOf(tableShape, fullParts, 'DynamoDBTable');
