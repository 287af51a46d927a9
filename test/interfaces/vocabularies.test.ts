import { crossplane } from '../../src/backends/crossplane/engine';
import { evaluate } from '../../src/expression/evaluate';
import { createTable, notSupportedYet } from '../../src/interfaces/create-table';
import { full } from '../../src/interfaces/full';
import type { Interface } from '../../src/interfaces/interface';
import { kratixComponent, kratixRequest } from '../../src/interfaces/kratix';
import { minimal } from '../../src/interfaces/minimal';
import { readTable, writeParameters } from '../../src/interfaces/read-table';
import {
  encryptionTrait,
  globalIndexTrait,
  localIndexTrait,
  protectionTrait,
  provisionedCapacityTrait,
  streamsTrait,
  ttlTrait,
} from '../../src/interfaces/traits';
import { check, withDefaults } from '../../src/schema/check';
import { fieldsOf, type Shape } from '../../src/schema/shape';
import { type Path, pathText, violationText } from '../../src/schema/violation';
import type { TableSpec } from '../../src/table/table';

/** One table with everything in it; every number and name differs, so that a swap shows. */
const orders: TableSpec = {
  tableName: 'orders',
  region: 'eu-west-2',
  attributeDefinitions: [
    { attributeName: 'customer', attributeType: 'B' },
    { attributeName: 'orderId', attributeType: 'S' },
    { attributeName: 'placedAt', attributeType: 'N' },
  ],
  keySchema: [
    { attributeName: 'orderId', keyType: 'HASH' },
    { attributeName: 'placedAt', keyType: 'RANGE' },
  ],
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 11, writeCapacityUnits: 22 },
  warmThroughput: { readUnitsPerSecond: 12_011, writeUnitsPerSecond: 4022 },
  timeToLive: { enabled: true, attributeName: 'expiry' },
  localSecondaryIndexes: [
    {
      indexName: 'inTime',
      keySchema: [
        { attributeName: 'orderId', keyType: 'HASH' },
        { attributeName: 'customer', keyType: 'RANGE' },
      ],
      projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['note'] },
    },
  ],
  globalSecondaryIndexes: [
    {
      indexName: 'byCustomer',
      keySchema: [
        { attributeName: 'customer', keyType: 'HASH' },
        { attributeName: 'placedAt', keyType: 'RANGE' },
      ],
      projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['total', 'state'] },
      provisionedThroughput: { readCapacityUnits: 33, writeCapacityUnits: 44 },
      warmThroughput: { readUnitsPerSecond: 12_033, writeUnitsPerSecond: 4044 },
    },
    {
      indexName: 'byTime',
      keySchema: [
        { attributeName: 'placedAt', keyType: 'HASH' },
        { attributeName: 'customer', keyType: 'HASH' },
        { attributeName: 'orderId', keyType: 'RANGE' },
      ],
      projection: { projectionType: 'KEYS_ONLY' },
      provisionedThroughput: { readCapacityUnits: 55, writeCapacityUnits: 66 },
    },
  ],
  deletionProtectionEnabled: false,
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 9 },
  sseSpecification: {
    enabled: true,
    sseType: 'KMS',
    kmsMasterKeyID: 'arn:aws:kms:eu-west-2:123456789012:key/1',
  },
  streamSpecification: { streamEnabled: true, streamViewType: 'OLD_IMAGE' },
  backupName: 'beforeMigration',
  connectionSecret: { name: 'orders-secret' },
  connectionConfigMap: { name: 'orders-config' },
  tags: [
    { key: 'team', value: 'shop' },
    { key: 'cost', value: '7' },
  ],
  deletionPolicy: 'delete',
  managementPolicy: 'adopt',
};

const keyed = { attributeDefinitions: orders.attributeDefinitions, keySchema: orders.keySchema };

