import { matcher } from '../schema/check';
import { once } from '../schema/once';
import type { Path } from '../schema/violation';
import { Expression, nodeOf, type Value } from './expression';
import { compares, type Json, type ListSource, type Members, type Node, type Predicate, unguarded } from './node';

/** Concrete values for roots and items, and where those stand in the input. */
export interface Input {
  readonly values: { readonly [name: string]: unknown };
  readonly places?: { readonly [name: string]: Path };
}

/** An element of a list that is being walked through, under its name; what is around it stays visible. */
interface Item {
  readonly name: string;
  readonly value: unknown;
  readonly list: Node;
  readonly at: number;
  readonly outer: Scope;
}

/** Linked and not copied: most elements are only looked at once, and nobody asks where they stand. */
type Scope = Input | Item;

/** The value of an expression; undefined when it is absent. The input must have passed `check`. */
export const evaluate = (expression: Value<unknown>, input: Input): Json | undefined =>
  valueIn(expression instanceof Expression ? wholeNode(expression) : nodeOf(expression), input);

const wholeNode = once((expression: Expression<unknown>) => nodeOf(expression));

type Evaluated = { readonly [Op in Node['op']]: (node: Node & { readonly op: Op }, scope: Scope) => Json | undefined };

// Functions in a table, which V8 optimises one by one: a switch it would inline into itself, at the cost of an app's synth.
const evaluated: Evaluated = {
  literal: node => node.value,
  ref: ({ path }, scope) => read(path, scope) as Json | undefined,
  object({ members }, scope) {
    const present: { [name: string]: Json } = {};
    for (const name of namesOf(members)) {
      const value = valueIn(members[name]!, scope);
      if (value !== undefined) present[name] = value;
    }
    return present;
  },
  concat({ parts }, scope) {
    let text = '';
    for (const part of parts) text += String(valueIn(part, scope));
    return text;
  },
  when: ({ condition, yields }, scope) => (holds(condition, scope) ? valueIn(yields, scope) : undefined),
  fallback: ({ value, otherwise }, scope) => valueIn(value, scope) ?? valueIn(otherwise, scope),
  // what the items yield; those that yield nothing are left out
  each({ list, item, yields }, scope) {
    const found: Json[] = [];
    for (const each of itemsOf(list, item, scope)) {
      const value = valueIn(yields, each);
      if (value !== undefined) found.push(value);
    }
    return found;
  },
  // the first that an item yields
  find({ list, item, where, yields }, scope) {
    for (const each of itemsOf(list, item, scope)) {
      const value = holds(where, each) ? valueIn(yields, each) : undefined;
      if (value !== undefined) return value;
    }
    return undefined;
  },
  toMap: ({ list, item, key, value }, scope) =>
    Object.fromEntries(
      itemsOf(list, item, scope)
        .map((each): [string, Json] => [String(valueIn(key, each)), valueIn(value, each)!])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
};

const valueIn = (node: Node, scope: Scope): Json | undefined =>
  (evaluated[node.op] as (node: Node, scope: Scope) => Json | undefined)(node, scope);

/** Members by name, as cdk8s sorts them: what is evaluated is written as it is. */
const namesOf = once((members: Members) => Object.keys(members).sort());

/** Own members only: `constructor` is a name like any other. */
function member(of: unknown, name: string): unknown {
  if (typeof of !== 'object' || of === null) return undefined;
  const value = (of as { readonly [name: string]: unknown })[name];
  return value === undefined || Object.hasOwn(of, name) ? value : undefined;
}

function read(path: readonly string[], scope: Scope): unknown {
  let at = lookUp(path[0]!, scope);
  for (let step = 1; step < path.length; step++) at = member(at, path[step]!);
  return at;
}

function lookUp(name: string, scope: Scope): unknown {
  let at = scope;
  for (; 'outer' in at; at = at.outer) if (at.name === name) return at.value;
  return member(at.values, name);
}

/** The elements of a list that may be absent. */
const elementsOf = (list: Node, scope: Scope): readonly unknown[] =>
  (valueIn(list, scope) as readonly unknown[] | undefined) ?? none;

const itemAt = (list: Node, name: string, value: unknown, at: number, outer: Scope): Item => ({
  name,
  value,
  list,
  at,
  outer,
});

const itemsOf = (list: Node, name: string, outer: Scope): readonly Item[] =>
  elementsOf(list, outer).map((value, at) => itemAt(list, name, value, at, outer));

const itemsIn = ({ node, presence }: ListSource, name: string, scope: Scope): readonly Item[] =>
  allHold(presence, scope) ? itemsOf(node, name, scope) : none;

const elementsIn = ({ node, presence }: ListSource, scope: Scope): readonly unknown[] =>
  allHold(presence, scope) ? elementsOf(node, scope) : none;

const none: readonly never[] = [];

type Held = {
  readonly [Op in Predicate['op']]: (predicate: Predicate & { readonly op: Op }, scope: Scope) => boolean;
};

const held: Held = {
  constant: predicate => predicate.holds,
  present: ({ ref, list }, scope) => isFilled(read(ref.path, scope), list),
  equals: ({ left, right }, scope) => valueIn(left, scope) === valueIn(right, scope),
  isTrue: ({ value }, scope) => valueIn(value, scope) === true,
  not: ({ predicate }, scope) => !holds(predicate, scope),
  allOf: junction,
  anyOf: junction,
  all: quantified,
  exists: quantified,
  count: quantified,
  unique({ list, item, by }, scope) {
    const elements = elementsIn(list, scope);
    if (elements.length < 2) return true;
    const known = new Set<Json | undefined>();
    for (let at = 0; at < elements.length; at++)
      known.add(valueIn(by, itemAt(list.node, item, elements[at], at, scope)));
    return known.size === elements.length;
  },
  compare: ({ left, comparison, right }, scope) =>
    compares[comparison](valueIn(left, scope) as number, valueIn(right, scope) as number),
  matches: ({ value, pattern }, scope) => matcher(pattern).test(String(valueIn(value, scope))),
  blame: ({ predicate }, scope) => holds(predicate, scope),
};

/** Whether a predicate holds. */
export const holds = (predicate: Predicate, scope: Scope): boolean =>
  (held[predicate.op] as (predicate: Predicate, scope: Scope) => boolean)(predicate, scope);

function allHold(predicates: readonly Predicate[], scope: Scope): boolean {
  for (const predicate of predicates) if (!holds(predicate, scope)) return false;
  return true;
}

function junction({ op, predicates }: Predicate & { op: 'allOf' | 'anyOf' }, scope: Scope): boolean {
  const decisive = op === 'anyOf';
  for (const predicate of predicates) if (holds(predicate, scope) === decisive) return decisive;
  return !decisive;
}

type Quantified = Predicate & { op: 'all' | 'exists' | 'count' };

/** `all` looks for one item for which a predicate does not hold, `exists` for one for which it does, `count` for each such. */
function quantified(quantifier: Quantified, scope: Scope): boolean {
  const { op, list, item, predicate } = quantifier;
  const wanted = op !== 'all';
  let found = 0;
  const elements = elementsIn(list, scope);
  for (let at = 0; at < elements.length && (found === 0 || op === 'count'); at++)
    if (holds(predicate, itemAt(list.node, item, elements[at], at, scope)) === wanted) found++;
  return op === 'count' ? compares[quantifier.comparison](found, quantifier.bound) : found > 0 === wanted;
}

const isFilled = (value: unknown, list: boolean): boolean =>
  value !== undefined && !(list && (value as readonly unknown[]).length === 0);

/** The items that have the key of an earlier one. */
function repeated({ list, item, by }: Predicate & { op: 'unique' }, scope: Scope): readonly Item[] {
  const known = new Set<Json | undefined>();
  const again: Item[] = [];
  for (const each of itemsIn(list, item, scope)) {
    const key = valueIn(by, each);
    if (known.has(key)) again.push(each);
    else known.add(key);
  }
  return again;
}

export interface Fault {
  readonly path: Path;
  readonly value: unknown;
}

/** Where a predicate does not hold: for quantifiers, one fault for each item that breaks it. */
export function faults(predicate: Predicate, scope: Scope): readonly Fault[] {
  if (holds(predicate, scope)) return none;
  switch (predicate.op) {
    case 'all':
      return itemsIn(predicate.list, predicate.item, scope).flatMap(item => faults(predicate.predicate, item));
    case 'allOf':
      return predicate.predicates.flatMap(p => faults(p, scope));
    case 'anyOf':
      // the last alternative is the consequence of `implies`: that is what ought to hold
      return faults(predicate.predicates.at(-1)!, scope);
    case 'unique':
      return repeated(predicate, scope).map(item => faultAt(predicate.by, item));
    case 'blame':
      return [faultAt(predicate.place, scope)];
    default:
      return [faultAt(subject(predicate), scope)];
  }
}

const faultAt = (node: Node | undefined, scope: Scope): Fault =>
  node === undefined ? { path: [], value: undefined } : { path: placeOf(node, scope), value: valueIn(node, scope) };

/** What a predicate is about: the first place that it reads. */
function subject(predicate: Predicate): Node | undefined {
  switch (predicate.op) {
    case 'present':
      return predicate.ref;
    case 'equals':
    case 'compare':
      return predicate.left;
    case 'isTrue':
    case 'matches':
      return predicate.value;
    case 'count':
    case 'exists':
      return predicate.list.node;
    case 'not':
      return subject(predicate.predicate);
    default:
      return undefined;
  }
}

/** Where a node's value stands in the input. */
function placeOf(guardedNode: Node, scope: Scope): Path {
  const { node } = unguarded(guardedNode);
  if (node.op === 'concat') {
    const ref = node.parts.find(part => part.op === 'ref');
    return ref ? placeOf(ref, scope) : [];
  }
  if (node.op !== 'ref') return [];
  const [root, ...rest] = node.path;
  return [...placeOfName(root!, scope), ...rest];
}

function placeOfName(name: string, scope: Scope): Path {
  if (!('outer' in scope)) return scope.places?.[name] ?? [];
  return scope.name === name ? [...placeOf(scope.list, scope.outer), scope.at] : placeOfName(name, scope.outer);
}
