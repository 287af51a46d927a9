import { type Expression, equals, type View } from '../../expression/expression';
import { blame, ifGiven, implies, not } from '../../expression/predicate';
import { oneOf, optional } from '../../schema/shape';
import type { Feature } from '../feature';
import { type Rule, required } from '../rule';
import type { TableSpec } from '../table';

const shape = optional(
  oneOf(
    'What the engine does with a table that exists already: take it over, or only look at it.',
    'adopt',
    'read-only',
  ),
);

export const managementFields = { managementPolicy: shape };

/** What the engine does with a table that exists already. */
export enum ManagementPolicy {
  /**
   * Take it over, and change it to what is declared; create it if there is none. What the declaration leaves out is
   * switched off or removed, so declare all that the table has. A step: leave it out once the table is taken over.
   */
  ADOPT = 'adopt',
  /** Look at it, and nothing else: it is neither created nor changed nor deleted, whatever is declared. */
  READ_ONLY = 'read-only',
}

/** Tables that exist already. */
export interface ManagementProps {
  /**
   * What the engine does with a table that exists already. Crossplane takes it over in any case; the others refuse
   * unless they are told.
   * @default - the engine creates the table, and deletes it as `removalPolicy` says
   */
  readonly managementPolicy?: ManagementPolicy;
}

/** An engine switches it off where nothing is said of it. */
export const saidWhenAdopted = (id: string, feature: (table: View<TableSpec>) => Expression<unknown>): Rule => ({
  id,
  kind: 'engine',
  problem: 'must be given with a table that is adopted: it would be switched off in silence',
  fix: 'Say whether it is on or off.',
  source: 'measured on ACK 1.9.2',
  traitsMaySatisfy: true,
  holds: table => ifGiven(table.managementPolicy, policy => implies(equals(policy, 'adopt'), required(feature(table)))),
});

export const management: Feature = {
  props: { managementPolicy: shape },
  toSpec: ({ managementPolicy }) => ({ managementPolicy }),
  rules: [
    {
      id: 'M1',
      kind: 'engine',
      problem: 'cannot be read-only where the table is to be deleted with its object: it would stay',
      fix: 'Retain the table, or let the engine manage it.',
      source: 'ACK runtime, reconciler.go; crossplane-runtime, policies.go: Observe allows nothing else',
      holds: table =>
        ifGiven(table.managementPolicy, policy =>
          blame(policy, implies(equals(policy, 'read-only'), not(equals(table.deletionPolicy, 'delete')))),
        ),
    },
    {
      id: 'M2',
      kind: 'policy',
      severity: 'warning',
      problem:
        'takes over a table that exists as it is declared: what is left out, such as an index, a tag or a stream, is switched off or removed',
      fix: 'Declare all that the table has, and leave this out once it is taken over.',
      source: 'measured on ACK 1.9.2',
      holds: table => ifGiven(table.managementPolicy, policy => blame(policy, not(equals(policy, 'adopt')))),
    },
    saidWhenAdopted('M3', table => table.deletionProtectionEnabled),
  ],
};