// written by hand in the words of the seeds and of the API, not by our own code: a swap of two names passes every round trip
const asFull = {
  tableName: 'orders',
  region: 'eu-west-2',
  ...keyed,
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 11, writeCapacityUnits: 22 },
  warmThroughput: { readUnitsPerSecond: 12_011, writeUnitsPerSecond: 4022 },
  ttlEnabled: true,
  ttlAttributeName: 'expiry',
  localSecondaryIndexes: orders.localSecondaryIndexes,
  globalSecondaryIndexes: orders.globalSecondaryIndexes,
  deletionProtectionEnabled: false,
  pointInTimeRecoveryEnabled: true,
  recoveryPeriodInDays: 9,
  sseEnabled: true,
  sseType: 'KMS',
  kmsMasterKeyID: 'arn:aws:kms:eu-west-2:123456789012:key/1',
  streamEnabled: true,
  streamViewType: 'OLD_IMAGE',
  backupName: 'beforeMigration',
  writeConnectionSecretToRef: { name: 'orders-secret' },
  writeConnectionConfigMapToRef: { name: 'orders-config' },
  tags: orders.tags,
  deletionPolicy: 'delete',
  managementPolicy: 'adopt',
};

const asRequest = {
  name: 'orders',
  region: 'eu-west-2',
  attributeDefinitions: [
    { name: 'customer', type: 'B' },
    { name: 'orderId', type: 'S' },
    { name: 'placedAt', type: 'N' },
  ],
  keySchema: [
    { attributeName: 'orderId', keyType: 'HASH' },
    { attributeName: 'placedAt', keyType: 'RANGE' },
  ],
  billingMode: 'PROVISIONED',
  provisioned: { readCapacity: 11, writeCapacity: 22 },
  warmThroughput: { readUnitsPerSecond: 12_011, writeUnitsPerSecond: 4022 },
  ttlEnabled: true,
  ttlAttributeName: 'expiry',
  localSecondaryIndexes: orders.localSecondaryIndexes,
  globalSecondaryIndexes: orders.globalSecondaryIndexes,
  deletionProtectionEnabled: false,
  pointInTimeRecoveryEnabled: true,
  recoveryPeriodInDays: 9,
  sseEnabled: true,
  sseType: 'KMS',
  kmsMasterKeyID: 'arn:aws:kms:eu-west-2:123456789012:key/1',
  streamEnabled: true,
  streamViewType: 'OLD_IMAGE',
  backupName: 'beforeMigration',
  writeConnectionSecretToRef: { name: 'orders-secret' },
  writeConnectionConfigMapToRef: { name: 'orders-config' },
  tags: orders.tags,
  deletionPolicy: 'delete',
  managementPolicy: 'adopt',
};

const { name: _, ...request } = asRequest;
const asKratixComponent = { tableName: 'orders', ...request };

