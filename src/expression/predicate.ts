import {
  assumed,
  type Expression,
  isAbsent,
  itemName,
  listSource,
  nodeOf,
  presenceOf,
  type Value,
  type View,
} from './expression';
import { type Comparison, compares, type Predicate } from './node';

type Item<L> = NonNullable<L> extends readonly (infer S)[] ? S : never;

const always: Predicate = { op: 'constant', holds: true };
const never: Predicate = { op: 'constant', holds: false };

/** Whether an optional place is filled; an empty list is not. */
export function present(value: Expression<unknown>): Predicate {
  return isAbsent(value) ? never : allOf(...presenceOf(value));
}

export const not = (predicate: Predicate): Predicate => {
  if (predicate.op === 'not') return predicate.predicate;
  return predicate.op === 'constant' ? { op: 'constant', holds: !predicate.holds } : { op: 'not', predicate };
};

export const allOf = (...predicates: readonly Predicate[]): Predicate => {
  const open = predicates.filter(p => p.op !== 'constant' || !p.holds);
  if (open.some(p => p.op === 'constant')) return never;
  return open.length === 0 ? always : open.length === 1 ? open[0]! : { op: 'allOf', predicates: open };
};

export const anyOf = (...predicates: readonly Predicate[]): Predicate => {
  const open = predicates.filter(p => p.op !== 'constant' || p.holds);
  if (open.some(p => p.op === 'constant')) return always;
  return open.length === 0 ? never : open.length === 1 ? open[0]! : { op: 'anyOf', predicates: open };
};

/** Where the condition holds, the consequence must. */
export const implies = (condition: Predicate, consequence: Predicate): Predicate => anyOf(not(condition), consequence);

/** An optional place is filled, and what it holds is as asked. */
export const presentAnd = <T>(
  value: View<T | undefined>,
  asked: (value: View<NonNullable<T>>) => Predicate,
): Predicate => (isAbsent(value) ? never : allOf(present(value), asked(assumed(value))));

/** Asks only where an optional place is filled. */
export const ifGiven = <T>(value: View<T | undefined>, asked: (value: View<NonNullable<T>>) => Predicate): Predicate =>
  isAbsent(value) ? always : implies(present(value), asked(assumed(value) as View<NonNullable<T>>));

function quantified<L>(
  op: 'all' | 'exists',
  value: Expression<L>,
  item: string,
  predicate: (item: View<Item<L>>) => Predicate,
): Predicate {
  if (isAbsent(value)) return { op: 'constant', holds: op === 'all' };
  const { source, element } = listSource(value);
  const asked = predicate(element(item) as View<Item<L>>);
  return { op, list: source, item: itemName(item, asked), predicate: asked };
}

type Quantifier = <L extends readonly unknown[] | undefined>(
  value: Expression<L>,
  item: string,
  predicate: (item: View<Item<L>>) => Predicate,
) => Predicate;

export const all: Quantifier = (value, item, predicate) => quantified('all', value, item, predicate);
export const exists: Quantifier = (value, item, predicate) => quantified('exists', value, item, predicate);

/** Compares the number of items (for which `where` holds) with a bound. */
export function count<L extends readonly unknown[] | undefined>(
  value: Expression<L>,
  comparison: Comparison,
  bound: number,
  item = 'element',
  where: (item: View<Item<L>>) => Predicate = () => always,
): Predicate {
  if (isAbsent(value)) return { op: 'constant', holds: compares[comparison](0, bound) };
  const { source, element } = listSource(value);
  const predicate = where(element(item) as View<Item<L>>);
  return { op: 'count', list: source, item: itemName(item, predicate), predicate, comparison, bound };
}

/** No two items give the same. */
export function unique<L extends readonly unknown[] | undefined>(
  value: Expression<L>,
  item: string,
  by: (item: View<Item<L>>) => Expression<string>,
): Predicate {
  if (isAbsent(value)) return always;
  const { source, element } = listSource(value);
  const key = nodeOf(by(element(item) as View<Item<L>>));
  return { op: 'unique', list: source, item: itemName(item, key), by: key };
}

export const compare = (left: Value<number>, comparison: Comparison, right: Value<number>): Predicate => ({
  op: 'compare',
  left: nodeOf(left),
  comparison,
  right: nodeOf(right),
});

/** `pattern` is in the common subset of JavaScript and RE2. */
export const matches = (value: Expression<string>, pattern: string): Predicate => ({
  op: 'matches',
  value: nodeOf(value),
  pattern,
});

/** The place that an error names when the predicate does not hold. */
export const blame = (place: Expression<unknown>, predicate: Predicate): Predicate =>
  isAbsent(place) || predicate.op === 'constant' ? predicate : { op: 'blame', place: nodeOf(place), predicate };
