import { given, type Json, type Members, type Names, renamed } from './members';

const keySchema = ['KeySchema', { attributeName: 'AttributeName', keyType: 'KeyType' }] as const;
const projection = ['Projection', { projectionType: 'ProjectionType', nonKeyAttributes: 'NonKeyAttributes' }] as const;
const provisionedThroughput = [
  'ProvisionedThroughput',
  { readCapacityUnits: 'ReadCapacityUnits', writeCapacityUnits: 'WriteCapacityUnits' },
] as const;
const onDemandThroughput = [
  'OnDemandThroughput',
  { maxReadRequestUnits: 'MaxReadRequestUnits', maxWriteRequestUnits: 'MaxWriteRequestUnits' },
] as const;

/** The fields of the CRD `tables.dynamodb.services.k8s.aws`, and what the controller makes of them. */
const spec: Names = {
  tableName: 'TableName',
  attributeDefinitions: ['AttributeDefinitions', { attributeName: 'AttributeName', attributeType: 'AttributeType' }],
  keySchema,
  billingMode: 'BillingMode',
  provisionedThroughput,
  onDemandThroughput,
  globalSecondaryIndexes: [
    'GlobalSecondaryIndexes',
    { indexName: 'IndexName', keySchema, projection, provisionedThroughput, onDemandThroughput },
  ],
  localSecondaryIndexes: ['LocalSecondaryIndexes', { indexName: 'IndexName', keySchema, projection }],
  streamSpecification: ['StreamSpecification', { streamEnabled: 'StreamEnabled', streamViewType: 'StreamViewType' }],
  sseSpecification: [
    'SSESpecification',
    {
      enabled: 'Enabled',
      sseType: 'SSEType',
      kmsMasterKeyID: 'KMSMasterKeyId',
      kmsMasterKeyRef: ['KMSMasterKeyRef', { from: ['From', { name: 'Name', namespace: 'Namespace' }] }],
    },
  ],
  continuousBackups: ['PointInTimeRecoverySpecification', { pointInTimeRecoveryEnabled: 'PointInTimeRecoveryEnabled' }],
  timeToLive: ['TimeToLiveSpecification', { enabled: 'Enabled', attributeName: 'AttributeName' }],
  deletionProtectionEnabled: 'DeletionProtectionEnabled',
  tableClass: 'TableClass',
  tags: ['Tags', { key: 'Key', value: 'Value' }],
};

const annotations: Names = {
  'services.k8s.aws/region': 'Region',
  'services.k8s.aws/deletion-policy': 'DeletionPolicy',
};

/** An ACK Table as the CreateTable request that it stands for, and what other calls set beside it. */
export const readAckTable = (table: {
  readonly metadata: { readonly annotations?: Members };
  readonly spec: Members;
}): Members => {
  const {
    'services.k8s.aws/adoption-policy': adoption,
    'services.k8s.aws/read-only': readOnly,
    ...own
  } = table.metadata.annotations ?? {};
  const { SSESpecification, ...request } = renamed(table.spec, spec);
  return given({
    ...renamed(own, annotations),
    ...request,
    SSESpecification: SSESpecification && withPlainReference(SSESpecification as Members),
    ManagementPolicy: managementPolicy(adoption, readOnly),
  });
};

/** The runtime knows no other values: `adopt` needs fields beside it, and read-only is anything but the text true. */
function managementPolicy(adoption: Json | undefined, readOnly: Json | undefined): string | undefined {
  if (adoption === undefined && readOnly === undefined) return undefined;
  if (adoption === 'adopt-or-create' && readOnly === undefined) return 'adopt';
  if (adoption === undefined && readOnly === 'true') return 'read-only';
  throw new Error(`no policy of ours: ${adoption}, ${readOnly}`);
}

/** What a reference is of stands in a member of its own. */
const withPlainReference = ({ KMSMasterKeyRef, ...encryption }: Members): Members =>
  given({ ...encryption, KMSMasterKeyRef: (KMSMasterKeyRef as Members | undefined)?.From });
