import { Billing, Capacity, Environment } from '../../src';
import { notSupportedYet } from '../../src/interfaces/create-table';
import { type Answer, pipeline, render, synth } from './doors';
import * as good from './tables';

/** What is changed at a door, and the place that its error names. */
type At = readonly [changed: object, place: string];

interface Row {
  readonly name: string;
  /** What every door says of it, in the same words. */
  readonly problem: string;
  /** The value as it is shown; undefined where something is missing. */
  readonly got?: string;
  readonly request?: At;
  readonly spec?: At;
  readonly props?: At;
}

const long = 'x'.repeat(300);
const shortened = (text: string) => `${JSON.stringify(text).slice(0, 80)}… (${text.length} characters)`;
const index = (changed: object = {}) => ({
  IndexName: 'byId',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
  ...changed,
});
const specIndex = (changed: object = {}) => ({
  indexName: 'byId',
  keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
  projection: { projectionType: 'ALL' },
  ...changed,
});
const propsIndex = (changed: object = {}) => ({ indexName: 'byId', partitionKey: good.props.partitionKey, ...changed });
const many = <T>(count: number, of: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => of(at));

const wrongTypes: readonly Row[] = [
  {
    name: 'a number for a table name',
    problem: 'must be a string',
    got: '42',
    request: [{ TableName: 42 }, 'TableName'],
    spec: [{ name: 42 }, 'spec.name'],
    props: [{ tableName: 42 }, 'tableName'],
  },
  {
    name: 'a list for a table name',
    problem: 'must be a string',
    got: '["orders"]',
    request: [{ TableName: ['orders'] }, 'TableName'],
    spec: [{ name: ['orders'] }, 'spec.name'],
    props: [{ tableName: ['orders'] }, 'tableName'],
  },
  {
    name: 'an object for a list',
    problem: 'must be a list',
    got: '{"id":"HASH"}',
    request: [{ KeySchema: { id: 'HASH' } }, 'KeySchema'],
    spec: [{ keySchema: { id: 'HASH' } }, 'spec.keySchema'],
    props: [{ tags: { id: 'HASH' } }, 'tags'],
  },
  {
    name: 'a string for an object',
    problem: 'must be an object',
    got: '"id"',
    request: [{ KeySchema: ['id'] }, 'KeySchema[0]'],
    spec: [{ keySchema: ['id'] }, 'spec.keySchema[0]'],
    props: [{ partitionKey: 'id' }, 'partitionKey'],
  },
  {
    name: 'a string for a flag',
    problem: 'must be true or false',
    got: '"yes"',
    request: [{ TimeToLiveSpecification: { Enabled: 'yes', AttributeName: 'ttl' } }, 'TimeToLiveSpecification.Enabled'],
    spec: [{ ttlEnabled: 'yes', ttlAttributeName: 'ttl' }, 'spec.ttlEnabled'],
    props: [{ timeToLive: { enabled: 'yes', attributeName: 'ttl' } }, 'timeToLive.enabled'],
  },
  {
    name: 'a string for deletion protection',
    problem: 'must be true or false',
    got: '"on"',
    request: [{ DeletionProtectionEnabled: 'on' }, 'DeletionProtectionEnabled'],
    spec: [{ deletionProtectionEnabled: 'on' }, 'spec.deletionProtectionEnabled'],
    props: [{ deletionProtection: 'on' }, 'deletionProtection'],
  },
  {
    name: 'a period for point-in-time recovery',
    problem: 'must be true or false',
    got: '7',
    request: [
      { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: 7 } },
      'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled',
    ],
    spec: [{ pointInTimeRecoveryEnabled: 7 }, 'spec.pointInTimeRecoveryEnabled'],
    props: [
      { pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: 7 } },
      'pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled',
    ],
  },
  {
    name: 'a string for encryption',
    problem: 'must be true or false',
    got: '"KMS"',
    request: [{ SSESpecification: { Enabled: 'KMS' } }, 'SSESpecification.Enabled'],
    spec: [{ sseEnabled: 'KMS' }, 'spec.sseEnabled'],
    props: [{ encryption: { enabled: 'KMS' } }, 'encryption.enabled'],
  },
  {
    name: 'encryption with AES256',
    problem: 'is AES256, which DynamoDB does not take',
    got: '"AES256"',
    request: [{ SSESpecification: { Enabled: true, SSEType: 'AES256' } }, 'SSESpecification.SSEType'],
    spec: [{ sseEnabled: true, sseType: 'AES256' }, 'spec.sseType'],
  },
  {
    name: 'the alias of a key',
    problem: 'must be the full ARN of a key: the engines compare it with what DynamoDB answers',
    got: '"alias/finance"',
    request: [
      { SSESpecification: { Enabled: true, KMSMasterKeyId: 'alias/finance' } },
      'SSESpecification.KMSMasterKeyId',
    ],
    spec: [{ sseEnabled: true, kmsMasterKeyID: 'alias/finance' }, 'spec.kmsMasterKeyID'],
    props: [{ encryption: { enabled: true, keyArn: 'alias/finance' } }, 'encryption.keyArn'],
  },
  {
    name: 'a string for a maximum of requests',
    problem: 'must be an integer',
    got: '"100"',
    request: [{ OnDemandThroughput: { MaxReadRequestUnits: '100' } }, 'OnDemandThroughput.MaxReadRequestUnits'],
    spec: [{ onDemandThroughput: { maxReadRequestUnits: '100' } }, 'spec.onDemandThroughput.maxReadRequestUnits'],
    props: [
      { billing: { mode: 'PAY_PER_REQUEST', maxThroughput: { maxReadRequestUnits: '100' } } },
      'billing.maxReadRequestUnits',
    ],
  },
  {
    name: 'a string for warm throughput',
    problem: 'must be an integer',
    got: '"12000"',
    request: [{ WarmThroughput: { ReadUnitsPerSecond: '12000' } }, 'WarmThroughput.ReadUnitsPerSecond'],
    spec: [{ warmThroughput: { readUnitsPerSecond: '12000' } }, 'spec.warmThroughput.readUnitsPerSecond'],
    props: [{ warmThroughput: { readUnitsPerSecond: '12000' } }, 'warmThroughput.readUnitsPerSecond'],
  },
  {
    name: 'a string for a stream',
    problem: 'must be true or false',
    got: '"on"',
    request: [{ StreamSpecification: { StreamEnabled: 'on' } }, 'StreamSpecification.StreamEnabled'],
    spec: [{ streamEnabled: 'on' }, 'spec.streamEnabled'],
    props: [{ streamEnabled: 'on' }, 'streamEnabled'],
  },
  {
    name: 'a view type that does not exist',
    problem: 'must be one of KEYS_ONLY, NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES',
    got: '"ALL"',
    request: [
      { StreamSpecification: { StreamEnabled: true, StreamViewType: 'ALL' } },
      'StreamSpecification.StreamViewType',
    ],
    spec: [{ streamEnabled: true, streamViewType: 'ALL' }, 'spec.streamViewType'],
    props: [{ dynamoStream: 'ALL' }, 'dynamoStream'],
  },
  {
    name: 'a name for a backup that is too short',
    problem: 'must have 3 to 255 characters, has 2',
    got: '"ab"',
    request: [{ BackupName: 'ab' }, 'BackupName'],
    spec: [{ backupName: 'ab' }, 'spec.backupName'],
    props: [{ backupName: 'ab' }, 'backupName'],
  },
  {
    name: 'a number for a Secret',
    problem: 'must be a string',
    got: '7',
    spec: [{ writeConnectionSecretToRef: { name: 7 } }, 'spec.writeConnectionSecretToRef.name'],
    props: [{ connectionSecretName: 7 }, 'connectionSecretName'],
  },
  {
    name: 'a name for a ConfigMap that Kubernetes does not take',
    problem:
      'must consist of lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part',
    got: '"A"',
    spec: [{ writeConnectionConfigMapToRef: { name: 'A' } }, 'spec.writeConnectionConfigMapToRef.name'],
    props: [{ connectionConfigMapName: 'A' }, 'connectionConfigMapName'],
  },
  {
    name: 'a key type that does not exist',
    problem: 'must be one of HASH, RANGE',
    got: '"SORT"',
    request: [{ KeySchema: [{ AttributeName: 'id', KeyType: 'SORT' }] }, 'KeySchema[0].KeyType'],
    spec: [{ keySchema: [{ attributeName: 'id', keyType: 'SORT' }] }, 'spec.keySchema[0].keyType'],
  },
  {
    name: 'an attribute type that YAML 1.1 made false',
    problem: 'must be a string',
    got: 'false',
    request: [
      { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: false }] },
      'AttributeDefinitions[0].AttributeType',
    ],
    spec: [{ attributeDefinitions: [{ name: 'id', type: false }] }, 'spec.attributeDefinitions[0].type'],
    props: [{ partitionKey: { name: 'id', type: false } }, 'partitionKey.type'],
  },
  {
    name: 'null members',
    problem: 'must be a list',
    got: 'null',
    request: [{ Tags: null }, 'Tags'],
    spec: [{ tags: null }, 'spec.tags'],
    props: [{ tags: null }, 'tags'],
  },
  {
    name: 'null elements',
    problem: 'must be an object',
    got: 'null',
    request: [{ Tags: [null] }, 'Tags[0]'],
    spec: [{ tags: [null] }, 'spec.tags[0]'],
    props: [{ tags: [null] }, 'tags[0]'],
  },
];

