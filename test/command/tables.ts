import { AttributeType } from '../../src';

/** The same plain table for each door; rows of bad input change one thing. */
export const request = {
  TableName: 'orders',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
};

export const spec = {
  name: 'orders',
  region: 'us-west-2',
  keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
  attributeDefinitions: [{ name: 'id', type: 'S' }],
};

export const kratixRequest = (changed: object = {}) => ({
  apiVersion: 'dynamodb.kratix.io/v1alpha1',
  kind: 'DynamoDBRequest',
  metadata: { name: 'orders', namespace: 'team-a' },
  spec: { ...spec, ...changed },
});

export const props = {
  tableName: 'orders',
  partitionKey: { name: 'id', type: AttributeType.STRING },
};
