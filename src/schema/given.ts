import { unknownMember } from './check';
import { isObject } from './records';
import { errorAt, type Path, type Violation } from './violation';

/** What is of another kind than the types say: programs in JavaScript give such. */
export const must = (right: boolean, name: string, value: unknown, wanted: string): readonly Violation[] =>
  right || value === undefined ? [] : [errorAt(name.split('.'), `must be ${wanted}`, `Give ${wanted}.`, value)];

/** Members that nobody would read, of what no shape describes. */
export const judgeMembers = (given: unknown, known: readonly string[], at: Path = []): readonly Violation[] =>
  Object.entries(isObject(given) ? given : {})
    .filter(([name, value]) => value !== undefined && !known.includes(name))
    .map(([name, value]) => errorAt([...at, name], unknownMember, `Known are ${known.join(', ')}.`, value));