const names: readonly Row[] = [
  {
    name: 'an empty table name',
    problem: 'must have 3 to 255 characters, has 0',
    got: '""',
    request: [{ TableName: '' }, 'TableName'],
    spec: [{ name: '' }, 'spec.name'],
    props: [{ tableName: '' }, 'tableName'],
  },
  {
    name: 'a table name of 300 characters',
    problem: 'must have 3 to 255 characters, has 300',
    got: shortened(long),
    request: [{ TableName: long }, 'TableName'],
    spec: [{ name: long }, 'spec.name'],
    props: [{ tableName: long }, 'tableName'],
  },
  {
    name: 'a table name with a blank',
    problem: 'must consist of letters, digits, "_", "." and "-"',
    got: '"my orders"',
    request: [{ TableName: 'my orders' }, 'TableName'],
    spec: [{ name: 'my orders' }, 'spec.name'],
    props: [{ tableName: 'my orders' }, 'tableName'],
  },
  {
    name: 'no table name',
    problem: 'is missing',
    request: [{ TableName: undefined }, 'TableName'],
    spec: [{ name: undefined }, 'spec.name'],
    props: [{ tableName: undefined }, 'tableName'],
  },
  {
    name: 'an empty attribute name',
    problem: 'must have 1 to 255 characters, has 0',
    got: '""',
    request: [{ KeySchema: [{ AttributeName: '', KeyType: 'HASH' }] }, 'KeySchema[0].AttributeName'],
    spec: [{ keySchema: [{ attributeName: '', keyType: 'HASH' }] }, 'spec.keySchema[0].attributeName'],
    props: [{ partitionKey: { name: '', type: 'S' } }, 'partitionKey.name'],
  },
  {
    name: 'an empty name of an index',
    problem: 'must have 3 to 255 characters, has 0',
    got: '""',
    request: [{ GlobalSecondaryIndexes: [index({ IndexName: '' })] }, 'GlobalSecondaryIndexes[0].IndexName'],
    spec: [{ globalSecondaryIndexes: [specIndex({ indexName: '' })] }, 'spec.globalSecondaryIndexes[0].indexName'],
    props: [{ globalSecondaryIndexes: [propsIndex({ indexName: '' })] }, 'globalSecondaryIndexes[0].indexName'],
  },
  {
    name: 'an empty attribute for expiry',
    problem: 'must have 1 to 255 characters, has 0',
    got: '""',
    request: [
      { TimeToLiveSpecification: { Enabled: true, AttributeName: '' } },
      'TimeToLiveSpecification.AttributeName',
    ],
    spec: [{ ttlEnabled: true, ttlAttributeName: '' }, 'spec.ttlAttributeName'],
    props: [{ timeToLiveAttribute: '' }, 'timeToLiveAttribute'],
  },
  {
    name: 'an empty key of a tag',
    problem: 'must have 1 to 128 characters, has 0',
    got: '""',
    request: [{ Tags: [{ Key: '', Value: '' }] }, 'Tags[0].Key'],
    spec: [{ tags: [{ key: '', value: '' }] }, 'spec.tags[0].key'],
    props: [{ tags: [{ key: '', value: '' }] }, 'tags[0].key'],
  },
  {
    name: 'an empty table class',
    problem: 'must be one of STANDARD, STANDARD_INFREQUENT_ACCESS',
    got: '""',
    request: [{ TableClass: '' }, 'TableClass'],
    spec: [{ tableClass: '' }, 'spec.tableClass'],
    props: [{ tableClass: '' }, 'tableClass'],
  },
  {
    name: 'an empty region',
    problem: 'must be a region, such as us-west-2',
    got: '""',
    spec: [{ region: '' }, 'spec.region'],
    props: [{ region: '' }, 'region'],
  },
  {
    name: 'an attribute name of 300 characters',
    problem: 'must have 1 to 255 characters, has 300',
    got: shortened(long),
    request: [
      { TimeToLiveSpecification: { Enabled: true, AttributeName: long } },
      'TimeToLiveSpecification.AttributeName',
    ],
    spec: [{ ttlEnabled: true, ttlAttributeName: long }, 'spec.ttlAttributeName'],
    props: [{ timeToLiveAttribute: long }, 'timeToLiveAttribute'],
  },
  {
    name: 'an index name of 300 characters',
    problem: 'must have 3 to 255 characters, has 300',
    got: shortened(long),
    request: [{ GlobalSecondaryIndexes: [index({ IndexName: long })] }, 'GlobalSecondaryIndexes[0].IndexName'],
    spec: [{ globalSecondaryIndexes: [specIndex({ indexName: long })] }, 'spec.globalSecondaryIndexes[0].indexName'],
    props: [{ globalSecondaryIndexes: [propsIndex({ indexName: long })] }, 'globalSecondaryIndexes[0].indexName'],
  },
  {
    name: 'control characters',
    problem: 'must hold no control characters, line separators or broken surrogates',
    got: '"a\\u0085b"',
    request: [{ KeySchema: [{ AttributeName: 'a\u0085b', KeyType: 'HASH' }] }, 'KeySchema[0].AttributeName'],
    spec: [{ keySchema: [{ attributeName: 'a\u0085b', keyType: 'HASH' }] }, 'spec.keySchema[0].attributeName'],
    props: [{ partitionKey: { name: 'a\u0085b', type: 'S' } }, 'partitionKey.name'],
  },
  {
    name: 'a text that YAML 1.2 takes for an octal number, and YAML 1.1 for text',
    problem: 'cannot be written so that every YAML reader takes it for text',
    got: '"0o17"',
    request: [{ Tags: [{ Key: 'mode', Value: '0o17' }] }, 'Tags[0].Value'],
    spec: [{ tags: [{ key: 'mode', value: '0o17' }] }, 'spec.tags[0].value'],
    props: [{ tags: [{ key: 'mode', value: '0o17' }] }, 'tags[0].value'],
  },
  {
    name: `\${…} in a tag`,
    problem: 'must consist of letters, digits, spaces and + - = . _ : /',
    got: `"\${schema.spec.name}"`,
    request: [{ Tags: [{ Key: `\${schema.spec.name}`, Value: '' }] }, 'Tags[0].Key'],
    spec: [{ tags: [{ key: `\${schema.spec.name}`, value: '' }] }, 'spec.tags[0].key'],
    props: [{ tags: [{ key: `\${schema.spec.name}`, value: '' }] }, 'tags[0].key'],
  },
  {
    name: '\\(…) in a tag',
    problem: 'must consist of letters, digits, spaces and + - = . _ : /',
    got: '"\\\\(context.name)"',
    request: [{ Tags: [{ Key: 'a', Value: '\\(context.name)' }] }, 'Tags[0].Value'],
    spec: [{ tags: [{ key: 'a', value: '\\(context.name)' }] }, 'spec.tags[0].value'],
    props: [{ tags: [{ key: 'a', value: '\\(context.name)' }] }, 'tags[0].value'],
  },
];

