import type { Limit } from '../expression/mapping';
import { inexpressible, type Rule } from '../table/rule';
import type { TableSpec } from '../table/table';

/** What an engine's mapping cannot express, as rules: whoever gives it is refused. */
export const limitRules = (engine: string, limits: readonly Limit<TableSpec>[]): readonly Rule[] =>
  limits.map(({ reason, since, holds }) => ({
    id: inexpressible,
    kind: 'engine',
    problem: `cannot be given, because ${reason}${since === undefined ? '' : `; it needs ${since}`}`,
    fix: 'Leave it out, or choose another engine.',
    source: `the mapping for ${engine}`,
    holds,
  }));
