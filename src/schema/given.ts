import { check, unknownMember } from './check';
import { isObject, isPlain } from './records';
import type { Shape } from './shape';
import { errorAt, type Path, type Violation, violationText } from './violation';

/** What is of another kind than the types say: programs in JavaScript give such. */
export const must = (right: boolean, name: string, value: unknown, wanted: string): readonly Violation[] =>
  right || value === undefined ? [] : [errorAt(name.split('.'), `must be ${wanted}`, `Give ${wanted}.`, value)];

/**
 * An object of no class, if anything is given: what a getter or a prototype says would be read in one place and overlooked
 * in the next.
 */
export const mustBePlain = (given: unknown, at: Path): readonly Violation[] => {
  const wrong = (problem: string, fix: string) => [errorAt(at, problem, fix, given)];
  if (given === undefined || (isObject(given) && isPlain(given))) return [];
  if (!isObject(given)) return wrong('must be an object', 'Give an object.');
  return wrong('must be a plain object', 'Give one whose members are its own, such as { ...members }.');
};

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
  const misused = mustBePlain(given, []);
  const found = misused.length > 0 ? misused : check(given, shape);
  if (found.length > 0) throw new Error(`${what}: ${found.map(violationText).join('\n')}`);
}
