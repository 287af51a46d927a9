import { type Expression, itemNamesIn, nodeOf } from './expression';
import { type Condition, type Json, type ListSource, type Members, type Node, type Unique, unguarded } from './node';

/** What the roots of an expression are called in CUE: `{ spec: 'parameter' }`. */
export type Roots = { readonly [root: string]: string };

/** Fields of a struct, one a line. */
export const cueFields = (expression: Expression<unknown>, roots: Roots, indent = ''): string => {
  const node = nodeOf(expression);
  return new CueWriter(roots, node).fields(membersOf(node), indent);
};

export const cueValue = (expression: Expression<unknown>, roots: Roots, indent = ''): string => {
  const node = nodeOf(expression);
  return new CueWriter(roots, node).value(node, indent);
};

const membersOf = (node: Node): Members => {
  if (node.op !== 'object') throw new Error('only an object renders as CUE fields');
  return node.members;
};

export const cueLiteral = (value: Json): string => JSON.stringify(value);

/** The common part of the CUE renderings: values, references, labels and the clauses before a field that may be absent. */
export class CueWriter {
  /** A quoted label binds no name, so it cannot hide a variable that is called the same. */
  private readonly taken: ReadonlySet<unknown>;

  constructor(
    protected readonly roots: Roots,
    node: object,
  ) {
    this.taken = new Set([...Object.values(roots).map(root => root.split('.')[0]!), ...itemNamesIn(node)]);
  }

  value(node: Node, at = ''): string {
    switch (node.op) {
      case 'literal':
        return cueLiteral(node.value);
      case 'ref':
        return this.path(node.path);
      case 'object':
        return Object.keys(node.members).length === 0 ? '{}' : `{\n${this.fields(node.members, `${at}\t`)}${at}}`;
      case 'concat':
        return `"${node.parts.map(part => (part.op === 'literal' ? cueLiteral(part.value).slice(1, -1) : `\\(${this.value(part, at)})`)).join('')}"`;
      case 'fallback': {
        const { clauses, node: inner } = this.split(node.value, at);
        return `[${clauses.join(' ')} {${this.value(inner, at)}}, ${this.value(node.otherwise, at)}][0]`;
      }
      case 'each':
        return this.comprehension(node, at);
      case 'toMap':
        return `{for ${node.item} in ${this.value(node.list, at)} {(${this.value(node.key, at)}): ${this.value(node.value, at)}}}`;
      default:
        throw new Error(`${node.op} may be absent: it can only be a member`);
    }
  }

  private comprehension(node: Node & { op: 'each' }, at: string): string {
    const { clauses, node: element } = this.split(node.yields, at);
    const head = [`for ${node.item} in ${this.value(node.list, at)}`, ...clauses].join(' ');
    return element.op === 'object'
      ? `[\n${at}\t${head} ${this.value(element, `${at}\t`)},\n${at}]`
      : `[${head} {${this.value(element, at)}}]`;
  }

  /** What may be absent becomes clauses before the field: `if … for … if …`. */
  split(node: Node, at: string): { readonly clauses: readonly string[]; readonly node: Node } {
    const { guards, node: inner } = unguarded(node);
    const clauses = guards.flatMap(guard => this.clauses(guard));
    if (inner.op !== 'find') return { clauses, node: inner };
    const yielded = this.split(inner.yields, at);
    return {
      clauses: [
        ...clauses,
        `for ${inner.item} in ${this.value(inner.list, at)}`,
        ...this.clauses(inner.where),
        ...yielded.clauses,
      ],
      node: yielded.node,
    };
  }

  /** Clauses are chained, never joined by &&: CUE evaluates both sides of an &&, and an absent field is an error. */
  clauses(condition: Condition): readonly string[] {
    switch (condition.op) {
      case 'present': {
        const path = this.path(condition.ref.path);
        return [`if ${path} != _|_`, ...(condition.list ? [`if len(${path}) > 0`] : [])];
      }
      case 'equals':
        return [`if ${this.value(condition.left)} == ${this.value(condition.right)}`];
      case 'isTrue':
        return [`if ${this.value(condition.value)}`];
      case 'unique':
        return [this.distinct(condition, '==')];
      case 'not':
        return [this.distinct(condition.predicate, '!=')];
    }
  }

  /** As many items as different things that they give, or not as many. */
  distinct({ list, item, by }: Unique, comparison: '==' | '!='): string {
    const generator = this.generator(list, item).join(' ');
    return `if len([${generator} {1}]) ${comparison} len({${generator} {"\\(${this.value(by)})": true}})`;
  }

  /** Goes through a list that may be absent; an empty one needs no asking. */
  generator({ node, presence }: ListSource, item: string): readonly string[] {
    const guards = presence.flatMap(condition =>
      this.clauses(condition.op === 'present' ? { ...condition, list: false } : condition),
    );
    return [...guards, `for ${item} in ${this.value(node)}`];
  }

  fields(members: Members, at: string): string {
    const lines: string[] = [];
    let open = '';
    for (const [name, member] of Object.entries(members)) {
      const { clauses, node } = this.split(member, at);
      const block = clauses.join(' ');
      if (open !== '' && block !== open) lines.push(`${at}}\n`);
      if (block !== '' && block !== open) lines.push(`${at}${block} {\n`);
      open = block;
      const here = block === '' ? at : `${at}\t`;
      lines.push(
        ...this.before(node).map(marker => `${here}// +${marker}\n`),
        `${here}${this.label(name)}: ${this.value(node, here)}\n`,
      );
    }
    if (open !== '') lines.push(`${at}}\n`);
    return [...lines, ...this.after(members, at)].join('');
  }

  /** Markers that stand before a field. */
  protected before(_node: Node): readonly string[] {
    return [];
  }

  /** Fields that follow an object's own. */
  protected after(_members: Members, _at: string): readonly string[] {
    return [];
  }

  path(path: readonly string[]): string {
    const [root, ...rest] = path;
    return [this.roots[root!] ?? root!, ...rest].join('.');
  }

  protected label(name: string): string {
    return /^[A-Za-z]\w*$/.test(name) && !this.taken.has(name) ? name : JSON.stringify(name);
  }
}
