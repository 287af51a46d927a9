import { at } from './objects';

type Path = readonly (string | number)[];

/** A copy in which the member at a path has another value; undefined removes it. */
export function withValue<T>(object: T, path: Path, value: unknown): T {
  const copy = structuredClone(object);
  const parent = parentOf(copy, path);
  const name = path.at(-1)!;
  if (value === undefined) delete parent[name];
  else parent[name] = value;
  return copy;
}

/** A copy in which the member at a path has another name: a misspelling. */
export function misnamed<T>(object: T, path: Path, name: string): T {
  const value = at(object, ...path);
  if (value === undefined) throw new Error(`there is no ${path.join('.')} to misspell`);
  return withValue(withValue(object, path, undefined), [...path.slice(0, -1), name], value);
}

function parentOf(object: unknown, path: Path): Record<string | number, unknown> {
  const parent = at(object, ...path.slice(0, -1));
  if (typeof parent !== 'object' || parent === null) throw new Error(`there is no ${path.slice(0, -1).join('.')}`);
  return parent as Record<string | number, unknown>;
}
