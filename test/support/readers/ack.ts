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

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly annotations?: Members };
  readonly spec?: Members;
}

/** An ACK Table as the CreateTable request that it stands for, and what other calls and objects set beside it. */
export const readAckTable = (
  table: Pick<KubernetesObject, 'metadata'> & { readonly spec: Members },
  beside: readonly KubernetesObject[] = [],
): Members => {
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
    ...Object.assign({}, ...beside.map(object => readBeside(object, table, beside))),
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

const ofAck = 'dynamodb.services.k8s.aws/v1alpha1';

function readBeside(
  object: KubernetesObject,
  table: Pick<KubernetesObject, 'metadata' | 'spec'>,
  all: readonly KubernetesObject[],
): Members {
  const { name } = object.metadata;
  switch (`${object.apiVersion} ${object.kind}`) {
    case `${ofAck} Backup`: {
      const { tableName, backupName } = renamed(object.spec!, { tableName: 'tableName', backupName: 'backupName' });
      const own = object.metadata.annotations ?? {};
      if (tableName !== table.spec!.tableName || Object.keys(own).length !== Object.keys(annotations).length)
        throw new Error('the backup is of another table');
      for (const [key, value] of Object.entries(own))
        if (value !== table.metadata.annotations?.[key]) throw new Error(`the backup has another ${key}`);
      return { BackupName: backupName };
    }
    case 'v1 Secret':
      return { ConnectionSecret: { Name: name } };
    case 'v1 ConfigMap':
      return { ConnectionConfigMap: { Name: name } };
    case 'services.k8s.aws/v1alpha1 FieldExport': {
      const { from, to } = object.spec as unknown as FieldExport;
      const { group, kind, name: source } = from.resource;
      if (
        `${group}/v1alpha1 ${kind} ${source}` !== `${ofAck} Table ${table.metadata.name}` ||
        paths[to.key] !== from.path
      )
        throw new Error(`${name} exports another field`);
      if (!all.some(each => each.metadata.name === to.name && each.kind.toLowerCase() === to.kind))
        throw new Error(`${name} fills what nobody makes`);
      return {};
    }
    default:
      throw new Error(`the reader does not know the kind ${object.kind}`);
  }
}

interface FieldExport {
  readonly from: {
    readonly path: string;
    readonly resource: { readonly group: string; readonly kind: string; readonly name: string };
  };
  readonly to: { readonly kind: string; readonly name: string; readonly key: string };
}

/** Where ACK's Table has what an application is told. */
const paths: { readonly [key: string]: string } = {
  tableName: '.spec.tableName',
  tableArn: '.status.ackResourceMetadata.arn',
  region: '.status.ackResourceMetadata.region',
  tableStreamArn: '.status.latestStreamARN',
};
