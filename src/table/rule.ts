import type { Fault } from '../expression/evaluate';
import type { Expression, View } from '../expression/expression';
import type { Predicate } from '../expression/node';
import { blame, not, present } from '../expression/predicate';
import type { TableSpec } from './table';

/** Something that a table must satisfy beyond the types and bounds of single fields. Written once, rendered for every door. */
export interface Rule {
  readonly id: string;
  /**
   * `dynamodb`: DynamoDB itself refuses the table. `engine`: a controller would loop, fail or drop something.
   * `policy`: good practice.
   */
  readonly kind: 'dynamodb' | 'engine' | 'policy';
  /** @default 'error' */
  readonly severity?: 'error' | 'warning';
  /** What is wrong, with the limit. */
  readonly problem: string;
  readonly fix: string;
  /** Where the rule comes from. */
  readonly source: string;
  /** A trait may still make it true, so a KubeVela component does not ask it. */
  readonly traitsMaySatisfy?: true;
  /** No props within their bounds can break it: it is not asked of each of a thousand tables. */
  readonly propsKeepIt?: true;
  readonly holds: (table: View<TableSpec>) => Predicate;
}

/** The id of all rules that refuse what an engine cannot express. */
export const inexpressible = 'unsupported';

/** A rule that the predicates cannot say: checked at synth, by `render` and in the pipeline, not in CUE or CEL. */
export interface SynthRule extends Omit<Rule, 'holds' | 'traitsMaySatisfy' | 'propsKeepIt'> {
  /** Why it is plain TypeScript. */
  readonly synthOnly: string;
  readonly faults: (table: TableSpec) => readonly Fault[];
}

/** An optional place must be filled; an error names it. */
export const required = (place: Expression<unknown>): Predicate => blame(place, present(place));

/** An optional place must not be filled; an error names it. */
export const forbidden = (place: Expression<unknown>): Predicate => blame(place, not(present(place)));