const asCreateTable = {
  TableName: 'orders',
  Region: 'eu-west-2',
  AttributeDefinitions: [
    { AttributeName: 'customer', AttributeType: 'B' },
    { AttributeName: 'orderId', AttributeType: 'S' },
    { AttributeName: 'placedAt', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'orderId', KeyType: 'HASH' },
    { AttributeName: 'placedAt', KeyType: 'RANGE' },
  ],
  BillingMode: 'PROVISIONED',
  ProvisionedThroughput: { ReadCapacityUnits: 11, WriteCapacityUnits: 22 },
  WarmThroughput: { ReadUnitsPerSecond: 12_011, WriteUnitsPerSecond: 4022 },
  TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiry' },
  LocalSecondaryIndexes: [
    {
      IndexName: 'inTime',
      KeySchema: [
        { AttributeName: 'orderId', KeyType: 'HASH' },
        { AttributeName: 'customer', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['note'] },
    },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byCustomer',
      KeySchema: [
        { AttributeName: 'customer', KeyType: 'HASH' },
        { AttributeName: 'placedAt', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['total', 'state'] },
      ProvisionedThroughput: { ReadCapacityUnits: 33, WriteCapacityUnits: 44 },
      WarmThroughput: { ReadUnitsPerSecond: 12_033, WriteUnitsPerSecond: 4044 },
    },
    {
      IndexName: 'byTime',
      KeySchema: [
        { AttributeName: 'placedAt', KeyType: 'HASH' },
        { AttributeName: 'customer', KeyType: 'HASH' },
        { AttributeName: 'orderId', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
      ProvisionedThroughput: { ReadCapacityUnits: 55, WriteCapacityUnits: 66 },
    },
  ],
  DeletionProtectionEnabled: false,
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 9 },
  SSESpecification: {
    Enabled: true,
    SSEType: 'KMS',
    KMSMasterKeyId: 'arn:aws:kms:eu-west-2:123456789012:key/1',
  },
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'OLD_IMAGE' },
  BackupName: 'beforeMigration',
  ConnectionSecret: { Name: 'orders-secret' },
  ConnectionConfigMap: { Name: 'orders-config' },
  Tags: [
    { Key: 'team', Value: 'shop' },
    { Key: 'cost', Value: '7' },
  ],
  DeletionPolicy: 'delete',
  ManagementPolicy: 'adopt',
};

const asMinimal = {
  tableName: 'orders',
  region: 'eu-west-2',
  ...keyed,
  warmThroughput: { readUnitsPerSecond: 12_011, writeUnitsPerSecond: 4022 },
  deletionProtectionEnabled: false,
  pointInTimeRecoveryEnabled: true,
  recoveryPeriodInDays: 9,
  tags: orders.tags,
  deletionPolicy: 'delete',
  managementPolicy: 'adopt',
  providerConfigRef: { name: 'shop' },
};
const minimalOrders: TableSpec = {
  tableName: 'orders',
  region: 'eu-west-2',
  ...keyed,
  billingMode: 'PAY_PER_REQUEST',
  warmThroughput: { readUnitsPerSecond: 12_011, writeUnitsPerSecond: 4022 },
  deletionProtectionEnabled: false,
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 9 },
  tags: orders.tags,
  deletionPolicy: 'delete',
  managementPolicy: 'adopt',
  providerConfigRef: { name: 'shop' },
};

const written: readonly (readonly [string, Interface<TableSpec, unknown>, object, TableSpec])[] = [
  ['full', full, asFull, orders],
  ['kratixRequest', kratixRequest, asRequest, orders],
  ['kratixComponent', kratixComponent, asKratixComponent, orders],
  ['createTable', createTable, asCreateTable, orders],
  ['minimal', minimal, asMinimal, minimalOrders],
];

describe.each(written)('%s, written by hand', (_, through, parameters, table) => {
  test('is read as the table that it means', () =>
    expect(readTable(through, parameters, 'object', { rules: crossplane.rules }).table).toEqual(table));
  test('is what the table is written as', () => expect(writeParameters(through, table)).toEqual(parameters));
  test('passes the check of its parameters', () => expect(check(parameters, through.parameters as Shape)).toEqual([]));
});

