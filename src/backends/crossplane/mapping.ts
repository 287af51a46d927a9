import {
  type CrossplaneClusterKeyReference,
  crossplaneClusterKeyReferenceFields,
} from '../../../imports/fields/crossplane-cluster-key-reference';
import {
  type CrossplaneClusterTable,
  crossplaneClusterTableFields,
} from '../../../imports/fields/crossplane-cluster-table';
import {
  type CrossplaneKeyReference,
  crossplaneKeyReferenceFields,
} from '../../../imports/fields/crossplane-key-reference';
import { type CrossplaneTable, crossplaneTableFields } from '../../../imports/fields/crossplane-table';
import {
  type Expression,
  each,
  equals,
  fallback,
  find,
  ifPresent,
  literal,
  object,
  toMap,
  type View,
  when,
} from '../../expression/expression';
import { type Fragment, fieldsAt, merged } from '../../expression/fragment';
import { Mapping, type MappingOptions, unsupported } from '../../expression/mapping';
import { not } from '../../expression/predicate';
import type { KeyReference } from '../../table/features/encryption';
import type { GlobalSecondaryIndexSpec } from '../../table/features/global-secondary-indexes';
import { isSimpleKey, type KeyElement } from '../../table/features/keys';
import type { IndexSpec } from '../../table/features/local-secondary-indexes';
import { type TableSpec, tableShape } from '../../table/table';

type Spec = CrossplaneTable['spec'];
type ForProvider = Spec['forProvider'];
type IndexField = NonNullable<ForProvider['globalSecondaryIndex']>[number];
type KeyField = NonNullable<IndexField['keySchema']>[number];
type ReferenceOf<T extends CrossplaneKeyReference | CrossplaneClusterKeyReference> = NonNullable<
  NonNullable<T['spec']['forProvider']['serverSideEncryption']>['kmsKeyArnRef']
>;
type LocalIndexField = NonNullable<ForProvider['localSecondaryIndex']>[number];

const spec = fieldsAt<Spec>('spec');
const clusterSpec = fieldsAt<CrossplaneClusterTable['spec']>('spec');
const forProvider = fieldsAt<ForProvider>('spec', 'forProvider');
const annotations = fieldsAt<{ readonly 'crossplane.io/external-name'?: string }>('metadata', 'annotations');

/** No late initialisation: it would write AWS's defaults into what git declares. Without `Delete` the table outlives its object. */
const retained: Expression<Spec['managementPolicies']> = literal(['Observe', 'Create', 'Update']);
/** Nothing but looked at. */
const observed: Expression<Spec['managementPolicies']> = literal(['Observe']);
const deleted: Expression<Spec['managementPolicies']> = literal(['Observe', 'Create', 'Update', 'Delete']);

/** A table as a `Table` of the Upbound provider: both groups have these fields. */
const options: MappingOptions<TableSpec> = {
  shape: tableShape,
  fields: crossplaneTableFields,
  fragments: {
    tableName: tableName => annotations({ 'crossplane.io/external-name': tableName }),
    region: region => forProvider({ region }),
    attributeDefinitions: definitions =>
      forProvider({
        attribute: each(definitions, 'definition', ({ attributeName, attributeType }) =>
          object({ name: attributeName, type: attributeType }),
        ),
      }),
    keySchema: keys => forProvider({ hashKey: keyOf(keys, 'HASH'), rangeKey: keyOf(keys, 'RANGE') }),
    billingMode: billingMode => forProvider({ billingMode }),
    provisionedThroughput: ({ readCapacityUnits, writeCapacityUnits }) =>
      forProvider({ readCapacity: readCapacityUnits, writeCapacity: writeCapacityUnits }),
    onDemandThroughput: maximum => forProvider({ onDemandThroughput: object(maximum) }),
    warmThroughput: units => forProvider({ warmThroughput: object(units) }),
    timeToLive: timeToLive => forProvider({ ttl: object(timeToLive) }),
    localSecondaryIndexes: indexes => forProvider({ localSecondaryIndex: each(indexes, 'index', localIndex, 'name') }),
    globalSecondaryIndexes: indexes =>
      forProvider({ globalSecondaryIndex: each(indexes, 'index', globalIndex, 'name') }),
    deletionProtectionEnabled: deletionProtectionEnabled => forProvider({ deletionProtectionEnabled }),
    pointInTimeRecoverySpecification: ({ pointInTimeRecoveryEnabled, recoveryPeriodInDays }) =>
      forProvider({ pointInTimeRecovery: object({ enabled: pointInTimeRecoveryEnabled, recoveryPeriodInDays }) }),
    sseSpecification: ({ enabled, kmsMasterKeyID }) =>
      forProvider({ serverSideEncryption: object({ enabled, kmsKeyArn: kmsMasterKeyID }) }),
    streamSpecification: ({ streamEnabled, streamViewType }) => forProvider({ streamEnabled, streamViewType }),
    backupName: unsupported('the provider has no on-demand backup; ACK, kro and Kratix make one'),
    connectionSecret: unsupported('the provider writes nothing of a table into it; ACK, kro and Kratix do'),
    connectionConfigMap: unsupported('the provider writes none; ACK, kro and Kratix do'),
    tags: tags =>
      forProvider({
        tags: toMap(
          tags,
          'tag',
          tag => tag.key,
          tag => tag.value,
        ),
      }),
    tableClass: tableClass => forProvider({ tableClass }),
    deletionPolicy: managed,
    // read-only is said by managed() above, and to adopt a table of this name is what Crossplane does anyway
    managementPolicy: () => ({}),
    providerConfigRef: () => ({}),
  },
  impliedLeaves: {
    'sseSpecification.sseType': 'the provider says KMS wherever encryption is enabled',
    'providerConfigRef.name': 'the envelope says it, in the place of that of the environment',
  },
  unsupportedLeaves: {
    'sseSpecification.kmsMasterKeyRef': unsupported(
      'this version of the provider knows a key only by its ARN',
      'provider v2.6.0',
    ),
  },
};

