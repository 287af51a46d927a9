import { tableShape } from '../table/table';
import { interfaceOf } from './interface';
import { fixed, leftOut, orObjectName, same } from './parts';

const byTrait = (trait: string) => leftOut(`aws-dynamodb-xp leaves it to the trait ${trait}`);
const byNone = leftOut('Crossplane has nothing for it');

/** The seeds' minimal vocabulary: the component `aws-dynamodb-xp`. The rest is for traits. */
export const minimal = interfaceOf(tableShape, {
  tableName: orObjectName('tableName'),
  region: same,
  attributeDefinitions: same,
  keySchema: same,
  billingMode: fixed('PAY_PER_REQUEST'),
  provisionedThroughput: byTrait('dynamodb-provisioned-capacity-xp'),
  onDemandThroughput: same,
  warmThroughput: same,
  timeToLive: byTrait('dynamodb-ttl-xp'),
  localSecondaryIndexes: byTrait('dynamodb-local-index-xp'),
  globalSecondaryIndexes: byTrait('dynamodb-global-index-xp'),
  deletionProtectionEnabled: same,
  pointInTimeRecoverySpecification: { flat: { pointInTimeRecoveryEnabled: same, recoveryPeriodInDays: same } },
  sseSpecification: byTrait('dynamodb-encryption-xp'),
  streamSpecification: byTrait('dynamodb-streams-xp'),
  backupName: byNone,
  connectionSecret: byNone,
  connectionConfigMap: byNone,
  tags: same,
  tableClass: same,
  deletionPolicy: same,
  managementPolicy: same,
  providerConfigRef: same,
});
