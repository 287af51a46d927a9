import { mapValues } from '../schema/records';
import { Expression, type MembersOf, nodeOf, nodesOf } from './expression';
import type { Condition, Node } from './node';

/** A part of a manifest: nested fields down to expressions. */
export interface Fragment {
  readonly [field: string]: Fragment | Expression<unknown>;
}

/** Fields of a target's object below a path, checked against the target's type. */
export const fieldsAt =
  <T>(...path: readonly string[]) =>
  (fields: Partial<MembersOf<T>>): Fragment =>
    path.reduceRight<Fragment>(
      (inner, name) => ({ [name]: inner }),
      mapValues(nodesOf(fields), node => new Expression(node)),
    );

/** The fragment's leaves under conditions. */
export const guardedFragment = (fragment: Fragment, presence: readonly Condition[]): Fragment =>
  mapValues(fragment, part =>
    part instanceof Expression ? new Expression(nodeOf(part), presence) : guardedFragment(part, presence),
  );

/** Fragments side by side. A field that two of them write is a mistake. */
export function merged(...fragments: readonly Fragment[]): Fragment {
  const out = new Map<string, Fragment | Expression<unknown>>();
  for (const fragment of fragments)
    for (const [name, part] of Object.entries(fragment)) {
      const old = out.get(name);
      if (old === undefined) out.set(name, part);
      else if (old instanceof Expression || part instanceof Expression)
        throw new Error(`the field ${name} is written twice`);
      else out.set(name, merged(old, part));
    }
  return Object.fromEntries(out);
}

/** A fragment as one expression. */
export const asObject = (fragment: Fragment): Expression<{ readonly [field: string]: unknown }> =>
  new Expression(objectNode(fragment));

const objectNode = (fragment: Fragment): Node => ({
  op: 'object',
  members: mapValues(fragment, part => (part instanceof Expression ? nodeOf(part) : objectNode(part))),
});
