import { given, type Json, type Members, type Names, renamed } from './members';

const onDemandThroughput = [
  'OnDemandThroughput',
  { maxReadRequestUnits: 'MaxReadRequestUnits', maxWriteRequestUnits: 'MaxWriteRequestUnits' },
] as const;
const warmThroughput = [
  'WarmThroughput',
  { readUnitsPerSecond: 'ReadUnitsPerSecond', writeUnitsPerSecond: 'WriteUnitsPerSecond' },
] as const;

/** Fields of the CRD `tables.dynamodb.aws.m.upbound.io` that are the request's under other names. */
const plain: Names = {
  region: 'Region',
  attribute: ['AttributeDefinitions', { name: 'AttributeName', type: 'AttributeType' }],
  billingMode: 'BillingMode',
  onDemandThroughput,
  warmThroughput,
  ttl: ['TimeToLiveSpecification', { enabled: 'Enabled', attributeName: 'AttributeName' }],
  pointInTimeRecovery: [
    'PointInTimeRecoverySpecification',
    { enabled: 'PointInTimeRecoveryEnabled', recoveryPeriodInDays: 'RecoveryPeriodInDays' },
  ],
  deletionProtectionEnabled: 'DeletionProtectionEnabled',
  tableClass: 'TableClass',
};

type List = readonly Members[] | undefined;

interface CrossplaneTable {
  readonly metadata: { readonly annotations?: Members };
  readonly spec: Members;
}

/** A Crossplane Table as the CreateTable request that it stands for, and what other calls set beside it. */
export function readCrossplaneTable({ metadata, spec }: CrossplaneTable): Members {
  const { forProvider, managementPolicies, providerConfigRef: _, ...rest } = spec;
  const {
    hashKey,
    rangeKey,
    readCapacity,
    writeCapacity,
    globalSecondaryIndex,
    localSecondaryIndex,
    streamEnabled,
    streamViewType,
    serverSideEncryption,
    tags,
    ...others
  } = forProvider as Members;
  return given({
    ...renamed(rest, {}),
    ...renamed(metadata.annotations ?? {}, { 'crossplane.io/external-name': 'TableName' }),
    ...renamed(others, plain),
    KeySchema: keySchema(hashKey, rangeKey),
    ProvisionedThroughput: throughput(readCapacity, writeCapacity),
    GlobalSecondaryIndexes: (globalSecondaryIndex as List)?.map(globalIndex),
    LocalSecondaryIndexes: (localSecondaryIndex as List)?.map(index => localIndex(index, hashKey!)),
    StreamSpecification: group({ StreamEnabled: streamEnabled, StreamViewType: streamViewType }),
    SSESpecification: serverSideEncryption && encryption(serverSideEncryption as Members),
    Tags: tags && Object.entries(tags).map(([Key, Value]) => ({ Key, Value: Value as string })),
    ...policies(managementPolicies as readonly string[]),
  });
}

/** The cluster-scoped group has the same fields, and a policy for deletion beside the others. */
export function readCrossplaneClusterTable({ metadata, spec: { deletionPolicy, ...spec } }: CrossplaneTable): Members {
  const request = readCrossplaneTable({ metadata, spec });
  if (deletionPolicy !== (request.DeletionPolicy === 'delete' ? 'Delete' : 'Orphan'))
    throw new Error(`${deletionPolicy} contradicts the other policies`);
  return request;
}

/** Members that are there; undefined if none is. */
const group = (members: Members): Members | undefined => {
  const there = given(members);
  return Object.keys(there).length === 0 ? undefined : there;
};

const keySchema = (hashKey: Json | undefined, rangeKey: Json | undefined): Json => [
  ...(hashKey === undefined ? [] : [{ AttributeName: hashKey, KeyType: 'HASH' }]),
  ...(rangeKey === undefined ? [] : [{ AttributeName: rangeKey, KeyType: 'RANGE' }]),
];

const throughput = (readCapacity: Json | undefined, writeCapacity: Json | undefined) =>
  group({ ReadCapacityUnits: readCapacity, WriteCapacityUnits: writeCapacity });

const projection = (projectionType: Json | undefined, nonKeyAttributes: Json | undefined) =>
  group({ ProjectionType: projectionType, NonKeyAttributes: nonKeyAttributes });

/** The CRD: `keySchema` and the two single keys exclude each other. */
function globalIndex(index: Members): Members {
  const {
    hashKey,
    rangeKey,
    keySchema: keys,
    projectionType,
    nonKeyAttributes,
    readCapacity,
    writeCapacity,
    ...rest
  } = index;
  if (keys !== undefined && (hashKey ?? rangeKey) !== undefined) throw new Error('an index with two kinds of keys');
  const own = renamed(rest, { name: 'IndexName', onDemandThroughput, warmThroughput });
  return given({
    ...own,
    KeySchema: keys
      ? (keys as readonly Members[]).map(key => renamed(key, { attributeName: 'AttributeName', keyType: 'KeyType' }))
      : keySchema(hashKey, rangeKey),
    Projection: projection(projectionType, nonKeyAttributes),
    ProvisionedThroughput: throughput(readCapacity, writeCapacity),
  });
}

/** The partition key of a local index is the table's, so the CRD has no field for it. */
function localIndex({ rangeKey, projectionType, nonKeyAttributes, ...rest }: Members, hashKey: Json): Members {
  return given({
    ...renamed(rest, { name: 'IndexName' }),
    KeySchema: keySchema(hashKey, rangeKey),
    Projection: projection(projectionType, nonKeyAttributes),
  });
}

/** The provider asks for KMS whenever encryption is enabled; without a key it is the one that AWS manages. */
function encryption({ enabled, kmsKeyArn, kmsKeyArnRef, ...rest }: Members): Members {
  return given({
    ...renamed(rest, {}),
    Enabled: enabled,
    SSEType: enabled === true ? 'KMS' : undefined,
    KMSMasterKeyId: kmsKeyArn,
    KMSMasterKeyRef: kmsKeyArnRef && renamed(kmsKeyArnRef as Members, { name: 'Name', namespace: 'Namespace' }),
  });
}

/** Of the sets of policies that the runtime takes, those that initialise nothing late, and carry out what is declared or only look. */
function policies(policies: readonly string[]): Members {
  const sorted = [...policies].sort().join();
  if (sorted === 'Create,Observe,Update') return { DeletionPolicy: 'retain' };
  if (sorted === 'Create,Delete,Observe,Update') return { DeletionPolicy: 'delete' };
  if (sorted === 'Observe') return { DeletionPolicy: 'retain', ManagementPolicy: 'read-only' };
  throw new Error(`no policy of ours: ${policies.join(', ')}`);
}