const keys: readonly Row[] = [
  {
    name: 'an undefined key',
    problem: 'is a key attribute that is not defined',
    got: '"userId"',
    request: [
      { KeySchema: [...good.request.KeySchema, { AttributeName: 'userId', KeyType: 'RANGE' }] },
      'KeySchema[1].AttributeName',
    ],
    spec: [
      { keySchema: [...good.spec.keySchema, { attributeName: 'userId', keyType: 'RANGE' }] },
      'spec.keySchema[1].attributeName',
    ],
  },
  {
    name: 'an unused attribute',
    problem: 'is defined, but no key of the table or of an index uses it',
    got: '"ttl"',
    request: [
      { AttributeDefinitions: [...good.request.AttributeDefinitions, { AttributeName: 'ttl', AttributeType: 'N' }] },
      'AttributeDefinitions[1].AttributeName',
    ],
    spec: [
      { attributeDefinitions: [...good.spec.attributeDefinitions, { name: 'ttl', type: 'N' }] },
      'spec.attributeDefinitions[1].name',
    ],
  },
  {
    name: 'one attribute for both keys',
    problem: 'is both the partition key and the sort key',
    got: '"id"',
    request: [
      { KeySchema: [...good.request.KeySchema, { AttributeName: 'id', KeyType: 'RANGE' }] },
      'KeySchema[1].AttributeName',
    ],
    spec: [
      { keySchema: [...good.spec.keySchema, { attributeName: 'id', keyType: 'RANGE' }] },
      'spec.keySchema[1].attributeName',
    ],
    props: [{ sortKey: good.props.partitionKey }, 'sortKey.name'],
  },
  {
    name: 'no key',
    problem: 'must have 1 to 2 elements, has 0',
    got: '[]',
    request: [{ KeySchema: [] }, 'KeySchema'],
    spec: [{ keySchema: [] }, 'spec.keySchema'],
  },
  {
    name: 'two indexes of one name',
    problem: 'is the name of two indexes',
    got: '"byId"',
    request: [{ GlobalSecondaryIndexes: [index(), index()] }, 'GlobalSecondaryIndexes[1].IndexName'],
    spec: [{ globalSecondaryIndexes: [specIndex(), specIndex()] }, 'spec.globalSecondaryIndexes[1].indexName'],
    props: [{ globalSecondaryIndexes: [propsIndex(), propsIndex()] }, 'globalSecondaryIndexes[1].indexName'],
  },
  {
    name: 'an index key of five attributes to find by',
    problem: 'must have at most 4 HASH and 4 RANGE elements',
    request: [
      {
        AttributeDefinitions: [...'abcd', 'id'].map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
        GlobalSecondaryIndexes: [
          index({ KeySchema: [...'abcd', 'id'].map(AttributeName => ({ AttributeName, KeyType: 'HASH' })) }),
        ],
      },
      'GlobalSecondaryIndexes[0].KeySchema',
    ],
    spec: [
      {
        attributeDefinitions: [...'abcd', 'id'].map(name => ({ name, type: 'S' })),
        globalSecondaryIndexes: [
          specIndex({ keySchema: [...'abcd', 'id'].map(attributeName => ({ attributeName, keyType: 'HASH' })) }),
        ],
      },
      'spec.globalSecondaryIndexes[0].keySchema',
    ],
  },
  {
    name: 'an index key of five attributes to find by, in props',
    problem: 'must have at most 4 elements, has 5',
    props: [
      {
        globalSecondaryIndexes: [
          propsIndex({ partitionKey: undefined, partitionKeys: [...'abcde'].map(name => ({ name, type: 'S' })) }),
        ],
      },
      'globalSecondaryIndexes[0].partitionKeys',
    ],
  },
  {
    name: 'an index key said in two ways',
    problem: 'is given together with partitionKey',
    props: [
      { globalSecondaryIndexes: [propsIndex({ partitionKeys: [good.props.partitionKey] })] },
      'globalSecondaryIndexes[0].partitionKeys',
    ],
  },
  {
    name: 'a local index and no sort key of the table',
    problem: 'need a sort key of the table, and it has none',
    request: [
      {
        AttributeDefinitions: ['at', 'id'].map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
        LocalSecondaryIndexes: [
          index({
            KeySchema: [
              { AttributeName: 'id', KeyType: 'HASH' },
              { AttributeName: 'at', KeyType: 'RANGE' },
            ],
          }),
        ],
      },
      'LocalSecondaryIndexes',
    ],
    spec: [
      {
        attributeDefinitions: ['at', 'id'].map(name => ({ name, type: 'S' })),
        localSecondaryIndexes: [
          specIndex({
            keySchema: [
              { attributeName: 'id', keyType: 'HASH' },
              { attributeName: 'at', keyType: 'RANGE' },
            ],
          }),
        ],
      },
      'spec.localSecondaryIndexes',
    ],
    props: [
      { localSecondaryIndexes: [{ indexName: 'inOrder', sortKey: { name: 'at', type: 'S' } }] },
      'localSecondaryIndexes',
    ],
  },
  {
    name: '21 indexes',
    problem: 'must have at most 20 elements, has 21',
    request: [
      { GlobalSecondaryIndexes: many(21, at => index({ IndexName: `index-${at}` })) },
      'GlobalSecondaryIndexes',
    ],
    spec: [
      { globalSecondaryIndexes: many(21, at => specIndex({ indexName: `index-${at}` })) },
      'spec.globalSecondaryIndexes',
    ],
    props: [
      { globalSecondaryIndexes: many(21, at => propsIndex({ indexName: `index-${at}` })) },
      'globalSecondaryIndexes',
    ],
  },
  {
    name: 'an element that is none, far beyond the limit of indexes',
    problem: 'must have at most 20 elements, has 1002',
    request: [
      { GlobalSecondaryIndexes: [...many(1001, at => index({ IndexName: `index-${at}` })), null] },
      'GlobalSecondaryIndexes',
    ],
    spec: [
      { globalSecondaryIndexes: [...many(1001, at => specIndex({ indexName: `index-${at}` })), null] },
      'spec.globalSecondaryIndexes',
    ],
    props: [
      { globalSecondaryIndexes: [...many(1001, at => propsIndex({ indexName: `index-${at}` })), null] },
      'globalSecondaryIndexes',
    ],
  },
  {
    name: 'an element that is none, beyond the limit of tags',
    problem: 'must have at most 50 elements, has 61',
    request: [{ Tags: [...many(60, at => ({ Key: `k${at}`, Value: '' })), null] }, 'Tags'],
    spec: [{ tags: [...many(60, at => ({ key: `k${at}`, value: '' })), null] }, 'spec.tags'],
    props: [{ tags: [...many(60, at => ({ key: `k${at}`, value: '' })), null] }, 'tags'],
  },
  {
    name: 'a tag given twice',
    problem: 'is the key of two tags',
    got: '"a"',
    request: [{ Tags: many(2, () => ({ Key: 'a', Value: '' })) }, 'Tags[1].Key'],
    spec: [{ tags: many(2, () => ({ key: 'a', value: '' })) }, 'spec.tags[1].key'],
    props: [{ tags: many(2, () => ({ key: 'a', value: '' })) }, 'tags[1].key'],
  },
  {
    name: 'more tags than ACK leaves',
    problem:
      "must have at most 46 elements: of AWS's 50 tags ACK adds up to 4 (controller version, namespace, and with kro two more)",
    request: [{ Tags: many(47, at => ({ Key: `k${at}`, Value: '' })) }, 'Tags'],
    spec: [{ tags: many(47, at => ({ key: `k${at}`, value: '' })) }, 'spec.tags'],
    props: [{ tags: many(47, at => ({ key: `k${at}`, value: '' })) }, 'tags'],
  },
];

