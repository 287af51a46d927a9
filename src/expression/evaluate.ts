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

/** A node, compiled once for all inputs to functions made of those of its parts: what it yields. */
type Yield = (scope: Scope) => Json | undefined;
/** A predicate, compiled likewise: whether it holds. */
type Test = (scope: Scope) => boolean;

/** The value of an expression; undefined when it is absent. The input must have passed `check`. */
export const evaluate = (expression: Value<unknown>, input: Input): Json | undefined =>
  (expression instanceof Expression ? expressionYield(expression) : yieldOf(nodeOf(expression)))(input);

const expressionYield = once((expression: Expression<unknown>) => yieldOf(nodeOf(expression)));

const yieldOf: (node: Node) => Yield = once(node => {
  switch (node.op) {
    case 'literal':
      return () => node.value;
    case 'ref':
      return reading(node.path) as Yield;
    case 'object':
      return objectYield(node.members);
    case 'concat':
      return concatYield(node.parts.map(yieldOf));
    case 'when':
      return whenYield(testOf(node.condition), yieldOf(node.yields));
    case 'fallback':
      return fallbackYield(yieldOf(node.value), yieldOf(node.otherwise));
    case 'each':
      return eachYield(walk(node.list, node.item), yieldOf(node.yields));
    case 'find':
      return findYield(walk(node.list, node.item), whenYield(testOf(node.where), yieldOf(node.yields)));
    case 'toMap':
      return mapYield(walk(node.list, node.item), yieldOf(node.key), yieldOf(node.value));
  }
});

function objectYield(members: Members): Yield {
  const parts = Object.entries(members).map(([name, node]) => ({ name, yields: yieldOf(node) }));
  return scope => {
    const present: [string, Json][] = [];
    for (const part of parts) {
      const value = part.yields(scope);
      if (value !== undefined) present.push([part.name, value]);
    }
    return Object.fromEntries(present);
  };
}

const concatYield =
  (parts: readonly Yield[]): Yield =>
  scope =>
    parts.map(part => String(part(scope))).join('');

const whenYield =
  (condition: Test, yields: Yield): Yield =>
  scope =>
    condition(scope) ? yields(scope) : undefined;

const fallbackYield =
  (value: Yield, otherwise: Yield): Yield =>
  scope =>
    value(scope) ?? otherwise(scope);

const eachYield =
  (items: Walk, yields: Yield): Yield =>
  scope => {
    const yielded: Json[] = [];
    for (const item of itemsOf(items, scope)) {
      const value = yields(item);
      if (value !== undefined) yielded.push(value);
    }
    return yielded;
  };

const findYield =
  (items: Walk, yields: Yield): Yield =>
  scope => {
    for (const item of itemsOf(items, scope)) {
      const value = yields(item);
      if (value !== undefined) return value;
    }
    return undefined;
  };

const mapYield =
  (items: Walk, key: Yield, value: Yield): Yield =>
  scope =>
    Object.fromEntries(itemsOf(items, scope).map(item => [String(key(item)), value(item)!]));

/** Own members only: `constructor` is a name like any other. */
function member(of: unknown, name: string): unknown {
  if (typeof of !== 'object' || of === null) return undefined;
  const value = (of as { readonly [name: string]: unknown })[name];
  return value === undefined || Object.hasOwn(of, name) ? value : undefined;
}

const reading =
  ([root, ...steps]: readonly string[]) =>
  (scope: Scope): unknown => {
    let at = lookUp(root!, scope);
    for (let step = 0; step < steps.length; step++) at = member(at, steps[step]!);
    return at;
  };

function lookUp(name: string, scope: Scope): unknown {
  let at = scope;
  for (; 'outer' in at; at = at.outer) if (at.name === name) return at.value;
  return member(at.values, name);
}

/** A list to be walked through, and the name of its items. */
interface Walk {
  readonly list: Node;
  readonly name: string;
  readonly values: (scope: Scope) => readonly unknown[];
}

const walk = (list: Node, name: string): Walk => {
  const yielded = yieldOf(list);
  return { list, name, values: scope => (yielded(scope) ?? []) as readonly unknown[] };
};

/** A list of a predicate: empty where it is absent. */
const walkOf = once(({ list, item }: { list: ListSource; item: string }): Walk => {
  const { values, ...plain } = walk(list.node, item);
  const isThere = everyTest(list.presence.map(testOf));
  return { ...plain, values: scope => (isThere(scope) ? values(scope) : []) };
});

const itemsOf = ({ list, name, values }: Walk, outer: Scope): readonly Item[] =>
  values(outer).map((value, at) => ({ name, value, list, at, outer }));

/** Whether the test holds for an item. */
function someItem({ list, name, values }: Walk, outer: Scope, test: Test): boolean {
  const all = values(outer);
  for (let at = 0; at < all.length; at++) if (test({ name, value: all[at], list, at, outer })) return true;
  return false;
}

