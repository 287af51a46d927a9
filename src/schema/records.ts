import type { RecordShape, Shape } from './shape';

/** Every record of a shape below the top, by name: schemas declare each once. */
export function namedRecords(shape: Shape): ReadonlyMap<string, RecordShape> {
  const found = new Map<string, RecordShape>();
  const visit = (inner: Shape, top: boolean): void => {
    if (inner.kind === 'list') visit(inner.item, false);
    if (inner.kind !== 'record') return;
    if (!top) {
      const known = found.get(inner.name);
      if (known && JSON.stringify(known.fields) !== JSON.stringify(inner.fields))
        throw new Error(`two different records are called ${inner.name}`);
      found.set(inner.name, inner);
    }
    for (const field of Object.values(inner.fields)) visit(field, false);
  };
  visit(shape, true);
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What an element of a list is called where expressions go through it. */
export const itemNameOf = (item: Shape): string =>
  item.kind === 'record' ? item.name[0]!.toLowerCase() + item.name.slice(1) : 'value';

/** An object with the same names, and something else made of each value. */
export const mapValues = <A, B>(
  object: { readonly [name: string]: A },
  to: (value: A, name: string) => B,
): { [name: string]: B } => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, to(value, name)]));

/** Whether a value has members. */
export const isObject = (value: unknown): value is { readonly [member: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands for a value that failed when it was read: a getter's, or a proxy's. */
export class Unreadable {
  constructor(readonly cannotBeRead: unknown) {}
}

/** Whether a value is a list, or an object of no class. */
export const isPlain = (value: unknown): value is object => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  if (Array.isArray(value) || prototype === null) return true;
  // asked by what it has: an object of another realm has another Object
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf');
};
