import { count } from '../expression/predicate';
import type { Rule } from '../table/rule';

/** AWS allows 50 tags on a table, of which the engine takes some. */
export const tagBudget = (engine: string, taken: number, which: string): Rule => ({
  id: 'G1',
  kind: 'engine',
  problem: `must have at most ${50 - taken} elements: of AWS's 50 tags ${engine} adds up to ${taken} (${which})`,
  fix: 'Remove some.',
  source: 'TagResource; AWS tagging restrictions',
  holds: table => count(table.tags, '<=', 50 - taken),
});
