import { unknownMember } from './check';
import { isObject } from './records';
import type { Path, Violation } from './violation';

/** What is of another kind than the types say: programs in JavaScript give such. */
export const must = (right: boolean, name: string, value: unknown, wanted: string): readonly Violation[] =>
  right || value === undefined
    ? []
    : [{ path: name.split('.'), value, problem: `must be ${wanted}`, fix: `Give ${wanted}.`, severity: 'error' }];

/** Members that nobody would read, of what no shape describes. */
export const judgeMembers = (given: unknown, known: readonly string[], at: Path = []): readonly Violation[] =>
  Object.entries(isObject(given) ? given : {})
    .filter(([name, value]) => value !== undefined && !known.includes(name))
    .map(([name, value]) => ({
      path: [...at, name],
      value,
      problem: unknownMember,
      fix: `Known are ${known.join(', ')}.`,
      severity: 'error',
    }));