const units = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };
const specUnits = { readCapacity: 5, writeCapacity: 5 };
const provisioned = Billing.provisioned({ readCapacity: Capacity.fixed(5), writeCapacity: Capacity.fixed(5) });

const billing: readonly Row[] = [
  {
    name: 'PROVISIONED without units',
    problem: 'must be given with billing mode PROVISIONED',
    request: [{ BillingMode: 'PROVISIONED' }, 'ProvisionedThroughput'],
    spec: [{ billingMode: 'PROVISIONED' }, 'spec.provisioned'],
    props: [{ billing: { mode: 'PROVISIONED' } }, 'billing'],
  },
  {
    name: 'no billing mode, which DynamoDB takes for PROVISIONED',
    problem: 'must be given with billing mode PROVISIONED',
    request: [{ BillingMode: undefined }, 'ProvisionedThroughput'],
  },
  {
    name: 'PAY_PER_REQUEST with units',
    problem: 'must not be given with billing mode PAY_PER_REQUEST',
    request: [{ ProvisionedThroughput: units }, 'ProvisionedThroughput'],
    spec: [{ provisioned: specUnits }, 'spec.provisioned'],
    props: [{ billing: { ...provisioned, mode: 'PAY_PER_REQUEST' } }, 'billing'],
  },
  {
    name: 'PROVISIONED with an index without units',
    problem: 'has no provisioned throughput, which every index needs with billing mode PROVISIONED',
    got: '"byId"',
    request: [
      { BillingMode: 'PROVISIONED', ProvisionedThroughput: units, GlobalSecondaryIndexes: [index()] },
      'GlobalSecondaryIndexes[0].IndexName',
    ],
    spec: [
      { billingMode: 'PROVISIONED', provisioned: specUnits, globalSecondaryIndexes: [specIndex()] },
      'spec.globalSecondaryIndexes[0].indexName',
    ],
    props: [{ billing: provisioned, globalSecondaryIndexes: [propsIndex()] }, 'globalSecondaryIndexes[0].indexName'],
  },
  {
    name: 'PAY_PER_REQUEST with an index with units',
    problem: 'has provisioned throughput, which no index may have with billing mode PAY_PER_REQUEST',
    got: '"byId"',
    request: [
      { GlobalSecondaryIndexes: [index({ ProvisionedThroughput: units })] },
      'GlobalSecondaryIndexes[0].IndexName',
    ],
    spec: [
      {
        globalSecondaryIndexes: [specIndex({ provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 } })],
      },
      'spec.globalSecondaryIndexes[0].indexName',
    ],
    props: [
      { globalSecondaryIndexes: [propsIndex({ readCapacity: Capacity.fixed(5), writeCapacity: Capacity.fixed(5) })] },
      'globalSecondaryIndexes[0].indexName',
    ],
  },
  {
    name: 'read units without write units',
    problem: 'is missing',
    request: [
      { BillingMode: 'PROVISIONED', ProvisionedThroughput: { ReadCapacityUnits: 5 } },
      'ProvisionedThroughput.WriteCapacityUnits',
    ],
    spec: [{ billingMode: 'PROVISIONED', provisioned: { readCapacity: 5 } }, 'spec.provisioned.writeCapacity'],
    props: [{ billing: { mode: 'PROVISIONED', capacity: { readCapacity: { units: 5 } } } }, 'billing.writeCapacity'],
  },
  {
    name: 'time to live off without a name',
    problem: 'needs ttlAttributeName',
    got: 'false',
    spec: [{ ttlEnabled: false }, 'spec.ttlEnabled'],
  },
];

