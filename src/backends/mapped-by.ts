import type { Mapping } from '../expression/mapping';
import { inexpressible, type Rule } from '../table/rule';
import type { TableSpec } from '../table/table';
import type { Engine } from './engine';

/** What an engine gets from its mapping: its objects, what it cannot express, and the rules that refuse that after its own. */
export const mappedBy = (
  mapping: Mapping<TableSpec>,
  engine: string,
  ...own: readonly Rule[]
): Pick<Engine, 'fragment' | 'rules' | 'limits'> => ({
  fragment: (table, shape) => mapping.fragment(table, shape),
  rules: [
    ...own,
    ...mapping.limits.map(
      ({ reason, since, holds }): Rule => ({
        id: inexpressible,
        kind: 'engine',
        problem: `cannot be given, because ${reason}${since === undefined ? '' : `; it needs ${since}`}`,
        fix: 'Leave it out, or choose another engine.',
        source: `the mapping for ${engine}`,
        holds,
      }),
    ),
  ],
  limits: mapping.limits,
});
