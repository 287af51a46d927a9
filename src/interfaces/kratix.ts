import { tableShape } from '../table/table';
import { fullParts } from './full';
import { interfaceOf } from './interface';

const parts = {
  ...fullParts,
  attributeDefinitions: { as: 'attributeDefinitions', items: { attributeName: 'name', attributeType: 'type' } },
  provisionedThroughput: {
    as: 'provisioned',
    members: { readCapacityUnits: 'readCapacity', writeCapacityUnits: 'writeCapacity' },
  },
} as const;

/** The `DynamoDBRequest` of the Promise. */
export const kratixRequest = interfaceOf(tableShape, { ...parts, tableName: 'name' }, 'DynamoDBRequest');

/** The component `aws-dynamodb-kratix`: the request, with `tableName`. */
export const kratixComponent = interfaceOf(tableShape, parts);
