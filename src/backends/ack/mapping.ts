import { type AckBackup, ackBackupApiVersion, ackBackupKind } from '../../../imports/fields/ack-backup';
import { type AckTable, ackTableFields } from '../../../imports/fields/ack-table';
import {
  type Expression,
  each,
  equals,
  fallback,
  ifPresent,
  isTrue,
  object,
  type View,
  when,
} from '../../expression/expression';
import { fieldsAt, merged } from '../../expression/fragment';
import { Mapping, unsupported } from '../../expression/mapping';
import type { GlobalSecondaryIndexSpec } from '../../table/features/global-secondary-indexes';
import type { KeyElement } from '../../table/features/keys';
import type { IndexSpec } from '../../table/features/local-secondary-indexes';
import { tableShape } from '../../table/table';
import { companion } from '../companion';
import { connectionOutput } from './connection-output';

type Spec = AckTable['spec'];
type IndexField = NonNullable<Spec['globalSecondaryIndexes']>[number];
type LocalIndexField = NonNullable<Spec['localSecondaryIndexes']>[number];
type KeyField = Spec['keySchema'][number];

interface Annotations {
  readonly 'services.k8s.aws/region'?: string;
  readonly 'services.k8s.aws/deletion-policy'?: string;
  readonly 'services.k8s.aws/adoption-policy'?: 'adopt-or-create';
  readonly 'services.k8s.aws/read-only'?: 'true';
}

const spec = fieldsAt<Spec>('spec');
const annotations = fieldsAt<Annotations>('metadata', 'annotations');

const noWarmThroughput = unsupported('ACK leaves warm throughput to DynamoDB; Crossplane has it');

/** A table as an ACK `Table`. ACK compares literally: what is emitted is what DynamoDB answers. */
export const ackMapping = new Mapping({
  shape: tableShape,
  fields: ackTableFields,
  open: ['companions'],
  fragments: {
    tableName: tableName => spec({ tableName }),
    region: region => annotations({ 'services.k8s.aws/region': region }),
    attributeDefinitions: definitions =>
      spec({ attributeDefinitions: each(definitions, 'definition', definition => object(definition)) }),
    keySchema: keys => spec({ keySchema: keySchema(keys) }),
    billingMode: billingMode => spec({ billingMode }),
    provisionedThroughput: units => spec({ provisionedThroughput: object(units) }),
    onDemandThroughput: maximum => spec({ onDemandThroughput: object(maximum) }),
    warmThroughput: noWarmThroughput,
    timeToLive: timeToLive => spec({ timeToLive: object(timeToLive) }),
    localSecondaryIndexes: indexes => spec({ localSecondaryIndexes: each(indexes, 'index', localIndex, 'indexName') }),
    globalSecondaryIndexes: indexes =>
      spec({ globalSecondaryIndexes: each(indexes, 'index', globalIndex, 'indexName') }),
    deletionProtectionEnabled: deletionProtectionEnabled => spec({ deletionProtectionEnabled }),
    pointInTimeRecoverySpecification: ({ pointInTimeRecoveryEnabled }) =>
      spec({ continuousBackups: object({ pointInTimeRecoveryEnabled }) }),
    // without the type, ACK would encrypt anew again and again
    sseSpecification: ({ enabled, sseType, kmsMasterKeyID, kmsMasterKeyRef }) =>
      spec({
        sseSpecification: object({
          enabled,
          sseType: when(isTrue(enabled), fallback(sseType, 'KMS')),
          kmsMasterKeyID,
          kmsMasterKeyRef: ifPresent(kmsMasterKeyRef, key => object({ from: object(key) })),
        }),
      }),
    streamSpecification: stream => spec({ streamSpecification: object(stream) }),
    backupName: (backupName, { tableName, region, deletionPolicy }) =>
      companion(
        'backup',
        { apiVersion: ackBackupApiVersion, kind: ackBackupKind },
        merged(
          annotations({ 'services.k8s.aws/region': region, 'services.k8s.aws/deletion-policy': deletionPolicy }),
          fieldsAt<AckBackup['spec']>('spec')({ tableName, backupName }),
        ),
      ),
    connectionSecret: ({ name }, table) => connectionOutput('secret', name, table),
    connectionConfigMap: ({ name }, table) => connectionOutput('configmap', name, table),
    tags: tags => spec({ tags: each(tags, 'tag', tag => object(tag)) }),
    tableClass: tableClass => spec({ tableClass }),
    deletionPolicy: policy => annotations({ 'services.k8s.aws/deletion-policy': policy }),
    // adopt alone would write AWS's answer over the declaration
    managementPolicy: policy =>
      annotations({
        'services.k8s.aws/adoption-policy': when(equals(policy, 'adopt'), 'adopt-or-create'),
        'services.k8s.aws/read-only': when(equals(policy, 'read-only'), 'true'),
      }),
    providerConfigRef: unsupported('ACK has its credentials in its controller; Crossplane can refer to others'),
  },
  unsupportedLeaves: {
    'globalSecondaryIndexes[].warmThroughput': noWarmThroughput,
    'pointInTimeRecoverySpecification.recoveryPeriodInDays':
      "ACK lacks the field, so that DynamoDB's 35 days hold; Crossplane has it",
  },
});

function keySchema(keys: Expression<readonly KeyElement[]>): Expression<readonly KeyField[]> {
  return each(keys, 'key', key => object<KeyField>(key));
}

function projectionOf({ projectionType, nonKeyAttributes }: View<IndexSpec['projection']>) {
  return object<NonNullable<IndexField['projection']>>({
    projectionType: fallback(projectionType, 'ALL'),
    nonKeyAttributes,
  });
}

function localIndex({ indexName, keySchema: keys, projection }: View<IndexSpec>) {
  return object<LocalIndexField>({ indexName, keySchema: keySchema(keys), projection: projectionOf(projection) });
}

function globalIndex({
  indexName,
  keySchema: keys,
  projection,
  provisionedThroughput,
  onDemandThroughput,
}: View<GlobalSecondaryIndexSpec>): Expression<IndexField> {
  return object<IndexField>({
    indexName,
    keySchema: keySchema(keys),
    projection: projectionOf(projection),
    provisionedThroughput: ifPresent(provisionedThroughput, units => object(units)),
    onDemandThroughput: ifPresent(onDemandThroughput, maximum => object(maximum)),
  });
}