/** Capacity units in many wrong forms. */
const numbers: readonly Row[] = (
  [
    [0, 'must be at least 1', '0'],
    [-1, 'must be at least 1', '-1'],
    [1.5, 'must be an integer', '1.5'],
    [1e30, 'must be at most 9007199254740991', '1e+30'],
    ['5', 'must be an integer', '"5"'],
    [null, 'must be an integer', 'null'],
    [true, 'must be an integer', 'true'],
  ] as const
).map(([value, problem, got]) => ({
  name: `${got} capacity units`,
  problem,
  got,
  request: [
    { BillingMode: 'PROVISIONED', ProvisionedThroughput: { ReadCapacityUnits: value, WriteCapacityUnits: 5 } },
    'ProvisionedThroughput.ReadCapacityUnits',
  ],
  spec: [
    { billingMode: 'PROVISIONED', provisioned: { readCapacity: value, writeCapacity: 5 } },
    'spec.provisioned.readCapacity',
  ],
}));

const members: readonly Row[] = [
  {
    name: 'an unknown member',
    problem: 'is not known',
    got: '"fast"',
    request: [{ Speed: 'fast' }, 'Speed'],
    spec: [{ speed: 'fast' }, 'spec.speed'],
    props: [{ speed: 'fast' }, 'speed'],
  },
  {
    name: 'an unknown member with a name that steers terminals',
    problem: 'is not known',
    got: '1',
    request: [{ 'a\u009bb\nc': 1 }, '["a\\u009bb\\nc"]'],
    spec: [{ 'a\u009bb\nc': 1 }, 'spec["a\\u009bb\\nc"]'],
    props: [{ 'a\u009bb\nc': 1 }, '["a\\u009bb\\nc"]'],
  },
  {
    name: 'an unknown member of an element',
    problem: 'is not known',
    got: '"N"',
    request: [
      { AttributeDefinitions: [{ ...good.request.AttributeDefinitions[0], Type: 'N' }] },
      'AttributeDefinitions[0].Type',
    ],
    spec: [
      { attributeDefinitions: [{ ...good.spec.attributeDefinitions[0], attributeType: 'N' }] },
      'spec.attributeDefinitions[0].attributeType',
    ],
    props: [{ partitionKey: { ...good.props.partitionKey, keyType: 'N' } }, 'partitionKey.keyType'],
  },
  {
    name: 'constructor as a member',
    problem: 'is not known',
    got: '1',
    request: [{ constructor: 1 }, 'constructor'],
    spec: [{ constructor: 1 }, 'spec.constructor'],
    props: [{ constructor: 1 }, 'constructor'],
  },
  {
    name: '__proto__ as a member',
    problem: 'is not known',
    got: '1',
    request: [JSON.parse('{"__proto__": 1}') as object, '__proto__'],
    spec: [JSON.parse('{"__proto__": 1}') as object, 'spec.__proto__'],
    props: [JSON.parse('{"__proto__": 1}') as object, '__proto__'],
  },
  {
    name: 'a region that is an option of the command',
    problem: 'is no member of a CreateTable request',
    got: '"us-west-2"',
    request: [{ Region: 'us-west-2' }, 'Region'],
  },
  {
    name: 'a deletion policy that is an option of the command',
    problem: 'is no member of a CreateTable request',
    got: '"delete"',
    request: [{ DeletionPolicy: 'delete' }, 'DeletionPolicy'],
  },
  {
    name: 'a management policy that is an option of the command',
    problem: 'is no member of a CreateTable request',
    got: '"read-only"',
    request: [{ ManagementPolicy: 'read-only' }, 'ManagementPolicy'],
  },
  {
    name: "a management policy in Crossplane's words",
    problem: 'must be one of adopt, read-only',
    got: '"Observe"',
    spec: [{ managementPolicy: 'Observe' }, 'spec.managementPolicy'],
    props: [{ managementPolicy: 'Observe' }, 'managementPolicy'],
  },
  {
    name: 'a table that is read-only, and to be deleted',
    problem: 'cannot be read-only where the table is to be deleted with its object: it would stay',
    got: '"read-only"',
    spec: [{ managementPolicy: 'read-only', deletionPolicy: 'delete' }, 'spec.managementPolicy'],
    props: [{ managementPolicy: 'read-only', removalPolicy: 'delete' }, 'managementPolicy'],
  },
  {
    name: 'a table that is adopted, without a word of its deletion protection',
    problem: 'must be given with a table that is adopted: it would be switched off in silence',
    spec: [{ managementPolicy: 'adopt' }, 'spec.deletionProtectionEnabled'],
    props: [{ managementPolicy: 'adopt' }, 'deletionProtection'],
  },
  {
    name: 'a region that does not exist',
    problem: 'must be a region, such as us-west-2',
    got: '"mars"',
    spec: [{ region: 'mars' }, 'spec.region'],
    props: [{ region: 'mars' }, 'region'],
  },
  ...[...notSupportedYet].map(
    (path): Row => ({
      name: `${path}, which is not supported yet`,
      problem: 'is not supported yet',
      got: '{}',
      request: path.startsWith('GlobalSecondaryIndexes.')
        ? [
            { GlobalSecondaryIndexes: [index({ [path.split('.')[1]!]: {} })] },
            `GlobalSecondaryIndexes[0].${path.split('.')[1]}`,
          ]
        : [{ [path]: {} }, path],
    }),
  ),
];