describe('the traits, written by hand', () => {
  const read = (through: Interface<never, unknown>, parameters: unknown) => {
    const shape = through.parameters as Shape;
    expect(check(parameters, shape)).toEqual([]);
    return evaluate(through.read('parameters'), { values: { parameters: withDefaults(parameters, shape) } });
  };

  test('ttl', () => {
    expect(read(ttlTrait as never, { attributeName: 'expiry' })).toEqual({
      timeToLive: { enabled: true, attributeName: 'expiry' },
    });
    expect(read(ttlTrait as never, { enabled: false, attributeName: 'expiry' })).toEqual({
      timeToLive: { enabled: false, attributeName: 'expiry' },
    });
    expect(read(ttlTrait as never, {})).toEqual({ timeToLive: { enabled: true, attributeName: 'expiresAt' } });
  });

  test('streams', () => {
    expect(read(streamsTrait as never, { viewType: 'OLD_IMAGE' })).toEqual({
      streamSpecification: { streamEnabled: true, streamViewType: 'OLD_IMAGE' },
    });
    expect(read(streamsTrait as never, { enabled: false })).toEqual({ streamSpecification: { streamEnabled: false } });
  });

  test('protection', () => {
    expect(read(protectionTrait as never, {})).toEqual({
      deletionProtectionEnabled: true,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    expect(
      read(protectionTrait as never, { deletionProtection: false, pointInTimeRecovery: true, recoveryPeriodInDays: 9 }),
    ).toEqual({
      deletionProtectionEnabled: false,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 9 },
    });
  });

  test('encryption', () => {
    expect(read(encryptionTrait as never, {})).toEqual({ sseSpecification: { enabled: true } });
    expect(read(encryptionTrait as never, { enabled: false })).toEqual({ sseSpecification: { enabled: false } });
    expect(read(encryptionTrait as never, { sseType: 'KMS', kmsKeyId: 'arn', kmsKeyRef: { name: 'key' } })).toEqual({
      sseSpecification: { enabled: true, sseType: 'KMS', kmsMasterKeyID: 'arn', kmsMasterKeyRef: { name: 'key' } },
    });
  });

  test('provisioned-capacity', () =>
    expect(read(provisionedCapacityTrait as never, { readCapacityUnits: 1, writeCapacityUnits: 2 })).toEqual({
      billingMode: 'PROVISIONED',
      provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 2 },
    }));

  test('provisioned-capacity without units is refused, not 5 and 5', () =>
    expect(check({}, provisionedCapacityTrait.parameters as Shape).map(v => v.problem)).toEqual([
      'is missing',
      'is missing',
    ]));

  test('local-index', () =>
    expect(read(localIndexTrait as never, { indexes: orders.localSecondaryIndexes })).toEqual({
      localSecondaryIndexes: orders.localSecondaryIndexes,
    }));

  test('global-index', () =>
    expect(read(globalIndexTrait as never, { indexes: orders.globalSecondaryIndexes })).toEqual({
      globalSecondaryIndexes: orders.globalSecondaryIndexes,
    }));
});

