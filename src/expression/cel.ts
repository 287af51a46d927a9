import { type Expression, nodeOf } from './expression';
import {
  type Condition,
  compares,
  type ListSource,
  mayBeAbsent,
  type Node,
  type Predicate,
  type RefNode,
  sameRef,
  type Unique,
  unguarded,
} from './node';

/** What the roots of an expression are called in CEL: `{ spec: 'schema.spec' }`. */
export type Roots = { readonly [root: string]: string };

/** A value as a CEL expression; one that may be absent is of CEL's optional type. */
export const cel = (expression: Expression<unknown>, roots: Roots): string => celNode(nodeOf(expression), roots);

export const celNode = (node: Node, roots: Roots): string => {
  const writer = new CelWriter(roots);
  return mayBeAbsent(node) ? writer.optional(node) : writer.value(node);
};

/** When an expression is there, as a boolean CEL expression. It must be one that may be absent. */
export const celPresence = (expression: Expression<unknown>, roots: Roots): string =>
  unguarded(nodeOf(expression))
    .guards.map(guard => new CelWriter(roots).condition(guard))
    .join(' && ');

/** A predicate as a boolean CEL expression. */
export const celBoolean = (predicate: Predicate, roots: Roots): string => new CelWriter(roots).predicate(predicate);

class CelWriter {
  constructor(private readonly roots: Roots) {}

  value(node: Node, at = ''): string {
    switch (node.op) {
      case 'literal':
        return JSON.stringify(node.value);
      case 'ref':
        return this.path(node);
      case 'object':
        return this.object(node, at);
      case 'concat':
        return node.parts.map(part => this.value(part, at)).join(' + ');
      case 'fallback':
        return this.fallback(node, at);
      case 'each':
        return this.mapped(node, [], at);
      case 'toMap':
        return `${this.value(node.list, at)}.transformMapEntry(position, ${node.item}, {${this.value(node.key, at)}: ${this.value(node.value, at)}})`;
      default:
        throw new Error(`${node.op} may be absent: it can only be a member`);
    }
  }

