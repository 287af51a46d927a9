import type { Mapping } from '../expression/mapping';
import type { Rule } from '../table/rule';
import type { TableSpec } from '../table/table';

/** What an engine's mapping cannot express, as rules: whoever gives it is refused. */
export const limitRules = (engine: string, { limits }: Mapping<TableSpec>): readonly Rule[] =>
  limits.map(({ reason, holds }) => ({
    id: 'unsupported',
    kind: 'engine',
    problem: `cannot be given, because ${reason}`,
    fix: 'Leave it out, or choose another engine.',
    source: `the mapping for ${engine}`,
    holds,
  }));
