import { violationText } from '../../../src/schema/violation';
import { ofProps, ofRequest } from './doors';

test.each(['abc', 'Before_Migration-1.2', 'x'.repeat(255)])('%s is taken as it is', backupName => {
  expect(ofProps({ backupName })).toMatchObject({ table: { backupName }, violations: [] });
  expect(ofRequest({ BackupName: backupName })).toMatchObject({ table: { backupName }, violations: [] });
});

test('a table that asks for no backup has none', () => {
  expect(ofProps({}).table?.backupName).toBeUndefined();
  expect(ofRequest({}).table).not.toHaveProperty('backupName');
});

test.each([
  ['backupName: must have 3 to 255 characters, has 2', { backupName: 'ab' }],
  ['backupName: must have 3 to 255 characters, has 256', { backupName: 'x'.repeat(256) }],
  ['backupName: must consist of letters, digits, "_", "." and "-"', { backupName: 'a b c' }],
  ['backupName: must be a string', { backupName: true }],
  ['backupName: cannot be given with a table that is read-only', { backupName: 'one', managementPolicy: 'read-only' }],
])('%s', (words, props) =>
  expect(ofProps(props).violations.map(violationText)).toContainEqual(expect.stringContaining(words)),
);