const rows = [...wrongTypes, ...names, ...keys, ...billing, ...numbers, ...members];
const at = (door: 'request' | 'spec' | 'props') =>
  rows.flatMap(row => (row[door] ? [[row.name, row, row[door]] as const] : []));

/** `{...a, ...b}` with a member called `__proto__` too. */
const changed = (good: object, changes: object): object =>
  Object.fromEntries([...Object.entries(good), ...Object.entries(changes)]);

function expectRefused({ exitCode, written, errors }: Answer, place: string, { problem, got }: Row, code = 1): void {
  expect({ exitCode, written }).toEqual({ exitCode: code, written: '' });
  expect(errors).not.toMatch(/^ {4}at /m);
  expect(errors).not.toContain('internal error');
  const line = `${place}: ${problem}${got === undefined ? '' : ` (got ${got})`}`;
  expect(errors.split('\n').map(text => text.trim())).toContainEqual(expect.stringContaining(line));
}

describe('bad input', () => {
  describe('is refused by render', () => {
    test.each(at('request'))('%s', (_, row, [changes, place]) =>
      expectRefused(render(changed(good.request, changes)), place, row),
    );
  });

  describe('is refused by the pipeline', () => {
    test.each(at('spec'))('%s', (_, row, [changes, place]) =>
      expectRefused(pipeline({ ...good.kratixRequest(), spec: changed(good.spec, changes) }), place, row),
    );
  });

  describe('is refused by synth', () => {
    test.each(at('props'))('%s', (_, row, [changes, place]) =>
      expectRefused(synth(changed(good.props, changes)), place, row),
    );
  });

  test('what is changed was good before', () => {
    expect(render(good.request)).toMatchObject({ exitCode: 0, errors: '' });
    expect(pipeline(good.kratixRequest())).toMatchObject({ exitCode: 0, errors: '' });
    expect(synth(good.props)).toMatchObject({ exitCode: 0, errors: '' });
  });

  test('all of it is said at once', () => {
    const { errors } = render({
      ...good.request,
      BillingMode: 'PROVISIONED',
      Replicas: [{ Region: 'eu-west-1' }],
      Region: 'mars',
      Speed: 'fast',
      Tags: [{ Key: 'aws:a', Value: '$' }],
      GlobalSecondaryIndexes: [index(), index({ IndexName: 'b' })],
    });
    expect(errors.split('\n').map(line => line.split(':')[0])).toEqual([
      'Replicas',
      'Region',
      'Speed',
      'GlobalSecondaryIndexes[1].IndexName',
      'Tags[0].Value',
      'ProvisionedThroughput',
      'GlobalSecondaryIndexes[0].IndexName',
      'GlobalSecondaryIndexes[1].IndexName',
      'Tags[0].Key',
      '',
    ]);
  });
});

