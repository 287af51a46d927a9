import { tableShape } from '../table/table';
import { fullParts } from './full';
import { interfaceOf } from './interface';
import { fixed, leftOut, orObjectName, same } from './parts';

const byTrait = (trait: string) => leftOut(`aws-dynamodb-xp leaves it to the trait ${trait}`);
const byNone = leftOut('Crossplane has nothing for it');

/** The seeds' minimal vocabulary: the component `aws-dynamodb-xp`. It has the full one's names; the rest is for traits. */
export const minimal = interfaceOf(tableShape, {
  ...fullParts,
  tableName: orObjectName('tableName'),
  billingMode: fixed('PAY_PER_REQUEST'),
  provisionedThroughput: byTrait('dynamodb-provisioned-capacity-xp'),
  timeToLive: byTrait('dynamodb-ttl-xp'),
  localSecondaryIndexes: byTrait('dynamodb-local-index-xp'),
  globalSecondaryIndexes: byTrait('dynamodb-global-index-xp'),
  sseSpecification: byTrait('dynamodb-encryption-xp'),
  streamSpecification: byTrait('dynamodb-streams-xp'),
  backupName: byNone,
  connectionSecret: byNone,
  connectionConfigMap: byNone,
  providerConfigRef: same,
});
