import { equals, isTrue } from '../../expression/expression';
import { blame, ifGiven, implies, not } from '../../expression/predicate';
import { flag, optional } from '../../schema/shape';
import type { Feature } from '../feature';
import { onInProduction } from './tags';

const shape = optional(flag('Whether AWS refuses to delete the table.'));

export const deletionProtectionFields = { deletionProtectionEnabled: shape };

export interface DeletionProtectionProps {
  /**
   * Whether AWS refuses to delete the table, whoever asks. `false` switches it off on a table that has it.
   * @default - DynamoDB's own: off
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html DeletionProtectionEnabled
   */
  readonly deletionProtection?: boolean;
}

export const deletionProtection: Feature = {
  props: { deletionProtection: shape },
  toSpec: ({ deletionProtection }) => ({ deletionProtectionEnabled: deletionProtection }),
  propPaths: { deletionProtectionEnabled: () => ['deletionProtection'] },
  rules: [
    {
      id: 'X4',
      kind: 'policy',
      severity: 'warning',
      problem: 'keeps the table from being deleted with its object: AWS refuses, and the object stays',
      fix: 'Switch one of them off.',
      source: 'measured on ACK 1.9.2',
      holds: table =>
        ifGiven(table.deletionProtectionEnabled, on =>
          blame(on, implies(isTrue(on), not(equals(table.deletionPolicy, 'delete')))),
        ),
    },
    onInProduction('B1', 'deletion protection for critical tables', table => table.deletionProtectionEnabled),
  ],
};