describe('an empty region', () => {
  test('is refused by render', () =>
    expectRefused(
      render(good.request, '--region', ''),
      '--region',
      {
        name: '',
        problem: 'must be a region, such as us-west-2',
        got: '""',
      },
      2,
    ));
  test('is refused by an environment, and an empty prefix is none', () => {
    expect(() => new Environment({ name: 'test', region: '' })).toThrow('region: must be a region');
    expect(() => new Environment({ name: 'test', region: 'us-west-2', accountId: '' })).toThrow('accountId: ');
    expect(new Environment({ name: 'test', region: 'us-west-2', tableNamePrefix: '' }).tableNamePrefix).toBe('');
  });
});

describe('merge keys are no part of YAML 1.2', () => {
  test('so they are members, which are not known', () => {
    const yaml = JSON.stringify(good.request).replace(/^{/, '{"<<": {TableName: other}, ');
    expectRefused(render(yaml), '["<<"]', { name: '', problem: 'is not known', got: '{"TableName":"other"}' });
  });
});

describe('names that only break', () => {
  test('after the prefix', () => {
    const answer = synth({ ...good.props, tableName: 'x'.repeat(250) }, 'tenant-atlantis-');
    expectRefused(answer, 'tableName', { name: '', problem: 'must have 3 to 255 characters, has 266' });
  });
  test('when the prefix is there already', () => {
    const answer = synth({ ...good.props, tableName: 'tenant-atlantis-orders' }, 'tenant-atlantis-');
    expectRefused(answer, 'tableName', {
      name: '',
      problem: "already begins with the environment's prefix tenant-atlantis-",
    });
  });
  test('as the name of an object: nothing is left', () => {
    expectRefused(render({ ...good.request, TableName: '_._' }), '--name', {
      name: '',
      problem: 'leaves no Kubernetes name for "_._"',
    });
    expectRefused(synth({ ...good.props, tableName: '_._' }), 'metadata.name', {
      name: '',
      problem: 'leaves no Kubernetes name for "_._"',
    });
  });
  test('as the name of an object: it is too long', () => {
    const TableName = 'x'.repeat(254);
    expectRefused(render({ ...good.request, TableName }), '--name', {
      name: '',
      problem: 'is 254 characters long, the limit is 253',
    });
    expectRefused(synth({ ...good.props, tableName: TableName }), 'metadata.name', {
      name: '',
      problem: 'is 254 characters long, the limit is 253',
    });
  });
  test.each(['kro', 'kratix'])('as the name of an object: %s allows 63 characters', backend => {
    const answer = render({ ...good.request, TableName: 'x'.repeat(64) }, '--backend', backend);
    expectRefused(answer, '--name', { name: '', problem: 'is 64 characters long, the limit is 63, ' });
  });
  test('as a name that was given', () => {
    expectRefused(
      render(good.request, '--name', 'Orders'),
      '--name',
      {
        name: '',
        problem: 'must consist of lower-case letters',
      },
      2,
    );
    expectRefused(
      render(good.request, '--namespace', 'a.b'),
      '--namespace',
      {
        name: '',
        problem: 'must consist of lower-case letters',
      },
      2,
    );
  });
  test('a bad table name is not blamed on the object', () =>
    expect(render({ ...good.request, TableName: 'my orders' }).errors).not.toContain('--name'));
});

/** Files that hold no table at all, for render and the pipeline alike. */
const files: readonly (readonly [name: string, content: string | Buffer, says: string | RegExp])[] = [
  ['nothing', '', 'is empty'],
  ['blanks', '\n\n  \n', 'is empty'],
  ['a comment', '# a table\n', 'is empty'],
  ['a bare document', '---\n', 'is empty'],
  ['null', 'null', 'is empty'],
  ['two documents', 'TableName: a\n---\nTableName: b\n', 'holds 2 YAML documents; give one table'],
  ['a list', '[1]', 'must be an object (got [1])'],
  ['a string', 'orders', 'must be an object (got "orders")'],
  ['a number', '42', 'must be an object (got 42)'],
  ['an open bracket', 'a: [1', /yaml:1:\d+: is no valid YAML: unexpected end/],
  ['an open brace', '{"a": ', /yaml:1:\d+: is no valid YAML: /],
  ['wrong indentation', 'a:\n  b: 1\n c: 2\n', /yaml:3:\d+: is no valid YAML: /],
  ['tabs for indentation', 'a:\n\tb: 1\n', /yaml:2:\d+: is no valid YAML: /],
  ['duplicate keys', 'a: 1\na: 2\n', 'yaml:2:1: is no valid YAML: duplicated mapping key'],
  ['a timestamp', 'a: !!timestamp 2026-11-21\n', 'yaml:1:4: is no valid YAML: unknown scalar tag'],
  ['binary', 'a: !!binary aGVsbG8=\n', 'yaml:1:4: is no valid YAML: unknown scalar tag'],
  ['a function', 'a: !!js/function "x"\n', 'yaml:1:4: is no valid YAML: unknown scalar tag'],
  ['an unknown alias', 'a: *b\n', 'yaml:1:5: is no valid YAML: unidentified alias "b"'],
  ['a list as a key', '? [a]\n: b\n', 'is no valid YAML: object-based map does not support complex keys'],
  ['a null byte', 'a: b\0c\n', 'is no valid YAML: null byte'],
  ['bytes that are no text', Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe]), 'is no UTF-8 text'],
  ['UTF-16', Buffer.from('\ufeffa: b', 'utf16le'), 'is no UTF-8 text'],
  ['deep nesting', '['.repeat(50_000), 'nesting exceeded maxDepth (100)'],
  ['deep JSON', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, 'nesting exceeded maxDepth (100)'],
  ['2 MB', `TableName: ${'x'.repeat(2_000_000)}`, 'is larger than 1048576 bytes, the most that is read'],
  ['many values', `[${'1,'.repeat(200_000)}1]`, 'holds more than 100000 values'],
  [
    'aliases that explode',
    `a0: &a0 [x,x,x,x,x,x,x,x,x]\n${many(40, i => `a${i + 1}: &a${i + 1} [${many(9, () => `*a${i}`).join(',')}]\n`).join('')}`,
    'holds more than 100000 values',
  ],
  ['an alias of itself', 'a: &a [*a]\n', 'is nested more than 100 levels deep'],
  [
    'aliases that nest',
    `${many(50, i => `a${i}: &a${i} ${'['.repeat(90)}${i === 0 ? 1 : `*a${i - 1}`}${']'.repeat(90)}\n`).join('')}`,
    'is nested more than 100 levels deep',
  ],
];

