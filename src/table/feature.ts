import type { Fields } from '../schema/shape';
import type { Path, Violation } from '../schema/violation';
import type { Attribute } from './features/keys';
import type { Rule, SynthRule } from './rule';
import type { TableOptions, TableSpec } from './table';

/** One feature of a table: what users write, what it becomes, and what must hold. */
export interface Feature {
  /** The shape of the props that belong to it. */
  readonly props: Fields;
  /** The part of the normalised table that the props become. They have passed the check of their shape. */
  readonly toSpec: (props: TableOptions) => { readonly [K in keyof TableSpec]?: TableSpec[K] | undefined };
  /** What is wrong with props that are right one by one and contradict each other. */
  readonly contradictions?: (props: TableOptions) => readonly Violation[];
  /** Key attributes that the props declare: attribute definitions are derived from them. */
  readonly attributes?: (props: TableOptions) => readonly Attribute[];
  readonly rules?: readonly Rule[];
  readonly synthRules?: readonly SynthRule[];
  /** Where a field of the normalised table, or a place within it, is in the props. @default - prop and field have one name */
  readonly propPaths?: { readonly [F in keyof TableSpec]?: (within: Path, props: TableOptions) => Path };
}