export const holds = (predicate: Predicate, input: Input): boolean => testOf(predicate)(input);

const testOf: (predicate: Predicate) => Test = once(predicate => {
  switch (predicate.op) {
    case 'constant':
      return () => predicate.holds;
    case 'present':
      return presentTest(reading(predicate.ref.path), predicate.list);
    case 'equals':
      return equalsTest(yieldOf(predicate.left), yieldOf(predicate.right));
    case 'isTrue':
      return equalsTest(yieldOf(predicate.value), () => true);
    case 'not':
      return notTest(testOf(predicate.predicate));
    case 'allOf':
      return everyTest(predicate.predicates.map(testOf));
    case 'anyOf':
      return someTest(predicate.predicates.map(testOf));
    case 'all':
      return notTest(existsTest(walkOf(predicate), notTest(testOf(predicate.predicate))));
    case 'exists':
      return existsTest(walkOf(predicate), testOf(predicate.predicate));
    case 'count':
      return countTest(walkOf(predicate), testOf(predicate.where), predicate);
    case 'unique':
      return uniqueTest(walkOf(predicate), yieldOf(predicate.by));
    case 'compare':
      return compareTest(yieldOf(predicate.left), compares[predicate.comparison], yieldOf(predicate.right));
    case 'matches':
      return matchesTest(yieldOf(predicate.value), matcher(predicate.pattern));
    case 'blame':
      return testOf(predicate.predicate);
  }
});

const presentTest =
  (read: (scope: Scope) => unknown, list: boolean): Test =>
  scope => {
    const value = read(scope);
    return value !== undefined && !(list && (value as readonly unknown[]).length === 0);
  };

const equalsTest =
  (left: Yield, right: Yield): Test =>
  scope =>
    left(scope) === right(scope);

const notTest =
  (test: Test): Test =>
  scope =>
    !test(scope);

const everyTest =
  (tests: readonly Test[]): Test =>
  scope => {
    for (let at = 0; at < tests.length; at++) if (!tests[at]!(scope)) return false;
    return true;
  };

const someTest =
  (tests: readonly Test[]): Test =>
  scope => {
    for (let at = 0; at < tests.length; at++) if (tests[at]!(scope)) return true;
    return false;
  };

const existsTest =
  (items: Walk, test: Test): Test =>
  scope =>
    someItem(items, scope, test);

const countTest =
  (items: Walk, where: Test, { comparison, bound }: Predicate & { op: 'count' }): Test =>
  scope =>
    compares[comparison](itemsOf(items, scope).filter(where).length, bound);

const uniqueTest =
  (items: Walk, by: Yield): Test =>
  scope =>
    !someItem(items, scope, repeats(by));

/** Whether an item has the key of an earlier one. */
function repeats(by: Yield): Test {
  const seen = new Set<unknown>();
  return item => seen.size === seen.add(by(item)).size;
}

const compareTest =
  (left: Yield, compare: (a: number, b: number) => boolean, right: Yield): Test =>
  scope =>
    compare(left(scope) as number, right(scope) as number);

const matchesTest =
  (value: Yield, pattern: RegExp): Test =>
  scope =>
    pattern.test(String(value(scope)));

export interface Fault {
  readonly path: Path;
  readonly value: unknown;
}

/** Where a predicate does not hold: for quantifiers, one fault for each item that breaks it. */
export const faults = (predicate: Predicate, input: Input): readonly Fault[] =>
  holds(predicate, input) ? none : faultsIn(predicate, input);

const none: readonly Fault[] = [];

function faultsIn(predicate: Predicate, scope: Scope): readonly Fault[] {
  switch (predicate.op) {
    case 'all':
      return itemsOf(walkOf(predicate), scope).flatMap(item => faultsIn(predicate.predicate, item));
    case 'allOf':
      return predicate.predicates.flatMap(p => faultsIn(p, scope));
    case 'anyOf':
      // the last alternative is the consequence of `implies`: that is what ought to hold
      return testOf(predicate)(scope) ? [] : faultsIn(predicate.predicates.at(-1)!, scope);
    case 'unique':
      return itemsOf(walkOf(predicate), scope)
        .filter(repeats(yieldOf(predicate.by)))
        .map(item => faultAt(predicate.by, item));
    case 'blame':
      return testOf(predicate.predicate)(scope) ? [] : [faultAt(predicate.place, scope)];
    default:
      return testOf(predicate)(scope) ? [] : [faultAt(subject(predicate), scope)];
  }
}

const faultAt = (node: Node | undefined, scope: Scope): Fault =>
  node === undefined ? { path: [], value: undefined } : { path: placeOf(node, scope), value: yieldOf(node)(scope) };

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
