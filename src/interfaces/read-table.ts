import { placesRead } from '../expression/coverage';
import { evaluate } from '../expression/evaluate';
import { isAbsent, membersOf, type View, viewOf } from '../expression/expression';
import { check, isStructural, isUnreadable, withDefaults } from '../schema/check';
import { asWritten, type Path, pathText, together, type Violation } from '../schema/violation';
import { type JudgedTable, type Judging, judge } from '../table/judge';
import { type TableSpec, tableShape } from '../table/table';
import { type Interface, type LostPart, objectNameRoot } from './interface';

/** A table read through an interface, with everything that is wrong with it, in the interface's words. */
export function readTable(
  through: Interface<TableSpec, unknown>,
  given: unknown,
  objectName: string,
  judging: Pick<Judging, 'rules'> = {},
): JudgedTable {
  const parameters = through.parameters;
  const violations = check(given, parameters);
  if (violations.some(({ path }) => path.length === 0)) return { violations };
  const wrong = violations.filter(isUnreadable).map(({ path }) => String(path[0]));
  const { table, broken } = soundPart(through, given as Given, new Set(wrong), objectName);
  // bounds of what is no parameter of its own, such as the object's name in the place of the table's
  const told = new Set(violations.map(({ path }) => pathText(path)));
  const placed = (violation: Violation) => ({ ...violation, path: through.place(violation.path) });
  const untold = check(table, tableShape)
    .filter(({ path }) => !broken.has(String(path[0])))
    .map(placed)
    .filter(({ path }) => !told.has(pathText(path)));
  const judged = judge(table, { ...judging, broken }).map(violation => asWritten(placed(violation), given));
  return {
    table: violations.some(isStructural) ? undefined : table,
    violations: together([...violations, ...untold], judged),
  };
}

type Given = { readonly [name: string]: unknown };

/** The features of a table that do not depend on parameters of the wrong structure, and those that do. */
function soundPart(
  through: Interface<TableSpec, unknown>,
  given: Given,
  wrong: ReadonlySet<string>,
  objectName: string,
): { readonly table: TableSpec; readonly broken: ReadonlySet<string> } {
  const views = Object.entries(membersOf(through.read('parameters'))).filter(([, view]) => !isAbsent(view));
  const isBroken = (view: View<unknown>) => placesRead(view).some(place => wrong.has(place.split(/[.[]/)[1] ?? ''));
  const sound = Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name)));
  const values = { parameters: withDefaults(sound, through.parameters), [objectNameRoot]: objectName };
  const features = views
    .filter(([, view]) => !isBroken(view))
    .map(([name, view]) => [name, evaluate(view, { values })]);
  return {
    table: withDefaults(Object.fromEntries(features), tableShape) as TableSpec,
    broken: new Set(views.filter(([, view]) => isBroken(view)).map(([name]) => name)),
  };
}

/** The parameters that say the same as a table. */
export const writeParameters = <T, P>(through: Interface<T, P>, table: T): P =>
  evaluate(through.write(viewOf(through.table, ['table'])), { values: { table } }) as P;

/** What an interface loses of a table, with the reasons. */
export function lostBy(through: Interface<TableSpec, unknown>, table: TableSpec): readonly LostPart[] {
  const parameters = writeParameters(through, table);
  const back = evaluate(through.read('parameters'), { values: { parameters, [objectNameRoot]: table.tableName } });
  return differences(table, back, []).map(at => {
    const path = pathText(at);
    const limit = through.limits.find(known => path === known.path || path.startsWith(`${known.path}.`));
    return { path, reason: limit?.reason ?? 'it has another value there' };
  });
}

/** Paths at which two values differ. */
function differences(a: unknown, b: unknown, at: Path): readonly Path[] {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b ? [] : [at];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return names.flatMap(name =>
    differences((a as Given)[name], (b as Given)[name], [...at, Array.isArray(a) ? Number(name) : name]),
  );
}
