import type { Mapping } from '../expression/mapping';
import type { Rule } from '../table/rule';
import type { TableSpec } from '../table/table';
import type { Engine } from './engine';
import { limitRules } from './limit-rules';

/** What an engine gets from its mapping: its objects, what it cannot express, and the rules that refuse that after its own. */
export const mappedBy = (
  mapping: Mapping<TableSpec>,
  engine: string,
  ...own: readonly Rule[]
): Pick<Engine, 'fragment' | 'rules' | 'limits'> => ({
  fragment: (table, shape) => mapping.fragment(table, shape),
  rules: [...own, ...limitRules(engine, mapping.limits)],
  limits: mapping.limits,
});