describe('the names that users write', () => {
  const leaves = (shape: Shape, at = ''): readonly string[] => {
    if (shape.kind === 'list') return leaves(shape.item, `${at}[]`);
    const inner = Object.entries(fieldsOf(shape));
    return shape.kind === 'record'
      ? inner.flatMap(([name, field]) =>
          leaves(
            field,
            `${at}${at === '' ? '' : '.'}${name}${field.optional ? '?' : field.default === undefined ? '' : '='}`,
          ),
        )
      : [at];
  };
  const localIndex = (at: string) =>
    [
      'indexName',
      'keySchema[].attributeName',
      'keySchema[].keyType',
      'projection.projectionType?',
      'projection.nonKeyAttributes?[]',
    ].map(leaf => `${at}[].${leaf}`);
  const index = (at: string) => [
    ...localIndex(at),
    ...[
      'provisionedThroughput?.readCapacityUnits',
      'provisionedThroughput?.writeCapacityUnits',
      'onDemandThroughput?.maxReadRequestUnits?',
      'onDemandThroughput?.maxWriteRequestUnits?',
      'warmThroughput?.readUnitsPerSecond?',
      'warmThroughput?.writeUnitsPerSecond?',
    ].map(leaf => `${at}[].${leaf}`),
  ];
  const rest = [
    ...localIndex('localSecondaryIndexes?'),
    ...index('globalSecondaryIndexes?'),
    'deletionProtectionEnabled?',
    'pointInTimeRecoveryEnabled?',
    'recoveryPeriodInDays?',
    'sseEnabled?',
    'sseType?',
    'kmsMasterKeyID?',
    'kmsMasterKeyRef?.name',
    'kmsMasterKeyRef?.namespace?',
    'streamEnabled?',
    'streamViewType?',
    'backupName?',
    'writeConnectionSecretToRef?.name',
    'writeConnectionConfigMapToRef?.name',
    'tags?[].key',
    'tags?[].value',
    'tableClass?',
    'deletionPolicy=',
    'managementPolicy?',
  ];
  const table = [
    'region',
    'attributeDefinitions[].attributeName',
    'attributeDefinitions[].attributeType',
    'keySchema[].attributeName',
    'keySchema[].keyType',
  ];
  const requested = [
    'region',
    'attributeDefinitions[].name',
    'attributeDefinitions[].type',
    'keySchema[].attributeName',
    'keySchema[].keyType',
    'billingMode=',
    'provisioned?.readCapacity',
    'provisioned?.writeCapacity',
    'onDemandThroughput?.maxReadRequestUnits?',
    'onDemandThroughput?.maxWriteRequestUnits?',
    'warmThroughput?.readUnitsPerSecond?',
    'warmThroughput?.writeUnitsPerSecond?',
    'ttlEnabled?',
    'ttlAttributeName?',
    ...rest,
  ];

  test.each<readonly [string, Interface<never, unknown>, readonly string[]]>([
    [
      'full',
      full as never,
      [
        'tableName',
        ...table,
        'billingMode=',
        'provisionedThroughput?.readCapacityUnits',
        'provisionedThroughput?.writeCapacityUnits',
        'onDemandThroughput?.maxReadRequestUnits?',
        'onDemandThroughput?.maxWriteRequestUnits?',
        'warmThroughput?.readUnitsPerSecond?',
        'warmThroughput?.writeUnitsPerSecond?',
        'ttlEnabled?',
        'ttlAttributeName?',
        ...rest,
      ],
    ],
    ['kratixRequest', kratixRequest as never, ['name', ...requested]],
    ['kratixComponent', kratixComponent as never, ['tableName', ...requested]],
    [
      'minimal',
      minimal as never,
      [
        'tableName?',
        ...table,
        'onDemandThroughput?.maxReadRequestUnits?',
        'onDemandThroughput?.maxWriteRequestUnits?',
        'warmThroughput?.readUnitsPerSecond?',
        'warmThroughput?.writeUnitsPerSecond?',
        'deletionProtectionEnabled?',
        'pointInTimeRecoveryEnabled?',
        'recoveryPeriodInDays?',
        'tags?[].key',
        'tags?[].value',
        'tableClass?',
        'deletionPolicy=',
        'managementPolicy?',
        'providerConfigRef?.name',
      ],
    ],
    ['ttl', ttlTrait as never, ['enabled=', 'attributeName=']],
    ['streams', streamsTrait as never, ['enabled=', 'viewType?']],
    ['protection', protectionTrait as never, ['deletionProtection=', 'pointInTimeRecovery=', 'recoveryPeriodInDays?']],
    [
      'encryption',
      encryptionTrait as never,
      ['enabled=', 'sseType?', 'kmsKeyId?', 'kmsKeyRef?.name', 'kmsKeyRef?.namespace?'],
    ],
    ['provisioned-capacity', provisionedCapacityTrait as never, ['readCapacityUnits', 'writeCapacityUnits']],
    ['local-index', localIndexTrait as never, localIndex('indexes')],
    ['global-index', globalIndexTrait as never, index('indexes')],
  ])('%s', (_, through, expected) => expect(leaves(through.parameters as Shape)).toEqual(expected));

  test('no member of the API is both known and not supported yet', () => {
    const known = Object.keys(fieldsOf(createTable.parameters as Shape));
    expect(known.filter(name => notSupportedYet.has(name))).toEqual([]);
  });
});

