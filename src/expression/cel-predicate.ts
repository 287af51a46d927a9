import { CelWriter, type Roots } from './cel';
import type { ListSource, Node, Predicate } from './node';

/** A predicate as a boolean CEL expression. */
export const celBoolean = (predicate: Predicate, roots: Roots): string => new CelPredicates(roots).text(predicate);

class CelPredicates {
  private readonly writer: CelWriter;

  constructor(private readonly roots: Roots) {
    this.writer = new CelWriter(roots);
  }

  text(predicate: Predicate): string {
    switch (predicate.op) {
      case 'constant':
        return String(predicate.holds);
      case 'not':
        return this.negated(predicate.predicate);
      case 'blame':
        return this.text(predicate.predicate);
      case 'allOf':
        return predicate.predicates.map(p => this.operand(p)).join(' && ');
      case 'anyOf':
        return predicate.predicates.map(p => this.operand(p)).join(' || ');
      case 'all':
      case 'exists':
        return `${this.list(predicate.list)}.${predicate.op}(${predicate.item}, ${this.text(predicate.predicate)})`;
      case 'count': {
        const all = predicate.where.op === 'constant' && predicate.where.holds;
        const counted = all
          ? this.list(predicate.list)
          : `${this.list(predicate.list)}.filter(${predicate.item}, ${this.text(predicate.where)})`;
        return `${counted}.size() ${predicate.comparison} ${predicate.bound}`;
      }
      case 'unique':
        return this.unique(predicate);
      case 'compare':
        return `${this.value(predicate.left)} ${predicate.comparison} ${this.value(predicate.right)}`;
      case 'matches':
        return `${this.receiver(predicate.value)}.matches(${JSON.stringify(predicate.pattern)})`;
      default:
        return this.writer.condition(predicate);
    }
  }

  /** A method binds tighter than `+`. */
  private receiver(node: Node): string {
    return node.op === 'concat' ? `(${this.value(node)})` : this.value(node);
  }

  private negated(predicate: Predicate): string {
    return predicate.op === 'equals'
      ? `${this.value(predicate.left)} != ${this.value(predicate.right)}`
      : `!${this.operand(predicate)}`;
  }

  private unique({ list, item, by }: Predicate & { op: 'unique' }): string {
    const other = new CelWriter({ ...this.roots, [item]: 'other' }).value(by, '');
    return `${this.list(list)}.all(${item}, ${this.list(list)}.exists_one(other, ${other} == ${this.value(by)}))`;
  }

  /** A list that may be absent is taken as empty. */
  private list({ node, presence }: ListSource): string {
    if (presence.length === 0) return this.value(node);
    const [condition] = presence;
    if (presence.length > 1 || condition?.op !== 'present' || node.op !== 'ref')
      throw new Error('a list in a predicate may only be guarded by its own presence');
    return `${this.writer.question(condition.ref)}.orValue([])`;
  }

  /** In parentheses where another operator could bind into it. */
  private operand(predicate: Predicate): string {
    return bindsTightly(predicate) ? this.text(predicate) : `(${this.text(predicate)})`;
  }

  private value(node: Node): string {
    return this.writer.value(node, '');
  }
}

/** Calls, and negations of calls. */
const bindsTightly = (predicate: Predicate): boolean => {
  if (predicate.op === 'blame' || (predicate.op === 'not' && predicate.predicate.op !== 'equals'))
    return bindsTightly(predicate.predicate);
  return (
    ['all', 'exists', 'isTrue', 'matches', 'constant', 'unique'].includes(predicate.op) ||
    (predicate.op === 'present' && !predicate.list)
  );
};
