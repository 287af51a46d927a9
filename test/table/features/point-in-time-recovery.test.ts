import { ack } from '../../../src/backends/ack/engine';
import { crossplane } from '../../../src/backends/crossplane/engine';
import { violationText } from '../../../src/schema/violation';
import { ofProps, ofRequest } from './doors';

const enabled = { pointInTimeRecoveryEnabled: true };

test.each([
  [enabled, { PointInTimeRecoveryEnabled: true }],
  [{ pointInTimeRecoveryEnabled: false }, { PointInTimeRecoveryEnabled: false }],
  [
    { ...enabled, recoveryPeriodInDays: 7 },
    { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
  ],
])('%j is taken as it is', (pointInTimeRecoverySpecification, PointInTimeRecoverySpecification) => {
  const expected = { table: { pointInTimeRecoverySpecification }, violations: [] };
  expect(ofProps({ pointInTimeRecoverySpecification })).toMatchObject(expected);
  expect(ofRequest({ PointInTimeRecoverySpecification })).toMatchObject(expected);
});

test('a table that says nothing has nothing: DynamoDB chooses', () => {
  expect(ofProps({}).table?.pointInTimeRecoverySpecification).toBeUndefined();
  expect(ofRequest({}).table).not.toHaveProperty('pointInTimeRecoverySpecification');
});

test.each([
  ['recoveryPeriodInDays: must be 1 to 35', { ...enabled, recoveryPeriodInDays: 36 }],
  [
    'recoveryPeriodInDays: must not be given with point-in-time recovery off',
    { pointInTimeRecoveryEnabled: false, recoveryPeriodInDays: 35 },
  ],
  ['pointInTimeRecoveryEnabled: is missing', { recoveryPeriodInDays: 7 }],
])('%s', (words, pointInTimeRecoverySpecification) =>
  expect(ofProps({ pointInTimeRecoverySpecification }).violations.map(violationText)).toEqual([
    expect.stringContaining(`pointInTimeRecoverySpecification.${words}`),
  ]),
);

test('a recovery period is refused on ACK, and taken by Crossplane', () => {
  const days = { pointInTimeRecoverySpecification: { ...enabled, recoveryPeriodInDays: 35 } };
  expect(ofProps(days, ack.rules).violations.map(violationText)).toEqual([
    'pointInTimeRecoverySpecification.recoveryPeriodInDays: cannot be given, because ACK lacks the field, so that ' +
      "DynamoDB's 35 days hold; Crossplane has it (got 35). Leave it out, or choose another engine. [unsupported]",
  ]);
  expect(ofProps(days, crossplane.rules).violations).toEqual([]);
});
