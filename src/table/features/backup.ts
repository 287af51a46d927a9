import { equals } from '../../expression/expression';
import { ifGiven, implies } from '../../expression/predicate';
import { optional, text } from '../../schema/shape';
import type { Feature } from '../feature';
import { forbidden } from '../rule';
import { resourceName } from './identity';

const shape = optional(text('The name of an on-demand backup that is made of the table, once.', resourceName));

export const backupFields = { backupName: shape };

export interface BackupProps {
  /**
   * The name of an on-demand backup, which is made once, when the table is there: 3 to 255 letters, digits, `_`, `.` and
   * `-`. It is kept or deleted as the table is (`removalPolicy`). For another backup, take it out, and give another name
   * when that has taken effect.
   * @default - no backup
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateBackup.html BackupName
   */
  readonly backupName?: string;
}

export const backup: Feature = {
  props: backupFields,
  toSpec: ({ backupName }) => ({ backupName }),
  rules: [
    {
      id: 'M5',
      kind: 'policy',
      problem: 'cannot be given with a table that is read-only: making it is more than looking',
      fix: 'Leave it out, or let the engine manage the table.',
      source: 'what read-only means here',
      holds: table =>
        ifGiven(table.managementPolicy, policy => implies(equals(policy, 'read-only'), forbidden(table.backupName))),
    },
  ],
};
