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

/** The places that a node reads. Asking whether a place is filled is no reading of it. */
function reads(node: Node, bound: Bound): readonly string[] {
  switch (node.op) {
    case 'literal':
      return [];
    case 'ref':
      return [placeOf(node, bound)];
    case 'object':
      return Object.values(node.members).flatMap(member => reads(member, bound));
    case 'concat':
      return node.parts.flatMap(part => reads(part, bound));
    case 'when':
      return [...asked(node.condition, bound), ...reads(node.yields, bound)];
    case 'fallback':
      return [...reads(node.value, bound), ...reads(node.otherwise, bound)];
    default: {
      const inside = { ...bound, [node.item]: `${placeOf(node.list, bound)}[]` };
      if (node.op === 'toMap') return [...reads(node.key, inside), ...reads(node.value, inside)];
      return [...reads(node.yields, inside), ...(node.op === 'find' ? asked(node.where, inside) : [])];
    }
  }
}

function asked(condition: Condition, bound: Bound): readonly string[] {
  switch (condition.op) {
    case 'present':
      return [];
    case 'equals':
      return [...reads(condition.left, bound), ...reads(condition.right, bound)];
    case 'isTrue':
      return reads(condition.value, bound);
    case 'unique':
      return reads(condition.by, { ...bound, [condition.item]: `${placeOf(condition.list.node, bound)}[]` });
    case 'not':
      return asked(condition.predicate, bound);
  }
}

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