describe('defaults', () => {
  const least = { region: 'us-west-2', keySchema: [{ attributeName: 'id', keyType: 'HASH' }] };
  const defined = { ...least, attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }] };

  test('on demand and retained, and nothing else', () =>
    expect(readTable(full, { tableName: 'users', ...defined }, 'object').table).toEqual({
      tableName: 'users',
      ...defined,
      billingMode: 'PAY_PER_REQUEST',
      deletionPolicy: 'retain',
    }));

  test('minimal takes the name of the surrounding object when it is given none', () => {
    expect(readTable(minimal, defined, 'from-object').table?.tableName).toBe('from-object');
    expect(readTable(minimal, { tableName: 'own', ...defined }, 'from-object').table?.tableName).toBe('own');
  });

  test('a name of the surrounding object that no table can have is told', () =>
    expect(readTable(minimal, defined, 'ab').violations.map(violationText)).toEqual([
      'tableName: must have 3 to 255 characters, has 2 (got "ab"). Lengthen it.',
    ]));

  test('CreateTable has the API’s own: provisioned, so that units are asked for', () => {
    const request = {
      TableName: 'users',
      Region: 'us-west-2',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    };
    expect(readTable(createTable, request, '').violations).toMatchObject([
      { path: ['ProvisionedThroughput'], rule: 'C2' },
    ]);
  });

  test('empty lists are absent', () =>
    expect(
      readTable(full, { tableName: 'users', ...defined, tags: [], globalSecondaryIndexes: [] }, 'object').table,
    ).not.toHaveProperty('tags'));
});

