import { once } from '../schema/once';
import { mapValues } from '../schema/records';
import type { Fields, Shape } from '../schema/shape';
import { isPrintable } from '../schema/text';
import type { Condition, Json, ListSource, Members, Node, Predicate, RefNode, Scalar } from './node';

const inner = Symbol('node');
const guard = Symbol('presence');
const list = Symbol('list');
declare const type: unique symbol;

interface ListOf {
  readonly source: Node;
  element(item: string): Expression<unknown>;
}

/**
 * Yields a T when rendered: as a value, as CUE or as CEL. `undefined` in T means that it may be absent.
 * Members and elements are reached through a `View`.
 */
export class Expression<out T> {
  declare readonly [type]?: T;
  /** The value, taken as present. */
  readonly [inner]: Node | undefined;
  /** What must hold for the value to be there. */
  readonly [guard]: readonly Condition[];
  readonly [list]?: ListOf;

  constructor(node: Node | undefined, presence: readonly Condition[] = [], elements?: ListOf) {
    this[inner] = node;
    this[guard] = presence;
    this[list] = elements;
  }
}

/** An expression whose members are expressions too: a place in the input, or a part of the table seen through an interface. */
export type View<T> = Expression<T> &
  (T extends Scalar | undefined | readonly unknown[] ? unknown : { readonly [K in keyof T]-?: View<T[K]> });

/** An expression, or a plain scalar. */
export type Value<T> = Expression<T> | (T & Scalar);
export type MembersOf<T> = { readonly [K in keyof T]: Value<T[K]> };

/** Never there. */
export const absent: Expression<undefined> = new Expression(undefined);
export const isAbsent = (value: unknown): boolean => value instanceof Expression && value[inner] === undefined;

const wrap = (conditions: readonly Condition[], node: Node): Node =>
  conditions.reduceRight<Node>((yields, condition) => ({ op: 'when', condition, yields }), node);

/** What the renderings see of an expression. */
export function nodeOf(value: Value<unknown>): Node {
  if (!(value instanceof Expression)) {
    if (value === undefined) throw new Error('this interface does not provide that part of the table');
    return literalNode(value);
  }
  const node = value[inner];
  if (node === undefined) throw new Error('an absent expression has no rendering');
  return wrap(value[guard], node);
}

function literalNode(value: Json): Node {
  if (!textsIn(value).every(isPrintable))
    throw new Error(`a literal holds control characters: ${JSON.stringify(value)}`);
  return { op: 'literal', value };
}

const textsIn = (value: Json): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' ? [...Object.keys(value), ...Object.values(value).flatMap(textsIn)] : [];
};

export const literal = <const T extends Json>(value: T): Expression<T> => new Expression(literalNode(value));

/** The same value, taken as present: only meaningful where its presence is a condition. */
export const assumed = <T>(view: View<T>): View<NonNullable<T>> => rebuilt(view, view[inner], []);

/** The same value under further conditions. */
export const guarded = <T>(view: View<T>, presence: readonly Condition[]): View<T | undefined> =>
  isAbsent(view) ? view : rebuilt(view, view[inner], [...presence, ...view[guard]]);

const rebuilt = <T>(view: View<unknown>, node: Node | undefined, presence: readonly Condition[]): View<T> =>
  Object.assign(new Expression<T>(node, presence, view[list]), membersOf(view)) as View<T>;

/** The members of a view, as own properties: no name of a member can hide anything. */
export const membersOf = (view: Expression<unknown>): { readonly [name: string]: View<unknown> } =>
  Object.fromEntries(Object.entries(view));

export const presenceOf = (value: Expression<unknown>): readonly Condition[] => value[guard];

/** What must hold for a place of a shape to be filled. */
export const presenceAt = (shape: Shape, ref: RefNode): readonly Condition[] =>
  shape.optional ? [{ op: 'present', ref, list: shape.kind === 'list' }] : [];

/** All places of a shape below a path. */
export function viewOf<T>(shape: Shape<T>, path: readonly string[]): View<T> {
  const node: RefNode = { op: 'ref', path };
  const presence = presenceAt(shape, node);
  if (shape.kind === 'list') {
    const { item } = shape;
    return listView(node, node, presence, name => viewOf(item, [name]));
  }
  const fields: Fields = shape.kind === 'record' ? shape.fields : {};
  return Object.assign(
    new Expression<T>(node, presence),
    mapValues(fields, (field, name) => viewOf(field, [...path, name])),
  ) as View<T>;
}

/** A list whose elements are seen through `element`, and which as a whole yields `value`. */
export const listView = <T>(
  source: Node,
  value: Node,
  presence: readonly Condition[],
  element: (item: string) => Expression<unknown>,
): View<T> => new Expression<T>(value, presence, { source, element }) as View<T>;

/** A record put together from views of its members. */
export const recordView = <T>(members: { readonly [name: string]: Expression<unknown> }): View<T> =>
  Object.assign(new Expression<T>({ op: 'object', members: nodesOf(members) }), members) as View<T>;

/** Without those that are absent. */
export const nodesOf = (members: { readonly [name: string]: Value<unknown> | undefined }): Members =>
  Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) =>
      value === undefined || isAbsent(value) ? [] : [[name, nodeOf(value)]],
    ),
  );

/**
 * An object of the target's type: members that are absent are left out. A record of the table is one itself, where the
 * target calls all of its members the same.
 */
export const object = <T = never>(members: NoInfer<MembersOf<NonNullable<T>>>): Expression<T> =>
  new Expression({ op: 'object', members: nodesOf(members) });

export const isTrue = (value: Expression<boolean>): Predicate => {
  const node = nodeOf(value);
  return node.op === 'literal' ? { op: 'constant', holds: node.value === true } : { op: 'isTrue', value: node };
};

