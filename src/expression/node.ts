/** What expressions are made of. Only the renderings look inside. */
export type Scalar = string | number | boolean;
export type Json = Scalar | readonly Json[] | { readonly [key: string]: Json };

/** A place in the input, from a root or from the name of a list's item. */
export type RefNode = { readonly op: 'ref'; readonly path: readonly string[] };

export type Node =
  | RefNode
  | { readonly op: 'literal'; readonly value: Json }
  | { readonly op: 'object'; readonly members: Members }
  | { readonly op: 'concat'; readonly parts: readonly Node[] }
  | { readonly op: 'when'; readonly condition: Condition; readonly yields: Node }
  | { readonly op: 'fallback'; readonly value: Node; readonly otherwise: Node }
  | { readonly op: 'each'; readonly list: Node; readonly item: string; readonly yields: Node; readonly key?: string }
  | {
      readonly op: 'find';
      readonly list: Node;
      readonly item: string;
      readonly where: Condition;
      readonly yields: Node;
    }
  | { readonly op: 'toMap'; readonly list: Node; readonly item: string; readonly key: Node; readonly value: Node };

export type Members = { readonly [name: string]: Node };

/** What `when` and `find` may ask: few forms, since each must hold in CUE clauses and in CEL. */
export type Condition =
  /** Filled; an empty list is not. */
  | { readonly op: 'present'; readonly ref: RefNode; readonly list: boolean }
  | { readonly op: 'equals'; readonly left: Node; readonly right: Node }
  | { readonly op: 'isTrue'; readonly value: Node }
  | Unique
  | { readonly op: 'not'; readonly predicate: Unique };

/** No two items of a list give the same. */
export type Unique = { readonly op: 'unique'; readonly list: ListSource; readonly item: string; readonly by: Node };

/** What rules, status and health ask. */
export type Predicate =
  | Condition
  | { readonly op: 'constant'; readonly holds: boolean }
  | { readonly op: 'not'; readonly predicate: Predicate }
  | { readonly op: 'allOf' | 'anyOf'; readonly predicates: readonly Predicate[] }
  | { readonly op: 'all' | 'exists'; readonly list: ListSource; readonly item: string; readonly predicate: Predicate }
  | {
      readonly op: 'count';
      readonly list: ListSource;
      readonly item: string;
      readonly predicate: Predicate;
      readonly comparison: Comparison;
      readonly bound: number;
    }
  | { readonly op: 'compare'; readonly left: Node; readonly comparison: Comparison; readonly right: Node }
  | { readonly op: 'matches'; readonly value: Node; readonly pattern: string }
  /** Says where the fault lies when it does not hold; it changes no meaning. */
  | { readonly op: 'blame'; readonly place: Node; readonly predicate: Predicate };

export type Comparison = '<' | '<=' | '>' | '>=';

export const compares: { readonly [C in Comparison]: (a: number, b: number) => boolean } = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** A list that may be absent: predicates take it as empty then. */
export interface ListSource {
  readonly node: Node;
  readonly presence: readonly Condition[];
}

/** A node without its guards, and the guards. */
export function unguarded(node: Node): { readonly guards: readonly Condition[]; readonly node: Node } {
  const guards: Condition[] = [];
  let inner = node;
  for (; inner.op === 'when'; inner = inner.yields) guards.push(inner.condition);
  return { guards, node: inner };
}

/** Whether a node may yield nothing. */
export const mayBeAbsent = (node: Node): boolean => node.op === 'when' || node.op === 'find';

export const sameRef = (a: Node, b: Node): boolean =>
  a.op === 'ref' && b.op === 'ref' && a.path.join('\0') === b.path.join('\0');