describe('a place in the table, in the words of the interface', () => {
  test.each<readonly [Path, string, string, string]>([
    [['tableName'], 'tableName', 'name', 'TableName'],
    [['region'], 'region', 'region', 'Region'],
    [['attributeDefinitions'], 'attributeDefinitions', 'attributeDefinitions', 'AttributeDefinitions'],
    [['attributeDefinitions', 1], 'attributeDefinitions[1]', 'attributeDefinitions[1]', 'AttributeDefinitions[1]'],
    [
      ['attributeDefinitions', 1, 'attributeType'],
      'attributeDefinitions[1].attributeType',
      'attributeDefinitions[1].type',
      'AttributeDefinitions[1].AttributeType',
    ],
    [['keySchema', 0, 'keyType'], 'keySchema[0].keyType', 'keySchema[0].keyType', 'KeySchema[0].KeyType'],
    [['provisionedThroughput'], 'provisionedThroughput', 'provisioned', 'ProvisionedThroughput'],
    [
      ['provisionedThroughput', 'writeCapacityUnits'],
      'provisionedThroughput.writeCapacityUnits',
      'provisioned.writeCapacity',
      'ProvisionedThroughput.WriteCapacityUnits',
    ],
    [
      ['onDemandThroughput', 'maxReadRequestUnits'],
      'onDemandThroughput.maxReadRequestUnits',
      'onDemandThroughput.maxReadRequestUnits',
      'OnDemandThroughput.MaxReadRequestUnits',
    ],
    [
      ['warmThroughput', 'readUnitsPerSecond'],
      'warmThroughput.readUnitsPerSecond',
      'warmThroughput.readUnitsPerSecond',
      'WarmThroughput.ReadUnitsPerSecond',
    ],
    [['timeToLive'], 'ttlEnabled', 'ttlEnabled', 'TimeToLiveSpecification'],
    [['timeToLive', 'enabled'], 'ttlEnabled', 'ttlEnabled', 'TimeToLiveSpecification.Enabled'],
    [['timeToLive', 'attributeName'], 'ttlAttributeName', 'ttlAttributeName', 'TimeToLiveSpecification.AttributeName'],
    [
      ['localSecondaryIndexes', 2, 'keySchema', 1, 'keyType'],
      'localSecondaryIndexes[2].keySchema[1].keyType',
      'localSecondaryIndexes[2].keySchema[1].keyType',
      'LocalSecondaryIndexes[2].KeySchema[1].KeyType',
    ],
    [
      ['globalSecondaryIndexes', 3, 'keySchema', 1, 'attributeName'],
      'globalSecondaryIndexes[3].keySchema[1].attributeName',
      'globalSecondaryIndexes[3].keySchema[1].attributeName',
      'GlobalSecondaryIndexes[3].KeySchema[1].AttributeName',
    ],
    [
      ['globalSecondaryIndexes', 3, 'projection', 'nonKeyAttributes', 2],
      'globalSecondaryIndexes[3].projection.nonKeyAttributes[2]',
      'globalSecondaryIndexes[3].projection.nonKeyAttributes[2]',
      'GlobalSecondaryIndexes[3].Projection.NonKeyAttributes[2]',
    ],
    [
      ['deletionProtectionEnabled'],
      'deletionProtectionEnabled',
      'deletionProtectionEnabled',
      'DeletionProtectionEnabled',
    ],
    [
      ['pointInTimeRecoverySpecification'],
      'pointInTimeRecoveryEnabled',
      'pointInTimeRecoveryEnabled',
      'PointInTimeRecoverySpecification',
    ],
    [
      ['pointInTimeRecoverySpecification', 'recoveryPeriodInDays'],
      'recoveryPeriodInDays',
      'recoveryPeriodInDays',
      'PointInTimeRecoverySpecification.RecoveryPeriodInDays',
    ],
    [['sseSpecification'], 'sseEnabled', 'sseEnabled', 'SSESpecification'],
    [['sseSpecification', 'kmsMasterKeyID'], 'kmsMasterKeyID', 'kmsMasterKeyID', 'SSESpecification.KMSMasterKeyId'],
    [
      ['sseSpecification', 'kmsMasterKeyRef', 'name'],
      'kmsMasterKeyRef.name',
      'kmsMasterKeyRef.name',
      'SSESpecification.KMSMasterKeyRef.Name',
    ],
    [['streamSpecification'], 'streamEnabled', 'streamEnabled', 'StreamSpecification'],
    [
      ['streamSpecification', 'streamViewType'],
      'streamViewType',
      'streamViewType',
      'StreamSpecification.StreamViewType',
    ],
    [['backupName'], 'backupName', 'backupName', 'BackupName'],
    [
      ['connectionSecret', 'name'],
      'writeConnectionSecretToRef.name',
      'writeConnectionSecretToRef.name',
      'ConnectionSecret.Name',
    ],
    [
      ['connectionConfigMap', 'name'],
      'writeConnectionConfigMapToRef.name',
      'writeConnectionConfigMapToRef.name',
      'ConnectionConfigMap.Name',
    ],
    [['tags', 0, 'key'], 'tags[0].key', 'tags[0].key', 'Tags[0].Key'],
    [['deletionPolicy'], 'deletionPolicy', 'deletionPolicy', 'DeletionPolicy'],
    [['managementPolicy'], 'managementPolicy', 'managementPolicy', 'ManagementPolicy'],
    [[], '', '', ''],
  ])('%j', (path, ofFull, ofRequest, ofCreateTable) => {
    expect(pathText(full.place(path))).toBe(ofFull);
    expect(pathText(kratixRequest.place(path))).toBe(ofRequest);
    expect(pathText(createTable.place(path))).toBe(ofCreateTable);
  });
});

