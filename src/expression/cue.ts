import { type Expression, itemNamesIn, nodeOf } from './expression';
import {
  type Comparison,
  type Condition,
  type Json,
  type ListSource,
  type Members,
  type Node,
  type Predicate,
  type Unique,
  unguarded,
} from './node';

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

/** The chains of clauses under which a predicate does not hold: one `errs` entry each. */
export const cueFailures = (predicate: Predicate, roots: Roots): readonly string[] =>
  new CueWriter(roots, predicate).chains(predicate, false, false).map(chain => chain.join(' '));

/** A predicate as a boolean expression. */
export const cueBoolean = (predicate: Predicate, roots: Roots): string => {
  const chains = new CueWriter(roots, predicate).chains(predicate, true, true);
  return chains.some(chain => chain.length === 0) ? 'true' : `len(${ones(chains)}) > 0`;
};

/** Each chain is a row of clauses; where one of them holds, so does the predicate. */
type Chains = readonly (readonly string[])[];

const ones = (chains: Chains): string => `[${chains.map(chain => `${chain.join(' ')} {1}`).join(', ')}]`;

const opposite: { readonly [C in Comparison]: Comparison } = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

const comparison = (predicate: { readonly comparison: Comparison }, wanted: boolean): Comparison =>
  wanted ? predicate.comparison : opposite[predicate.comparison];

const membersOf = (node: Node): Members => {
  if (node.op !== 'object') throw new Error('only an object renders as CUE fields');
  return node.members;
};

const cueLiteral = (value: Json): string => JSON.stringify(value);

/** Values, and what may be absent under clauses before it; predicates, as chains of such clauses. */
export class CueWriter {
  /** A quoted label binds no name, so it cannot hide a variable that is called the same. */
  private readonly taken: ReadonlySet<unknown>;

  constructor(
    private readonly roots: Roots,
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
  private split(node: Node, at: string): { readonly clauses: readonly string[]; readonly node: Node } {
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
  protected clauses(condition: Condition): readonly string[] {
    return this.chains(condition, true, false)[0]!;
  }

  /** @param repeated whether a chain may come true more than once: where only "at all" is asked, loops need no len */
  chains(predicate: Predicate, wanted: boolean, repeated: boolean): Chains {
    switch (predicate.op) {
      case 'constant':
        return predicate.holds === wanted ? [[]] : [];
      case 'not':
        return this.chains(predicate.predicate, !wanted, repeated);
      case 'blame':
        return this.chains(predicate.predicate, wanted, repeated);
      case 'allOf':
      case 'anyOf':
        return (predicate.op === 'allOf') === wanted
          ? this.together(predicate.predicates, wanted, repeated)
          : this.firstThat(predicate.predicates, wanted, repeated);
      case 'present':
        return this.present(predicate, wanted);
      case 'equals':
        return [[`if ${this.value(predicate.left)} ${wanted ? '==' : '!='} ${this.value(predicate.right)}`]];
      case 'isTrue':
        return [[`if ${wanted ? '' : '!'}${this.value(predicate.value)}`]];
      case 'matches':
        return [[`if ${this.value(predicate.value)} ${wanted ? '=~' : '!~'} ${cueLiteral(predicate.pattern)}`]];
      case 'compare':
        return [[`if ${this.value(predicate.left)} ${comparison(predicate, wanted)} ${this.value(predicate.right)}`]];
      case 'count':
        return [[`if ${this.size(predicate)} ${comparison(predicate, wanted)} ${predicate.bound}`]];
      case 'exists':
        return this.some(predicate, true, wanted, repeated);
      case 'all':
        return this.some(predicate, false, !wanted, repeated);
      case 'unique':
        return [[this.distinct(predicate, wanted ? '==' : '!=')]];
    }
  }

  /** All of the predicates are as wanted. */
  private together(predicates: readonly Predicate[], wanted: boolean, repeated: boolean): Chains {
    return predicates.reduce<Chains>(
      (rows, predicate) =>
        rows.flatMap(row => this.chains(predicate, wanted, repeated).map(chain => [...row, ...chain])),
      [[]],
    );
  }

  /** One of the predicates is as wanted, all before it are not: so what a later one reads is known to be there. */
  private firstThat(predicates: readonly Predicate[], wanted: boolean, repeated: boolean): Chains {
    return predicates.flatMap((predicate, i) =>
      this.together(predicates.slice(0, i), !wanted, repeated).flatMap(before =>
        this.chains(predicate, wanted, repeated).map(chain => [...before, ...chain]),
      ),
    );
  }

  /** There is (or, if not wanted, there is no) item for which the predicate comes out as asked. */
  private some(
    { list, item, predicate }: Predicate & { op: 'all' | 'exists' },
    asked: boolean,
    wanted: boolean,
    repeated: boolean,
  ): Chains {
    const found = this.chains(predicate, asked, true).map(chain => [...this.generator(list, item), ...chain]);
    return wanted && repeated ? found : [[`if len(${ones(found)}) ${wanted ? '>' : '=='} 0`]];
  }

  private size({ list, item, predicate }: Predicate & { op: 'count' }): string {
    if (predicate.op === 'constant' && predicate.holds && list.presence.length === 0)
      return `len(${this.value(list.node)})`;
    const counted = this.chains(predicate, true, false).map(chain => [...this.generator(list, item), ...chain]);
    return `len(${ones(counted)})`;
  }

  private present(predicate: Predicate & { op: 'present' }, wanted: boolean): Chains {
    const path = this.path(predicate.ref.path);
    const there = `if ${path} != _|_`;
    if (wanted) return [[there, ...(predicate.list ? [`if len(${path}) > 0`] : [])]];
    return [[`if ${path} == _|_`], ...(predicate.list ? [[there, `if len(${path}) == 0`]] : [])];
  }

  /** As many items as different things that they give, or not as many. */
  private distinct({ list, item, by }: Unique, comparison: '==' | '!='): string {
    const generator = this.generator(list, item).join(' ');
    return `if len([${generator} {1}]) ${comparison} len({${generator} {"\\(${this.value(by)})": true}})`;
  }

  /** Goes through a list that may be absent; an empty one needs no asking. */
  private generator({ node, presence }: ListSource, item: string): readonly string[] {
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

  private path(path: readonly string[]): string {
    const [root, ...rest] = path;
    return [this.roots[root!] ?? root!, ...rest].join('.');
  }

  protected label(name: string): string {
    return /^[A-Za-z]\w*$/.test(name) && !this.taken.has(name) ? name : JSON.stringify(name);
  }
}
