import { ack } from '../../src/backends/ack/engine';
import { manifestOf } from '../../src/backends/manifest';
import { Billing, Capacity } from '../../src/table/features/billing';
import { ProjectionType } from '../../src/table/features/indexes';
import { AttributeType } from '../../src/table/features/keys';
import { StreamViewType } from '../../src/table/features/stream';
import { TimeToLive } from '../../src/table/features/time-to-live';
import type { TableOptions } from '../../src/table/table';
import { specOf } from '../support/tables';
import { environment } from './engines';

const { STRING, NUMBER } = AttributeType;
const region = 'us-west-2';

// specs that ACK 1.9.2 was seen to take and leave alone: it made the calls of a new table and then stayed silent
const converging: readonly (readonly [string, TableOptions, object])[] = [
  [
    'a key',
    { region, tableName: 'users-table', partitionKey: { name: 'userId', type: STRING } },
    {
      tableName: 'users-table',
      attributeDefinitions: [{ attributeName: 'userId', attributeType: 'S' }],
      keySchema: [{ attributeName: 'userId', keyType: 'HASH' }],
      billingMode: 'PAY_PER_REQUEST',
    },
  ],
  [
    'a sort key',
    {
      region,
      tableName: 'events-table',
      partitionKey: { name: 'deviceId', type: STRING },
      sortKey: { name: 'at', type: NUMBER },
    },
    {
      tableName: 'events-table',
      attributeDefinitions: [
        { attributeName: 'at', attributeType: 'N' },
        { attributeName: 'deviceId', attributeType: 'S' },
      ],
      keySchema: [
        { attributeName: 'deviceId', keyType: 'HASH' },
        { attributeName: 'at', keyType: 'RANGE' },
      ],
      billingMode: 'PAY_PER_REQUEST',
    },
  ],
  [
    'an index',
    {
      region,
      tableName: 'accounts-table',
      partitionKey: { name: 'userId', type: STRING },
      globalSecondaryIndexes: [{ indexName: 'email-index', partitionKey: { name: 'email', type: STRING } }],
    },
    {
      tableName: 'accounts-table',
      attributeDefinitions: [
        { attributeName: 'email', attributeType: 'S' },
        { attributeName: 'userId', attributeType: 'S' },
      ],
      keySchema: [{ attributeName: 'userId', keyType: 'HASH' }],
      billingMode: 'PAY_PER_REQUEST',
      globalSecondaryIndexes: [
        {
          indexName: 'email-index',
          keySchema: [{ attributeName: 'email', keyType: 'HASH' }],
          projection: { projectionType: 'ALL' },
        },
      ],
    },
  ],
  [
    'provisioned, with an index',
    {
      region,
      tableName: 'metrics-table',
      partitionKey: { name: 'id', type: STRING },
      billing: Billing.provisioned({ readCapacity: Capacity.fixed(10), writeCapacity: Capacity.fixed(5) }),
      globalSecondaryIndexes: [
        {
          indexName: 'day-index',
          partitionKey: { name: 'day', type: STRING },
          sortKey: { name: 'id', type: STRING },
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['value', 'unit'],
          readCapacity: Capacity.fixed(4),
          writeCapacity: Capacity.fixed(2),
        },
      ],
    },
    {
      tableName: 'metrics-table',
      attributeDefinitions: [
        { attributeName: 'day', attributeType: 'S' },
        { attributeName: 'id', attributeType: 'S' },
      ],
      keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
      billingMode: 'PROVISIONED',
      provisionedThroughput: { readCapacityUnits: 10, writeCapacityUnits: 5 },
      globalSecondaryIndexes: [
        {
          indexName: 'day-index',
          keySchema: [
            { attributeName: 'day', keyType: 'HASH' },
            { attributeName: 'id', keyType: 'RANGE' },
          ],
          projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['value', 'unit'] },
          provisionedThroughput: { readCapacityUnits: 4, writeCapacityUnits: 2 },
        },
      ],
    },
  ],
  [
    'sessions',
    {
      region,
      tableName: 'user-sessions',
      partitionKey: { name: 'id', type: STRING },
      globalSecondaryIndexes: [
        {
          indexName: 'byUser',
          partitionKey: { name: 'userId', type: STRING },
          sortKey: { name: 'createdAt', type: STRING },
        },
      ],
      timeToLiveAttribute: 'expiresAt',
    },
    {
      tableName: 'user-sessions',
      attributeDefinitions: [
        { attributeName: 'createdAt', attributeType: 'S' },
        { attributeName: 'id', attributeType: 'S' },
        { attributeName: 'userId', attributeType: 'S' },
      ],
      keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
      billingMode: 'PAY_PER_REQUEST',
      globalSecondaryIndexes: [
        {
          indexName: 'byUser',
          keySchema: [
            { attributeName: 'userId', keyType: 'HASH' },
            { attributeName: 'createdAt', keyType: 'RANGE' },
          ],
          projection: { projectionType: 'ALL' },
        },
      ],
      timeToLive: { enabled: true, attributeName: 'expiresAt' },
    },
  ],
  [
    'time to live',
    { region, tableName: 'cache-table', partitionKey: { name: 'key', type: STRING }, timeToLiveAttribute: 'ttl' },
    {
      tableName: 'cache-table',
      attributeDefinitions: [{ attributeName: 'key', attributeType: 'S' }],
      keySchema: [{ attributeName: 'key', keyType: 'HASH' }],
      billingMode: 'PAY_PER_REQUEST',
      timeToLive: { enabled: true, attributeName: 'ttl' },
    },
  ],
  [
    'a stream',
    {
      region,
      tableName: 'orders-stream',
      partitionKey: { name: 'orderId', type: STRING },
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
    },
    {
      tableName: 'orders-stream',
      attributeDefinitions: [{ attributeName: 'orderId', attributeType: 'S' }],
      keySchema: [{ attributeName: 'orderId', keyType: 'HASH' }],
      billingMode: 'PAY_PER_REQUEST',
      streamSpecification: { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' },
    },
  ],
  [
    'time to live being switched off',
    {
      region,
      tableName: 'ttl-off',
      partitionKey: { name: 'id', type: STRING },
      timeToLive: TimeToLive.disabled('ttl'),
    },
    {
      tableName: 'ttl-off',
      attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
      keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
      billingMode: 'PAY_PER_REQUEST',
      timeToLive: { enabled: false, attributeName: 'ttl' },
    },
  ],
];

test.each(converging)('what ACK converges on: %s', (_, props, spec) =>
  expect(manifestOf(ack, specOf(props), 'object', environment).spec).toEqual(spec),
);