describe('a file that holds', () => {
  test.each(files)('%s', (_, content, says) => {
    for (const door of [render, pipeline]) {
      const answer = door(content);
      expect(answer).toMatchObject({ exitCode: 1, written: '' });
      if (says instanceof RegExp) expect(answer.errors).toMatch(says);
      else expect(answer.errors).toContain(says);
      expect(answer.errors).not.toMatch(/^ {4}at |internal error/m);
      expect(answer.errors.length).toBeLessThan(2000);
    }
  });

  test.each([
    ['.nan', 'NaN', 'must be an integer'],
    ['.inf', 'Infinity', 'must be an integer'],
    ['-.inf', '-Infinity', 'must be an integer'],
    ['1e400', '"1e400"', 'must be an integer'],
    ['99999999999999999999', '100000000000000000000', 'must be at most 9007199254740991'],
  ])('%s for a number', (number, got, problem) => {
    const yaml = JSON.stringify({ ...good.request, BillingMode: 'PROVISIONED' }).replace(
      /}$/,
      `, ProvisionedThroughput: {ReadCapacityUnits: ${number}, WriteCapacityUnits: 1}}`,
    );
    expectRefused(render(yaml), 'ProvisionedThroughput.ReadCapacityUnits', {
      name: '',
      problem,
      got,
    });
  });

  test.each([
    ['Regoin', 'Did you mean --region?'],
    ['DeletionPolice', 'Did you mean --deletion-policy?'],
    ['constructer', 'Known are TableName, --region, '],
  ])('%s is answered with what it does take', (member, advice) => {
    const { errors } = render({ ...good.request, [member]: 'x' });
    expect(errors).toContain(advice);
    expect(errors).not.toMatch(/\b(Region|DeletionPolicy|ManagementPolicy|ConnectionSecret|ConnectionConfigMap)\b/);
  });

  test('more unknown members than anyone reads', () => {
    const answer = render(Object.fromEntries(many(10_000, at => [`Member${at}`, 'x'.repeat(50)])));
    expect(answer).toMatchObject({ exitCode: 1, written: '' });
    expect(answer.errors.split('\n').length).toBeLessThan(40);
  });
});

describe('an object that is no request of this Promise', () => {
  test.each([
    ['another kind', { kind: 'Table' }, 'kind: must be one of DynamoDBRequest (got "Table")'],
    [
      'another version',
      { apiVersion: 'dynamodb.kratix.io/v1' },
      'apiVersion: must be one of dynamodb.kratix.io/v1alpha1 (got "dynamodb.kratix.io/v1")',
    ],
    ['no kind', { kind: undefined }, 'kind: is missing'],
    ['no metadata', { metadata: undefined }, 'metadata: is missing'],
    ['metadata that is no object', { metadata: 'orders' }, 'metadata: must be an object (got "orders")'],
    ['no name', { metadata: { namespace: 'a' } }, 'metadata.name: is missing'],
    [
      'an empty name',
      { metadata: { name: '', namespace: 'a' } },
      'metadata.name: must have 1 to 63 characters, has 0 (got "")',
    ],
    ['a name that is none', { metadata: { name: 'Orders', namespace: 'a' } }, 'metadata.name: must consist of'],
    ['no namespace', { metadata: { name: 'orders' } }, 'metadata.namespace: is missing'],
    ['no spec', { spec: undefined }, 'spec: is missing'],
    ['a spec that is no object', { spec: [] }, 'spec: must be an object (got [])'],
  ])('%s', (_, changes, says) => {
    const answer = pipeline({ ...good.kratixRequest(), ...changes });
    expect(answer).toMatchObject({ exitCode: 1, written: '' });
    expect(answer.errors).toContain(says);
  });
});

test('an attribute type that YAML 1.1 would make false is read as it is written', () => {
  const yaml = JSON.stringify({ ...good.request, AttributeDefinitions: undefined }).replace(
    /}$/,
    ', AttributeDefinitions: [{AttributeName: id, AttributeType: N}]}',
  );
  expect(render(yaml).written).toContain('attributeType: "N"');
});
