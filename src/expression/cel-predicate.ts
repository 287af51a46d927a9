import { CelWriter, type Roots } from './cel';
import { compares, type Node, type Predicate } from './node';

/** A predicate as a boolean CEL expression. */
export const celBoolean = (predicate: Predicate, roots: Roots): string => new CelPredicates(roots).text(predicate);

class CelPredicates extends CelWriter {
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
        return this.ofList(
          predicate.list,
          predicate.op === 'all',
          list => `${list}.${predicate.op}(${predicate.item}, ${this.text(predicate.predicate)})`,
        );
      case 'count':
        return this.count(predicate);
      case 'unique':
        return this.unique(predicate);
      case 'compare':
        return `${this.value(predicate.left)} ${predicate.comparison} ${this.value(predicate.right)}`;
      case 'matches':
        return `${this.receiver(predicate.value)}.matches(${JSON.stringify(predicate.pattern)})`;
      default:
        return this.condition(predicate);
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

  private count({ list: source, item, predicate, comparison, bound }: Predicate & { op: 'count' }): string {
    const everyItem = predicate.op === 'constant' && predicate.holds;
    const filter = everyItem ? '' : `.filter(${item}, ${this.text(predicate)})`;
    return this.ofList(
      source,
      compares[comparison](0, bound),
      list => `${list}${filter}.size() ${comparison} ${bound}`,
    );
  }

  /** In parentheses where another operator could bind into it. */
  private operand(predicate: Predicate): string {
    return bindsTightly(predicate) ? this.text(predicate) : `(${this.text(predicate)})`;
  }
}

/** Calls, and negations of calls. */
const bindsTightly = (predicate: Predicate): boolean => {
  if (predicate.op === 'not') return predicate.predicate.op !== 'equals';
  if (predicate.op === 'blame') return bindsTightly(predicate.predicate);
  if (predicate.op === 'all' || predicate.op === 'exists' || predicate.op === 'unique')
    return predicate.list.presence.length === 0;
  return ['isTrue', 'matches', 'constant'].includes(predicate.op) || (predicate.op === 'present' && !predicate.list);
};
