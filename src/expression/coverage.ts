import { fieldsOf, type Shape } from '../schema/shape';
import { type Expression, isAbsent, nodeOf } from './expression';
import type { Condition, Node } from './node';

/** The leaves of the input that an expression never reads: what it would drop in silence. */
export function unread(expression: Expression<unknown>, shape: Shape, root: string): readonly string[] {
  const read = new Set(reads(nodeOf(expression), {}));
  const covered = (leaf: string) =>
    [...read].some(place => leaf === place || leaf.startsWith(`${place}.`) || leaf.startsWith(`${place}[]`));
  return inputLeaves(shape, root)
    .filter(leaf => !covered(leaf))
    .map(leaf => leaf.slice(root.length + 1));
}

/** The places that an expression reads, from their roots. */
export const placesRead = (expression: Expression<unknown>): readonly string[] =>
  isAbsent(expression) ? [] : reads(nodeOf(expression), {});

type Bound = { readonly [item: string]: string };

const placeOf = (node: Node, bound: Bound): string =>
  node.op === 'ref' ? [bound[node.path[0]!] ?? node.path[0]!, ...node.path.slice(1)].join('.') : '';

/** The places that a node, or what it asks, reads. Asking whether a place is filled is no reading of it. */
function reads(part: Node | Condition, bound: Bound): readonly string[] {
  switch (part.op) {
    case 'literal':
    case 'present':
      return [];
    case 'ref':
      return [placeOf(part, bound)];
    case 'object':
      return readsIn(part.members, bound);
    case 'concat':
      return readsIn(part.parts, bound);
    case 'each':
    case 'find':
    case 'toMap':
    case 'unique': {
      const { list, item, ...ofItem } = part;
      return readsIn(ofItem, { ...bound, [item]: `${placeOf('node' in list ? list.node : list, bound)}[]` });
    }
    default:
      return readsIn(part, bound);
  }
}

const readsIn = (parts: object, bound: Bound): readonly string[] =>
  Object.values(parts).flatMap(part => (typeof part === 'object' ? reads(part, bound) : []));

const inputLeaves = (shape: Shape, at: string): readonly string[] => {
  if (shape.kind === 'record')
    return Object.entries(fieldsOf(shape)).flatMap(([name, field]) => inputLeaves(field, `${at}.${name}`));
  return shape.kind === 'list' && shape.item.kind === 'record' ? inputLeaves(shape.item, `${at}[]`) : [at];
};

/** The paths of the target that an expression writes: lists as `[]`, the values of maps as `*`. */
export const written = (expression: Expression<unknown>): readonly string[] => writes(nodeOf(expression), '');

function writes(node: Node, at: string): readonly string[] {
  switch (node.op) {
    case 'object':
      return Object.entries(node.members).flatMap(([name, member]) =>
        writes(member, at === '' ? name : `${at}.${name}`),
      );
    case 'when':
    case 'find':
      return writes(node.yields, at);
    case 'fallback':
      return [...writes(node.value, at), ...writes(node.otherwise, at)];
    case 'each':
      return writes(node.yields, `${at}[]`);
    case 'toMap':
      return [`${at}.*`];
    default:
      return [at];
  }
}
