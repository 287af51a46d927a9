import { matcher } from '../schema/check';
import type { Path } from '../schema/violation';
import { type Expression, nodeOf, type Value } from './expression';
import {
  type Condition,
  compares,
  type Json,
  type ListSource,
  type Members,
  type Node,
  type Predicate,
  unguarded,
} from './node';

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
  evaluateNode(nodeOf(expression), input);

function evaluateNode(node: Node, scope: Scope): Json | undefined {
  switch (node.op) {
    case 'literal':
      return node.value;
    case 'ref':
      return read(node.path, scope) as Json | undefined;
    case 'object':
      return evaluateMembers(node.members, scope);
    case 'concat':
      return node.parts.map(part => String(evaluateNode(part, scope))).join('');
    case 'when':
      return conditionHolds(node.condition, scope) ? evaluateNode(node.yields, scope) : undefined;
    case 'fallback':
      return evaluateNode(node.value, scope) ?? evaluateNode(node.otherwise, scope);
    case 'each': {
      const yielded: Json[] = [];
      for (const item of itemsOf(node.list, node.item, scope)) {
        const value = evaluateNode(node.yields, item);
        if (value !== undefined) yielded.push(value);
      }
      return yielded;
    }
    case 'find':
      for (const item of itemsOf(node.list, node.item, scope)) {
        const value = conditionHolds(node.where, item) ? evaluateNode(node.yields, item) : undefined;
        if (value !== undefined) return value;
      }
      return undefined;
    case 'toMap':
      return Object.fromEntries(
        itemsOf(node.list, node.item, scope).map(item => [
          String(evaluateNode(node.key, item)),
          evaluateNode(node.value, item)!,
        ]),
      );
  }
}

function evaluateMembers(members: Members, scope: Scope): Json {
  const present: [string, Json][] = [];
  for (const name of Object.keys(members)) {
    const value = evaluateNode(members[name]!, scope);
    if (value !== undefined) present.push([name, value]);
  }
  return Object.fromEntries(present);
}

/** Own members only: `constructor` is a name like any other. */
const member = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, name)
    ? (of as { readonly [name: string]: unknown })[name]
    : undefined;

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

const itemsOf = (list: Node, name: string, outer: Scope): readonly Item[] =>
  ((evaluateNode(list, outer) ?? []) as readonly unknown[]).map((value, at) => ({ name, value, list, at, outer }));

function conditionHolds(condition: Condition, scope: Scope): boolean {
  switch (condition.op) {
    case 'present': {
      const value = read(condition.ref.path, scope);
      return value !== undefined && !(condition.list && (value as readonly unknown[]).length === 0);
    }
    case 'equals':
      return evaluateNode(condition.left, scope) === evaluateNode(condition.right, scope);
    case 'isTrue':
      return evaluateNode(condition.value, scope) === true;
  }
}

/** Whether the test holds for an item of the list. */
function someItem(
  { list, item: name }: { list: ListSource; item: string },
  outer: Scope,
  test: (item: Item) => boolean,
): boolean {
  if (!list.presence.every(condition => conditionHolds(condition, outer))) return false;
  const values = (evaluateNode(list.node, outer) ?? []) as readonly unknown[];
  for (let at = 0; at < values.length; at++)
    if (test({ name, value: values[at], list: list.node, at, outer })) return true;
  return false;
}

const sourceItems = ({ list, item }: { list: ListSource; item: string }, scope: Scope): readonly Item[] =>
  list.presence.every(condition => conditionHolds(condition, scope)) ? itemsOf(list.node, item, scope) : [];

export const holds = (predicate: Predicate, input: Input): boolean => holdsIn(predicate, input);

function holdsIn(predicate: Predicate, scope: Scope): boolean {
  switch (predicate.op) {
    case 'constant':
      return predicate.holds;
    case 'not':
      return !holdsIn(predicate.predicate, scope);
    case 'allOf':
      return predicate.predicates.every(p => holdsIn(p, scope));
    case 'anyOf':
      return predicate.predicates.some(p => holdsIn(p, scope));
    case 'all':
      return !someItem(predicate, scope, item => !holdsIn(predicate.predicate, item));
    case 'exists':
      return someItem(predicate, scope, item => holdsIn(predicate.predicate, item));
    case 'count':
      return compares[predicate.comparison](
        sourceItems(predicate, scope).filter(item => holdsIn(predicate.where, item)).length,
        predicate.bound,
      );
    case 'unique':
      return !someItem(predicate, scope, isRepeated(predicate));
    case 'compare':
      return compares[predicate.comparison](
        evaluateNode(predicate.left, scope) as number,
        evaluateNode(predicate.right, scope) as number,
      );
    case 'matches':
      return matcher(predicate.pattern).test(String(evaluateNode(predicate.value, scope)));
    case 'blame':
      return holdsIn(predicate.predicate, scope);
    default:
      return conditionHolds(predicate, scope);
  }
}

/** Whether an item has the key of an earlier one. */
function isRepeated(predicate: Predicate & { op: 'unique' }): (item: Item) => boolean {
  const seen = new Set<unknown>();
  return item => {
    const key = evaluateNode(predicate.by, item);
    return seen.size === seen.add(key).size;
  };
}

export interface Fault {
  readonly path: Path;
  readonly value: unknown;
}

/** Where a predicate does not hold: for quantifiers, one fault for each item that breaks it. */
export const faults = (predicate: Predicate, input: Input): readonly Fault[] =>
  holdsIn(predicate, input) ? none : faultsIn(predicate, input);

const none: readonly Fault[] = [];

function faultsIn(predicate: Predicate, scope: Scope): readonly Fault[] {
  switch (predicate.op) {
    case 'all':
      return sourceItems(predicate, scope).flatMap(item => faultsIn(predicate.predicate, item));
    case 'allOf':
      return predicate.predicates.flatMap(p => faultsIn(p, scope));
    case 'anyOf':
      // the last alternative is the consequence of `implies`: that is what ought to hold
      return holdsIn(predicate, scope) ? [] : faultsIn(predicate.predicates.at(-1)!, scope);
    case 'unique':
      return sourceItems(predicate, scope)
        .filter(isRepeated(predicate))
        .map(item => faultAt(predicate.by, item));
    case 'blame':
      return holdsIn(predicate.predicate, scope) ? [] : [faultAt(predicate.place, scope)];
    default:
      return holdsIn(predicate, scope) ? [] : [faultAt(subject(predicate), scope)];
  }
}

const faultAt = (node: Node | undefined, scope: Scope): Fault =>
  node === undefined
    ? { path: [], value: undefined }
    : { path: placeOf(node, scope), value: evaluateNode(node, scope) };

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

export type { Expression };
