import { check, noRecord, unknownMember } from './check';
import { Mistake } from './mistake';
import { isObject, isPlain } from './records';
import type { Shape } from './shape';
import { errorAt, type Path, type Violation, violationText } from './violation';

/** What is of another kind than the types say: programs in JavaScript give such. */
export const must = (right: boolean, name: string, value: unknown, wanted: string): readonly Violation[] =>
  right || value === undefined ? [] : [errorAt(name.split('.'), `must be ${wanted}`, `Give ${wanted}.`, value)];

/** An object of no class, if anything is given. */
export const mustBePlain = (given: unknown, at: Path): readonly Violation[] =>
  given === undefined || (isObject(given) && isPlain(given)) ? [] : [errorAt(at, ...noRecord(given), given)];

/** Members that nobody would read, of what no shape describes. */
export const judgeMembers = (
  given: unknown,
  known: readonly string[],
  at: Path = [],
  called = 'props',
): readonly Violation[] => {
  const misused = mustBePlain(given, [called]);
  if (misused.length > 0) return misused;
  return Object.entries(given ?? {})
    .filter(([name, value]) => value !== undefined && !known.includes(name))
    .map(([name, value]) => errorAt([...at, name], unknownMember, `Known are ${known.join(', ')}.`, value));
};

/** @throws everything in which a value is not of a shape, for what can be told to nobody else */
export function demand(what: string, given: unknown, shape: Shape): void {
  const found = check(given, shape);
  if (found.length > 0) throw new Mistake(found.map(violation => `${what}: ${violationText(violation)}`).join('\n'));
}