  private object(node: Node & { op: 'object' }, at: string): string {
    const inner = `${at}  `;
    const members = Object.entries(node.members).map(
      ([name, member]) =>
        `${inner}${mayBeAbsent(member) ? '?' : ''}${JSON.stringify(name)}: ${mayBeAbsent(member) ? this.optional(member, inner) : this.value(member, inner)}`,
    );
    return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${at}}`;
  }

  private fallback(node: Node & { op: 'fallback' }, at: string): string {
    const { guards, node: inner } = unguarded(node.value);
    const simple = guards.length > 0 && guards.every(guard => guard.op !== 'present') && inner.op !== 'find';
    if (simple)
      return `(${guards.map(guard => this.condition(guard)).join(' && ')} ? ${this.value(inner, at)} : ${this.value(node.otherwise, at)})`;
    const value = this.optional(node.value, at);
    return `${value.includes(' ? ') ? `(${value})` : value}.orValue(${this.value(node.otherwise, at)})`;
  }

  /** An expression of CEL's optional type. */
  optional(node: Node, at = ''): string {
    const { guards, node: inner } = unguarded(node);
    const [first] = guards;
    // `has(x) ? optional.of(x) : optional.none()` is just `.?x`
    if (guards.length === 1 && first?.op === 'present' && !first.list && sameRef(inner, first.ref))
      return this.question(first.ref);
    const value =
      inner.op === 'find'
        ? `${this.mapped(inner, [inner.where], at)}[?0]`
        : guards.length === 0
          ? this.value(inner, at)
          : `optional.of(${this.value(inner, at)})`;
    return guards.length === 0
      ? value
      : `${guards.map(guard => this.condition(guard)).join(' && ')} ? ${value} : optional.none()`;
  }

  /** The items for which the conditions hold and whose value is there. */
  private mapped({ list, item, yields }: Node & { op: 'each' | 'find' }, conditions: readonly Condition[], at: string) {
    const { guards, node } = unguarded(yields);
    const asked = [...conditions, ...guards].map(condition => this.condition(condition));
    const filter = asked.length === 0 ? '' : `.filter(${item}, ${asked.join(' && ')})`;
    return `${this.value(list, at)}${filter}.map(${item}, ${this.value(node, at)})`;
  }

  /** As one of several that must hold. */
  condition(condition: Condition): string {
    const text = this.predicate(condition);
    return condition.op === 'unique' ? `(${text})` : text;
  }

  predicate(predicate: Predicate): string {
    switch (predicate.op) {
      case 'constant':
        return String(predicate.holds);
      case 'not':
        return this.negated(predicate.predicate);
      case 'blame':
        return this.predicate(predicate.predicate);
      case 'allOf':
        return predicate.predicates.map(p => this.operand(p)).join(' && ');
      case 'anyOf':
        return predicate.predicates.map(p => this.operand(p)).join(' || ');
      case 'all':
      case 'exists':
        return this.ofList(
          predicate.list,
          predicate.op === 'all',
          list => `${list}.${predicate.op}(${predicate.item}, ${this.predicate(predicate.predicate)})`,
        );
      case 'count':
        return this.count(predicate);
      case 'unique':
        return this.unique(predicate);
      case 'compare':
        return `${this.value(predicate.left)} ${predicate.comparison} ${this.value(predicate.right)}`;
      case 'matches':
        return `${this.receiver(predicate.value)}.matches(${JSON.stringify(predicate.pattern)})`;
      case 'present':
        return predicate.list
          ? `has(${this.path(predicate.ref)}) && ${this.path(predicate.ref)}.size() > 0`
          : `has(${this.path(predicate.ref)})`;
      case 'equals':
        return `${this.value(predicate.left)} == ${this.value(predicate.right)}`;
      case 'isTrue':
        return this.value(predicate.value);
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
    const filter = everyItem ? '' : `.filter(${item}, ${this.predicate(predicate)})`;
    return this.ofList(
      source,
      compares[comparison](0, bound),
      list => `${list}${filter}.size() ${comparison} ${bound}`,
    );
  }

  /** In parentheses where another operator could bind into it. */
  private operand(predicate: Predicate): string {
    return bindsTightly(predicate) ? this.predicate(predicate) : `(${this.predicate(predicate)})`;
  }

  private unique({ list: source, item, by }: Unique): string {
    const other = new CelWriter({ ...this.roots, [item]: 'other' }).value(by);
    return this.ofList(
      source,
      true,
      list => `${list}.all(${item}, ${list}.exists_one(other, ${other} == ${this.value(by)}))`,
    );
  }

  /**
   * A list that may be absent is taken as empty. By `has`: the API server cannot estimate what `.?list.orValue([])`
   * costs, and refuses a CRD with such a rule.
   */
  private ofList({ node, presence }: ListSource, ofEmpty: boolean, asked: (list: string) => string): string {
    const list = this.value(node);
    if (presence.length === 0) return asked(list);
    const [condition] = presence;
    if (presence.length > 1 || condition?.op !== 'present' || node.op !== 'ref')
      throw new Error('a list in a predicate may only be guarded by its own presence');
    const has = `has(${this.path(condition.ref)})`;
    return ofEmpty ? `!${has} || ${asked(list)}` : `${has} && ${asked(list)}`;
  }

  /** The optional form of a path: `schema.spec.?tags`. */
  private question(ref: RefNode): string {
    const path = this.path(ref);
    const dot = path.lastIndexOf('.');
    return `${path.slice(0, dot)}.?${path.slice(dot + 1)}`;
  }

  private path({ path }: RefNode): string {
    const [root, ...rest] = path;
    return [this.roots[root!] ?? root!, ...rest].join('.');
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