/** In the cluster-scoped group, with its older policy for deletion: Orphan alone would not keep a table whose other policies allow Delete. */
const clusterOptions: MappingOptions<TableSpec> = {
  ...options,
  fields: crossplaneClusterTableFields,
  fragments: {
    ...options.fragments,
    deletionPolicy: (policy, table) =>
      merged(
        managed(policy, table),
        clusterSpec({
          deletionPolicy: fallback<'Delete' | 'Orphan'>(when(equals(policy, 'delete'), 'Delete'), 'Orphan'),
        }),
      ),
  },
};

/** In the namespaced group. */
export const crossplaneMapping = new Mapping(options);

/** In the cluster-scoped group. */
export const crossplaneClusterMapping = new Mapping(clusterOptions);

/** In the namespaced group of v2.6.0. */
export const crossplaneMapping26 = new Mapping(
  withKeyReference(options, crossplaneKeyReferenceFields, key => object<ReferenceOf<CrossplaneKeyReference>>(key)),
);

/** In the cluster-scoped group of v2.6.0. */
export const crossplaneClusterMapping26 = new Mapping({
  ...withKeyReference(clusterOptions, crossplaneClusterKeyReferenceFields, ({ name }) =>
    object<ReferenceOf<CrossplaneClusterKeyReference>>({ name }),
  ),
  unsupportedLeaves: { 'sseSpecification.kmsMasterKeyRef.namespace': 'the keys of this group belong to no namespace' },
});

/** What v2.6.0 of the provider knows beside that. */
function withKeyReference<Reference>(
  options: MappingOptions<TableSpec>,
  fields: ReadonlySet<string>,
  reference: (key: View<KeyReference>) => Expression<Reference>,
): MappingOptions<TableSpec> {
  type Encryption = NonNullable<ForProvider['serverSideEncryption']> & { readonly kmsKeyArnRef?: Reference };
  return {
    ...options,
    fields: new Set([...options.fields, ...fields]),
    fragments: {
      ...options.fragments,
      sseSpecification: ({ enabled, kmsMasterKeyID, kmsMasterKeyRef }) =>
        fieldsAt<{ readonly serverSideEncryption: Encryption }>(
          'spec',
          'forProvider',
        )({
          serverSideEncryption: object<Encryption>({
            enabled,
            kmsKeyArn: kmsMasterKeyID,
            kmsKeyArnRef: ifPresent(kmsMasterKeyRef, reference),
          }),
        }),
    },
    unsupportedLeaves: {},
  };
}

function managed(policy: View<TableSpec['deletionPolicy']>, { managementPolicy }: View<TableSpec>): Fragment {
  return spec({
    managementPolicies: fallback(
      ifPresent(managementPolicy, management => when(equals(management, 'read-only'), observed)),
      fallback(when(equals(policy, 'delete'), deleted), retained),
    ),
  });
}

function keyOf(keys: Expression<readonly KeyElement[]>, keyType: KeyElement['keyType']) {
  return find(
    keys,
    'key',
    key => equals(key.keyType, keyType),
    key => key.attributeName,
  );
}

function projectionOf({ projectionType, nonKeyAttributes }: View<IndexSpec['projection']>) {
  return { projectionType: fallback(projectionType, 'ALL'), nonKeyAttributes };
}

/** The partition key is the table's: the target does not name it. */
function localIndex({ indexName, keySchema, projection }: View<IndexSpec>): Expression<LocalIndexField> {
  return object<LocalIndexField>({
    name: indexName,
    rangeKey: keyOf(keySchema, 'RANGE'),
    ...projectionOf(projection),
  });
}

function globalIndex({
  indexName,
  keySchema,
  projection,
  provisionedThroughput,
  onDemandThroughput,
  warmThroughput,
}: View<GlobalSecondaryIndexSpec>): Expression<IndexField> {
  // the provider takes either the two names or, for keys of several attributes, the list
  const isSimple = isSimpleKey(keySchema);
  return object<IndexField>({
    name: indexName,
    hashKey: when(isSimple, keyOf(keySchema, 'HASH')),
    rangeKey: when(isSimple, keyOf(keySchema, 'RANGE')),
    keySchema: when(
      not(isSimple),
      each(keySchema, 'key', key => object<KeyField>(key)),
    ),
    ...projectionOf(projection),
    readCapacity: ifPresent(provisionedThroughput, units => units.readCapacityUnits),
    writeCapacity: ifPresent(provisionedThroughput, units => units.writeCapacityUnits),
    onDemandThroughput: ifPresent(onDemandThroughput, maximum => object(maximum)),
    warmThroughput: ifPresent(warmThroughput, units => object(units)),
  });
}
