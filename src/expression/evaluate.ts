import { matcher } from '../schema/check';
import type { Path } from '../schema/violation';
import { type Expression, nodeOf, type Value } from './expression';
import { type Condition, compares, type Json, type ListSource, type Node, type Predicate, unguarded } from './node';

/** Concrete values for roots and items, and where those stand in the input. */
export interface Input {
  readonly values: { readonly [name: string]: unknown };
  readonly places?: { readonly [name: string]: Path };
}

/** The value of an expression; undefined when it is absent. The input must have passed `check`. */
export const evaluate = (expression: Value<unknown>, input: Input): Json | undefined =>
  evaluateNode(nodeOf(expression), input);

export function evaluateNode(node: Node, input: Input): Json | undefined {
  switch (node.op) {
    case 'literal':
      return node.value;
    case 'ref':
      return read(node.path, input) as Json | undefined;
    case 'object':
      return Object.fromEntries(
        Object.entries(node.members).flatMap(([name, member]) => {
          const value = evaluateNode(member, input);
          return value === undefined ? [] : [[name, value]];
        }),
      );
    case 'concat':
      return node.parts.map(part => String(evaluateNode(part, input))).join('');
    case 'when':
      return conditionHolds(node.condition, input) ? evaluateNode(node.yields, input) : undefined;
    case 'fallback':
      return evaluateNode(node.value, input) ?? evaluateNode(node.otherwise, input);
    case 'each':
      return items(node.list, input).flatMap((_, at) => {
        const value = evaluateNode(node.yields, inside(node.list, node.item, at, input));
        return value === undefined ? [] : [value];
      });
    case 'find':
      for (const at of items(node.list, input).keys()) {
        const item = inside(node.list, node.item, at, input);
        const value = conditionHolds(node.where, item) ? evaluateNode(node.yields, item) : undefined;
        if (value !== undefined) return value;
      }
      return undefined;
    case 'toMap':
      return Object.fromEntries(
        items(node.list, input).map((_, at) => {
          const each = inside(node.list, node.item, at, input);
          return [String(evaluateNode(node.key, each)), evaluateNode(node.value, each)!];
        }),
      );
  }
}

/** Own members only: `constructor` is a name like any other. */
const read = (path: readonly string[], { values }: Input): unknown =>
  path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, step)
        ? (at as { [name: string]: unknown })[step]
        : undefined,
    values,
  );

const items = (list: Node, input: Input): readonly unknown[] =>
  (evaluateNode(list, input) as readonly unknown[] | undefined) ?? [];

const inside = (list: Node, item: string, at: number, input: Input): Input => ({
  values: { ...input.values, [item]: items(list, input)[at] },
  places: { ...input.places, [item]: [...placeOf(list, input), at] },
});

function conditionHolds(condition: Condition, input: Input): boolean {
  switch (condition.op) {
    case 'present': {
      const value = read(condition.ref.path, input);
      return value !== undefined && !(condition.list && (value as readonly unknown[]).length === 0);
    }
    case 'equals':
      return evaluateNode(condition.left, input) === evaluateNode(condition.right, input);
    case 'isTrue':
      return evaluateNode(condition.value, input) === true;
  }
}

const sourceItems = (list: ListSource, input: Input): readonly unknown[] =>
  list.presence.every(condition => conditionHolds(condition, input)) ? items(list.node, input) : [];

export function holds(predicate: Predicate, input: Input): boolean {
  const each = (p: { list: ListSource; item: string }) =>
    sourceItems(p.list, input).map((_, at) => inside(p.list.node, p.item, at, input));
  switch (predicate.op) {
    case 'constant':
      return predicate.holds;
    case 'not':
      return !holds(predicate.predicate, input);
    case 'allOf':
      return predicate.predicates.every(p => holds(p, input));
    case 'anyOf':
      return predicate.predicates.some(p => holds(p, input));
    case 'all':
      return each(predicate).every(item => holds(predicate.predicate, item));
    case 'exists':
      return each(predicate).some(item => holds(predicate.predicate, item));
    case 'count':
      return compares[predicate.comparison](
        each(predicate).filter(item => holds(predicate.where, item)).length,
        predicate.bound,
      );
    case 'unique':
      return repeated(predicate, input).length === 0;
    case 'compare':
      return compares[predicate.comparison](
        evaluateNode(predicate.left, input) as number,
        evaluateNode(predicate.right, input) as number,
      );
    case 'matches':
      return matcher(predicate.pattern).test(String(evaluateNode(predicate.value, input)));
    case 'blame':
      return holds(predicate.predicate, input);
    default:
      return conditionHolds(predicate, input);
  }
}

/** The items whose key an earlier one already has. */
function repeated(predicate: Predicate & { op: 'unique' }, input: Input): readonly Input[] {
  const seen = new Set<unknown>();
  return sourceItems(predicate.list, input).flatMap((_, at) => {
    const item = inside(predicate.list.node, predicate.item, at, input);
    const key = evaluateNode(predicate.by, item);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [item];
  });
}

export interface Fault {
  readonly path: Path;
  readonly value: unknown;
}

/** Where a predicate does not hold: for quantifiers, one fault for each item that breaks it. */
export function faults(predicate: Predicate, input: Input): readonly Fault[] {
  switch (predicate.op) {
    case 'all':
      return sourceItems(predicate.list, input).flatMap((_, at) =>
        faults(predicate.predicate, inside(predicate.list.node, predicate.item, at, input)),
      );
    case 'allOf':
      return predicate.predicates.flatMap(p => faults(p, input));
    case 'anyOf':
      // the last alternative is the consequence of `implies`: that is what ought to hold
      return holds(predicate, input) ? [] : faults(predicate.predicates.at(-1)!, input);
    case 'unique':
      return repeated(predicate, input).map(item => faultAt(predicate.by, item));
    case 'blame':
      return holds(predicate.predicate, input) ? [] : [faultAt(predicate.place, input)];
    default:
      return holds(predicate, input) ? [] : [faultAt(subject(predicate), input)];
  }
}

const faultAt = (node: Node | undefined, input: Input): Fault =>
  node === undefined
    ? { path: [], value: undefined }
    : { path: placeOf(node, input), value: evaluateNode(node, input) };

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
function placeOf(guardedNode: Node, { places = {} }: Input): Path {
  const { node } = unguarded(guardedNode);
  if (node.op === 'concat') {
    const ref = node.parts.find(part => part.op === 'ref');
    return ref ? placeOf(ref, { values: {}, places }) : [];
  }
  if (node.op !== 'ref') return [];
  const [root, ...rest] = node.path;
  return [...(places[root!] ?? []), ...rest];
}

export type { Expression };
