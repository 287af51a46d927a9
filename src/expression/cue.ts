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

export const cueValue = (expression: Expression<unknown>, roots: Roots): string => {
  const node = nodeOf(expression);
  return new CueWriter(roots, node).value(node);
};

/** The chains of clauses under which a predicate does not hold: one `errs` entry each. */
export const cueFailures = (predicate: Predicate, roots: Roots): readonly string[] =>
  new CueWriter(roots, predicate).failures(predicate);

/** A predicate as a boolean expression. */
export const cueBoolean = (predicate: Predicate, roots: Roots): string => {
  const chains = new CueWriter(roots, predicate).chains(predicate, true, true, start);
  return chains.some(({ clauses }) => clauses.length === 0) ? 'true' : `len(${ones(chains)}) > 0`;
};

/** A row of clauses, and what is known after it: which questions came out how. */
interface Chain {
  readonly clauses: readonly string[];
  readonly known: ReadonlyMap<string, boolean>;
}

/** Where one of the chains holds, so does the predicate. */
type Chains = readonly Chain[];

const start: Chain = { clauses: [], known: new Map() };

/** Within a clause what was asked before it is known too. */
const inside = ({ known }: Chain): Chain => ({ clauses: [], known });

const ones = (chains: Chains): string => `[${chains.map(({ clauses }) => `${clauses.join(' ')} {1}`).join(', ')}]`;

/** A question that the chain has asked already is not asked again: it goes on with the same answer, or never holds. */
const ask = (from: Chain, wanted: boolean, question: string, negated: string): Chains => {
  const answer = from.known.get(question);
  if (answer !== undefined) return answer === wanted ? [from] : [];
  const clauses = [...from.clauses, `if ${wanted ? question : negated}`];
  return [{ clauses, known: new Map([...from.known, [question, wanted]]) }];
};

/** What is known of an item that is called the same is not known of the next one. */
const goThrough = (from: Chain, item: string, list: string): Chain => ({
  clauses: [...from.clauses, `for ${item} in ${list}`],
  known: new Map([...from.known].filter(([question]) => !new RegExp(`\\b${item}\\b`).test(question))),
});

const opposite: { readonly [C in Comparison]: Comparison } = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

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
  private clauses(condition: Condition): readonly string[] {
    return this.chains(condition, true, false, start)[0]!.clauses;
  }

  /** The chains of clauses under which a predicate does not hold. */
  failures(predicate: Predicate): readonly string[] {
    return this.chains(predicate, false, false, start).map(({ clauses }) => clauses.join(' '));
  }

  /** @param repeated whether a chain may come true more than once: where only "at all" is asked, loops need no len */
  chains(predicate: Predicate, wanted: boolean, repeated: boolean, from: Chain): Chains {
    const compared = (left: string, comparison: string, negated: string, right: string | number) =>
      ask(from, wanted, `${left} ${comparison} ${right}`, `${left} ${negated} ${right}`);
    switch (predicate.op) {
      case 'constant':
        return predicate.holds === wanted ? [from] : [];
      case 'not':
        return this.chains(predicate.predicate, !wanted, repeated, from);
      case 'blame':
        return this.chains(predicate.predicate, wanted, repeated, from);
      case 'allOf':
      case 'anyOf':
        return (predicate.op === 'allOf') === wanted
          ? this.together(predicate.predicates, wanted, repeated, from)
          : this.firstThat(predicate.predicates, wanted, repeated, from);
      case 'present':
        return this.present(predicate, wanted, from);
      case 'equals':
        return compared(this.value(predicate.left), '==', '!=', this.value(predicate.right));
      case 'isTrue':
        return ask(from, wanted, this.value(predicate.value), `!${this.value(predicate.value)}`);
      case 'matches':
        return compared(this.value(predicate.value), '=~', '!~', cueLiteral(predicate.pattern));
      case 'compare': {
        const { left, comparison, right } = predicate;
        return compared(this.value(left), comparison, opposite[comparison], this.value(right));
      }
      case 'count': {
        const { comparison, bound } = predicate;
        return compared(this.size(predicate, from), comparison, opposite[comparison], bound);
      }
      case 'exists':
        return this.some(predicate, true, wanted, repeated, from);
      case 'all':
        return this.some(predicate, false, !wanted, repeated, from);
      case 'unique':
        return this.distinct(predicate, wanted, from);
    }
  }

  /** All of the predicates are as wanted. */
  private together(predicates: readonly Predicate[], wanted: boolean, repeated: boolean, from: Chain): Chains {
    return predicates.reduce<Chains>(
      (rows, predicate) => rows.flatMap(row => this.chains(predicate, wanted, repeated, row)),
      [from],
    );
  }

  /** One of the predicates is as wanted, all before it are not: so what a later one reads is known to be there. */
  private firstThat(predicates: readonly Predicate[], wanted: boolean, repeated: boolean, from: Chain): Chains {
    return predicates.flatMap((predicate, i) =>
      this.together(predicates.slice(0, i), !wanted, repeated, from).flatMap(before =>
        this.chains(predicate, wanted, repeated, before),
      ),
    );
  }

  /** There is (or, if not wanted, there is no) item for which the predicate comes out as asked. */
  private some(
    { list, item, predicate }: Predicate & { op: 'all' | 'exists' },
    asked: boolean,
    wanted: boolean,
    repeated: boolean,
    from: Chain,
  ): Chains {
    const found = (before: Chain) =>
      this.generator(list, item, before).flatMap(chain => this.chains(predicate, asked, true, chain));
    if (wanted && repeated) return found(from);
    const number = `len(${ones(found(inside(from)))})`;
    return ask(from, wanted, `${number} > 0`, `${number} == 0`);
  }

  private size({ list, item, predicate }: Predicate & { op: 'count' }, from: Chain): string {
    if (predicate.op === 'constant' && predicate.holds && list.presence.length === 0)
      return `len(${this.value(list.node)})`;
    const counted = this.generator(list, item, inside(from)).flatMap(chain =>
      this.chains(predicate, true, false, chain),
    );
    return `len(${ones(counted)})`;
  }

  private present({ ref, list }: Predicate & { op: 'present' }, wanted: boolean, from: Chain): Chains {
    const path = this.path(ref.path);
    const there = (is: boolean) => ask(from, is, `${path} != _|_`, `${path} == _|_`);
    const filled = list
      ? there(true).flatMap(chain => ask(chain, wanted, `len(${path}) > 0`, `len(${path}) == 0`))
      : there(true);
    if (wanted) return filled;
    return list ? [...there(false), ...filled] : there(false);
  }

  /** As many items as different things that they give, or not as many; a list that is known to be absent has none. */
  private distinct({ list, item, by }: Unique, wanted: boolean, from: Chain): Chains {
    const [chain] = this.generator(list, item, inside(from));
    if (!chain) return wanted ? [from] : [];
    const generator = chain.clauses.join(' ');
    const [items, different] = [`[${generator} {1}]`, `{${generator} {"\\(${this.value(by)})": true}}`];
    return ask(from, wanted, `len(${items}) == len(${different})`, `len(${items}) != len(${different})`);
  }

  /** Goes through a list that may be absent; an empty one needs no asking. */
  private generator({ node, presence }: ListSource, item: string, from: Chain): Chains {
    const guards = presence.map(condition => (condition.op === 'present' ? { ...condition, list: false } : condition));
    return this.together(guards, true, false, from).map(chain => goThrough(chain, item, this.value(node)));
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
