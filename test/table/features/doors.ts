import { createTable } from '../../../src/interfaces/create-table';
import { readTable } from '../../../src/interfaces/read-table';
import { AttributeType } from '../../../src/table/features/keys';
import type { JudgedTable } from '../../../src/table/judge';
import { normalise } from '../../../src/table/normalise';
import type { Rule } from '../../../src/table/rule';

const users = {
  tableName: 'users',
  region: 'us-west-2',
  partitionKey: { name: 'id', type: AttributeType.STRING },
};
const request = {
  TableName: 'users',
  Region: 'us-west-2',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
};

/** A small table with some props, as synth judges it. */
export const ofProps = (props: object, rules: readonly Rule[] = []): JudgedTable =>
  normalise({ ...users, ...props }, '', { rules });

/** A small table with some members of a CreateTable request, as `render` judges it. */
export const ofRequest = (members: object, rules: readonly Rule[] = []): JudgedTable =>
  readTable(createTable, { ...request, ...members }, 'users', { rules });
