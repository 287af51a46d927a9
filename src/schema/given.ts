import { check, noRecord, unknownMembers } from './check';
import { Mistake } from './mistake';
import { isObject, isPlain } from './records';
import type { Shape } from './shape';
import { snapshot } from './snapshot';
import { errorAt, type Path, type Violation, violationText } from './violation';

/** What is of another kind than the types say: programs in JavaScript give such. */
export const must = (right: boolean, at: Path, value: unknown, wanted: string): readonly Violation[] =>
  right || value === undefined ? [] : [errorAt(at, `must be ${wanted}`, `Give ${wanted}.`, value)];

/** An object of no class, if anything is given. */
export const mustBePlain = (given: unknown, at: Path): readonly Violation[] =>
  given === undefined || (isObject(given) && isPlain(given)) ? [] : [errorAt(at, ...noRecord(given), given)];

/** The members of what is given; none if it is no plain object. */
export const membersOf = <T>(given: T): Partial<T> => (isObject(given) && isPlain(given) ? given : {});

/** The members of what is given, as they are now, and what is wrong: of what is no plain object that alone. */
export function taken<T>(
  value: T,
  called: string,
  judge: (given: T) => readonly Violation[] = () => [],
): readonly [T, readonly Violation[]] {
  const given = snapshot(value);
  const unread = mustBePlain(given, [called]);
  const members = membersOf(given) as T;
  return [members, unread.length > 0 ? unread : judge(members)];
}

/** Members that nobody would read, of what no shape describes. */
export const judgeMembers = (given: unknown, known: readonly string[], at: Path = []): readonly Violation[] => [
  ...mustBePlain(given, at),
  ...unknownMembers(membersOf(given as { readonly [name: string]: unknown }), known, () => at),
];

/**
 * A value of a shape, as it is now.
 *
 * @throws everything in which it is not, for what can be told to nobody else
 */
export function demand<T>(what: string, value: T, shape: Shape): T {
  const given = snapshot(value);
  const found = check(given, shape);
  if (found.length > 0) throw new Mistake(found.map(violation => `${what}: ${violationText(violation)}`).join('\n'));
  return given;
}
