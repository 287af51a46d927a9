import { createTable } from '../../../src/interfaces/create-table';
import { readTable } from '../../../src/interfaces/read-table';
import { violationText } from '../../../src/schema/violation';
import { AttributeType } from '../../../src/table/features/keys';
import { RemovalPolicy } from '../../../src/table/features/retention';
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
const ofProps = (props: object) => normalise({ ...users, ...props }, '');
const ofRequest = (members: object) => readTable(createTable, { ...request, ...members }, 'users');

test.each([true, false])('%s is taken as it is', on => {
  const expected = { table: { deletionProtectionEnabled: on }, violations: [] };
  expect(ofProps({ deletionProtection: on })).toMatchObject(expected);
  expect(ofRequest({ DeletionProtectionEnabled: on })).toMatchObject(expected);
});

test('a table that says nothing has nothing: DynamoDB chooses', () => {
  expect(ofProps({}).table).not.toHaveProperty('deletionProtectionEnabled');
  expect(ofRequest({}).table).not.toHaveProperty('deletionProtectionEnabled');
});

test.each([['"on"', 'on'] as const, ['1', 1] as const, ['null', null] as const])(
  '%s is refused, in the words of the door',
  (got, value) => {
    const words = `must be true or false (got ${got}).`;
    const [ofProp, ...otherProps] = ofProps({ deletionProtection: value }).violations.map(violationText);
    expect(ofProp).toContain(`deletionProtection: ${words}`);
    expect(otherProps).toEqual([]);
    const [ofMember, ...others] = ofRequest({ DeletionProtectionEnabled: value }).violations.map(violationText);
    expect(ofMember).toContain(`DeletionProtectionEnabled: ${words}`);
    expect(others).toEqual([]);
  },
);

describe('with a table that is to be deleted with its object', () => {
  const words =
    'keeps the table from being deleted with its object: AWS refuses, and the object stays (got true). Switch one of them off. [X4]';
  test('it is warned of, in the words of the door, and the table is taken', () => {
    const written = ofProps({ deletionProtection: true, removalPolicy: RemovalPolicy.DELETE });
    expect(written.violations.map(violationText)).toEqual([`deletionProtection: ${words}`]);
    const read = ofRequest({ DeletionProtectionEnabled: true, DeletionPolicy: 'delete' });
    expect(read.violations.map(violationText)).toEqual([`DeletionProtectionEnabled: ${words}`]);
    for (const { table, violations } of [written, read]) {
      expect(violations).toMatchObject([{ severity: 'warning' }]);
      expect(table).toMatchObject({ deletionProtectionEnabled: true, deletionPolicy: 'delete' });
    }
  });

  test('switched off, there is nothing to warn of', () =>
    expect(ofProps({ deletionProtection: false, removalPolicy: RemovalPolicy.DELETE }).violations).toEqual([]));
});