describe('what is wrong is told in the words of the interface', () => {
  const problems = (through: Interface<TableSpec, unknown>, parameters: object) =>
    readTable(through, parameters, 'object')
      // the table is adopted, of which everybody is warned
      .violations.filter(({ rule }) => rule !== 'M2')
      .map(violation =>
        violationText(violation)
          .replace(/ \(got .*/s, '')
          .replace(/\. [A-Z].*/s, ''),
      );

  test('of the rules, in CreateTable', () =>
    expect(
      problems(createTable, {
        ...asCreateTable,
        AttributeDefinitions: [...asCreateTable.AttributeDefinitions, { AttributeName: 'unused', AttributeType: 'S' }],
        GlobalSecondaryIndexes: [
          { ...asCreateTable.GlobalSecondaryIndexes[0], ProvisionedThroughput: undefined },
          { ...asCreateTable.GlobalSecondaryIndexes[1], IndexName: 'byCustomer' },
        ],
        TimeToLiveSpecification: { Enabled: true, AttributeName: 'orderId' },
        Tags: [{ Key: 'aws:x', Value: '' }],
      }),
    ).toEqual([
      'AttributeDefinitions[3].AttributeName: is defined, but no key of the table or of an index uses it',
      'GlobalSecondaryIndexes[0].IndexName: has no provisioned throughput, which every index needs with billing mode PROVISIONED',
      'TimeToLiveSpecification.AttributeName: is a key attribute that is no number, so items would never expire',
      'GlobalSecondaryIndexes[1].IndexName: is the name of two indexes',
      'Tags[0].Key: begins with aws:, which is reserved',
    ]));

  test('of the rules, in a request', () =>
    expect(
      problems(kratixRequest, {
        ...asRequest,
        billingMode: 'PAY_PER_REQUEST',
        localSecondaryIndexes: undefined,
        globalSecondaryIndexes: undefined,
        ttlAttributeName: 'orderId',
      }),
    ).toEqual([
      'attributeDefinitions[0].name: is defined, but no key of the table or of an index uses it',
      'provisioned: must not be given with billing mode PAY_PER_REQUEST',
      'ttlAttributeName: is a key attribute that is no number, so items would never expire',
    ]));

  test('of bounds', () =>
    expect(problems(kratixRequest, { ...asRequest, provisioned: { readCapacity: 0, writeCapacity: 1 } })).toEqual([
      'provisioned.readCapacity: must be at least 1',
    ]));

  test('of members of the table that the interface calls otherwise', () =>
    expect(
      problems(kratixRequest, {
        ...asRequest,
        tableName: 'orders',
        attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
      }),
    ).toEqual([
      'tableName: is not known',
      'attributeDefinitions[0].attributeName: is not known',
      'attributeDefinitions[0].attributeType: is not known',
      'attributeDefinitions[0].name: is missing',
      'attributeDefinitions[0].type: is missing',
    ]));

  test('of a misspelt parameter, with the right one', () =>
    expect(readTable(full, { ...asFull, ttlEnabeld: true }, 'object').violations[0]?.fix).toBe(
      'Did you mean ttlEnabled?',
    ));

  describe('of parameters that need each other', () => {
    test.each<readonly [string, Interface<TableSpec, unknown>, object]>([
      ['full', full, { ...asFull, ttlEnabled: undefined, ttlAttributeName: undefined }],
      ['kratixRequest', kratixRequest, { ...asRequest, ttlEnabled: undefined, ttlAttributeName: undefined }],
    ])('%s', (_, through, without) => {
      expect(problems(through, without)).toEqual([]);
      expect(problems(through, { ...without, ttlEnabled: true })).toEqual(['ttlEnabled: needs ttlAttributeName']);
      expect(problems(through, { ...without, ttlEnabled: false })).toEqual(['ttlEnabled: needs ttlAttributeName']);
      expect(problems(through, { ...without, ttlAttributeName: 'ttl' })).toEqual([
        'ttlAttributeName: needs ttlEnabled',
      ]);
      expect(problems(through, { ...without, ttlEnabled: false, ttlAttributeName: 'ttl' })).toEqual([]);
    });
  });

  test.each([null, undefined, 7, 'x', [], true])('instead of parameters: %p', given => {
    const { table, violations } = readTable(full, given, 'object');
    expect(table).toBeUndefined();
    expect(violations).toHaveLength(1);
  });

  test('names that every JavaScript object has are unknown like any other', () =>
    expect(
      problems(full, JSON.parse(JSON.stringify(asFull).replace('{', '{"__proto__":{"tags":[]},"constructor":1,'))),
    ).toEqual(['__proto__: is not known', 'constructor: is not known']));
});
