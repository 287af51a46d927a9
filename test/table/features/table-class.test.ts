import { createTable } from '../../../src/interfaces/create-table';
import { readTable } from '../../../src/interfaces/read-table';
import { violationText } from '../../../src/schema/violation';
import { AttributeType } from '../../../src/table/features/keys';
import { TableClass } from '../../../src/table/features/table-class';
import { normalise } from '../../../src/table/normalise';

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

test.each([TableClass.STANDARD, TableClass.STANDARD_INFREQUENT_ACCESS])('%s is taken as it is', tableClass => {
  expect(normalise({ ...users, tableClass }, '').table).toMatchObject({ tableClass });
  expect(readTable(createTable, { ...request, TableClass: tableClass }, 'users').table).toMatchObject({ tableClass });
});

test('a table that asks for no class has none: DynamoDB chooses', () =>
  expect(normalise(users, '').table).not.toHaveProperty('tableClass'));

test('another class is refused, in the words of the door', () => {
  const words = 'must be one of STANDARD, STANDARD_INFREQUENT_ACCESS (got "IA"). Choose one of these.';
  expect(normalise({ ...users, tableClass: 'IA' as never }, '').violations.map(violationText)).toEqual([
    `tableClass: ${words}`,
  ]);
  expect(readTable(createTable, { ...request, TableClass: 'IA' }, 'users').violations.map(violationText)).toEqual([
    `TableClass: ${words}`,
  ]);
});
