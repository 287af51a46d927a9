import { pick } from '../schema/shape';
import { tableShape } from '../table/table';
import { interfaceOf } from './interface';
import { fixed, same } from './parts';

/** The trait `dynamodb-ttl`. */
export const ttlTrait = interfaceOf(pick(tableShape, 'timeToLive'), {
  timeToLive: {
    flat: { enabled: { as: 'enabled', default: true }, attributeName: { as: 'attributeName', default: 'expiresAt' } },
  },
});

/** The trait `dynamodb-streams`. */
export const streamsTrait = interfaceOf(pick(tableShape, 'streamSpecification'), {
  streamSpecification: { flat: { streamEnabled: { as: 'enabled', default: true }, streamViewType: 'viewType' } },
});

/** The trait `dynamodb-encryption`. */
export const encryptionTrait = interfaceOf(pick(tableShape, 'sseSpecification'), {
  sseSpecification: {
    flat: {
      enabled: { as: 'enabled', default: true },
      sseType: same,
      kmsMasterKeyID: 'kmsKeyId',
      kmsMasterKeyRef: 'kmsKeyRef',
    },
  },
});

/** The trait `dynamodb-protection`. */
export const protectionTrait = interfaceOf(
  pick(tableShape, 'deletionProtectionEnabled', 'pointInTimeRecoverySpecification'),
  {
    deletionProtectionEnabled: { as: 'deletionProtection', default: true },
    pointInTimeRecoverySpecification: {
      flat: {
        pointInTimeRecoveryEnabled: { as: 'pointInTimeRecovery', default: true },
        recoveryPeriodInDays: same,
      },
    },
  },
);

/** The trait `dynamodb-provisioned-capacity`. */
export const provisionedCapacityTrait = interfaceOf(pick(tableShape, 'billingMode', 'provisionedThroughput'), {
  billingMode: fixed('PROVISIONED'),
  provisionedThroughput: { flat: { readCapacityUnits: same, writeCapacityUnits: same } },
});

/** The trait `dynamodb-local-index`. Attribute types are the component's to declare. */
export const localIndexTrait = interfaceOf(pick(tableShape, 'localSecondaryIndexes'), {
  localSecondaryIndexes: 'indexes',
});

/** The trait `dynamodb-global-index`. Attribute types are the component's to declare. */
export const globalIndexTrait = interfaceOf(pick(tableShape, 'globalSecondaryIndexes'), {
  globalSecondaryIndexes: 'indexes',
});