export const equals = <T extends Scalar>(left: Expression<T>, right: Value<NoInfer<T>>): Predicate => {
  const l = nodeOf(left);
  const r = nodeOf(right);
  return l.op === 'literal' && r.op === 'literal'
    ? { op: 'constant', holds: l.value === r.value }
    : { op: 'equals', left: l, right: r };
};

/**
 * Absent unless the condition holds. Only `isTrue`, `equals` and `unique`, or that it is not, are conditions here;
 * presence is what `ifPresent` is for.
 */
export function when<T>(condition: Predicate, then: Value<T>): Expression<T | undefined> {
  if (isAbsent(then)) return absent;
  if (condition.op === 'constant') return condition.holds ? new Expression(nodeOf(then)) : absent;
  if (!isCondition(condition)) throw new Error(`${condition.op} is for rules, not for values`);
  return new Expression<T>(nodeOf(then), [condition]);
}

const isCondition = (asked: Predicate): asked is Condition =>
  ['equals', 'isTrue', 'unique'].includes(asked.op) || (asked.op === 'not' && asked.predicate.op === 'unique');

/** Absent when `value` is. */
export const ifPresent = <S, T>(
  value: View<S | undefined>,
  then: (value: View<NonNullable<S>>) => Expression<T>,
): Expression<T | undefined> =>
  isAbsent(value) ? absent : new Expression<T>(nodeOf(then(assumed(value))), value[guard]);

export const fallback = <T>(value: Expression<T | undefined>, otherwise: Value<T>): Expression<T> => {
  if (isAbsent(value)) return new Expression(nodeOf(otherwise));
  return value[guard].length === 0 && value[inner]!.op !== 'find'
    ? (value as Expression<T>)
    : new Expression({ op: 'fallback', value: nodeOf(value), otherwise: nodeOf(otherwise) });
};

export const concat = (...parts: readonly Value<string>[]): Expression<string> => {
  const nodes = parts.map(nodeOf).filter(node => node.op !== 'literal' || node.value !== '');
  if (nodes.length === 0) return new Expression(literalNode(''));
  return new Expression(nodes.length === 1 ? nodes[0]! : { op: 'concat', parts: nodes });
};

/** Words that CUE or CEL take for their own, or that the renderings use. */
const reserved = new Set(
  (
    'as break const continue else false for function if import in let loop namespace null package return true var void while ' +
    'bool bytes float int list map number string dyn type size len has optional context parameter output outputs patch errs template schema each self other position'
  ).split(' '),
);

/** Checks the name that a list's item is given in CUE and CEL. */
export function itemName(name: string, inside: object): string {
  if (!/^[a-z][A-Za-z]*$/.test(name) || reserved.has(name))
    throw new Error(`"${name}" cannot name an item in CUE and CEL`);
  if (itemNamesIn(inside).has(name)) throw new Error(`the item name "${name}" is used again inside itself`);
  return name;
}

/** The names of all items in a node. */
export const itemNamesIn = once((node: object): ReadonlySet<unknown> => {
  const names = new Set<unknown>('item' in node ? [node.item] : []);
  for (const inner of Object.values(node))
    if (typeof inner === 'object' && inner !== null) for (const name of itemNamesIn(inner)) names.add(name);
  return names;
});

const listOf = (value: Expression<unknown>): ListOf => {
  const of = value[list];
  if (!of) throw new Error('not a list of this interface');
  return of;
};

type Item<L> = NonNullable<L> extends readonly (infer S)[] ? S : never;
type Like<L, T> = undefined extends L ? T | undefined : T;

/** One element for each item. `key` names the member by which KubeVela merges such lists. */
export function each<L extends readonly unknown[] | undefined, T>(
  value: Expression<L>,
  item: string,
  then: (item: View<Item<L>>) => Expression<T>,
  key?: keyof NonNullable<T> & string,
): Expression<Like<L, readonly T[]>> {
  if (isAbsent(value)) return absent as Expression<Like<L, readonly T[]>>;
  const { source, element } = listOf(value);
  const yielded = nodeOf(then(element(item) as View<Item<L>>));
  return new Expression(
    { op: 'each', list: source, item: itemName(item, yielded), yields: yielded, key },
    value[guard],
  );
}

/** From the one item for which `where` holds; absent if there is none. */
export function find<S, T>(
  value: Expression<readonly S[]>,
  item: string,
  where: (item: View<S>) => Predicate,
  then: (item: View<S>) => Expression<T>,
): Expression<T | undefined> {
  const { source, element } = listOf(value);
  const condition = where(element(item) as View<S>);
  const found = nodeOf(then(element(item) as View<S>));
  if (condition.op !== 'equals' && condition.op !== 'isTrue') throw new Error(`find cannot ask ${condition.op}`);
  return new Expression<T>({
    op: 'find',
    list: source,
    item: itemName(item, [condition, found]),
    where: condition,
    yields: found,
  });
}

/** A list turned into a map. */
export function toMap<S>(
  value: Expression<readonly S[]>,
  item: string,
  key: (item: View<S>) => Expression<string>,
  then: (item: View<S>) => Expression<string>,
): Expression<{ readonly [key: string]: string }> {
  const { source, element } = listOf(value);
  const of = element(item) as View<S>;
  const parts = { key: nodeOf(key(of)), value: nodeOf(then(of)) };
  return new Expression({ op: 'toMap', list: source, item: itemName(item, parts), ...parts });
}

/** A list for predicates: absent is empty. */
export const listSource = (
  value: Expression<unknown>,
): { source: ListSource; element(item: string): Expression<unknown> } => {
  const { source, element } = listOf(value);
  return { source: { node: source, presence: value[guard] }, element };
};
