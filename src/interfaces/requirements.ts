import { membersOf, type View, viewOf } from '../expression/expression';
import type { Predicate } from '../expression/node';
import { all, count, implies, present } from '../expression/predicate';
import { range } from '../schema/check';
import { itemNameOf } from '../schema/records';
import { fieldsOf, type ListShape, type Shape } from '../schema/shape';
import { pathText } from '../schema/violation';
import { subjectOf } from '../table/judge';
import type { Rule } from '../table/rule';
import type { TableSpec } from '../table/table';
import type { Interface } from './interface';

/** Something that an engine asks of what users wrote, and what it answers where it does not hold. */
export interface Requirement {
  readonly predicate: Predicate;
  readonly message: string;
  /** @default - it is the interface's own */
  readonly rule?: Rule;
}

/** Parameters that must be given together. */
export function needs(parameters: Shape, root: string): readonly Requirement[] {
  const pairs = parameters.kind === 'record' ? (parameters.needs ?? []) : [];
  const view = membersOf(viewOf(parameters, [root]));
  return pairs.map(([name, needed]) => ({
    predicate: implies(present(view[name]!), present(view[needed]!)),
    message: `${name} needs ${needed}`,
  }));
}

/** How long lists may be, where a schema cannot say it. */
export const listLengths = (parameters: Shape, root: string): readonly Requirement[] =>
  lengthsOf(parameters, viewOf(parameters, [root]), '');

function lengthsOf(shape: Shape, place: View<unknown>, name: string): readonly Requirement[] {
  if (shape.kind === 'list') return [...ownLengths(shape, place, name), ...lengthsInside(shape, place, name)];
  return Object.entries(fieldsOf(shape)).flatMap(([member, field]) => {
    const inner = lengthsOf(field, membersOf(place)[member]!, name === '' ? member : `${name}.${member}`);
    return inner.map(({ predicate, message }) => ({ predicate: implies(present(place), predicate), message }));
  });
}

function lengthsInside(shape: ListShape, place: View<unknown>, name: string): readonly Requirement[] {
  const item = itemNameOf(shape.item);
  const inner = lengthsOf(shape.item, viewOf(shape.item, [item]), `${name}[]`);
  return inner.map(({ predicate, message }) => ({ predicate: all(place as List, item, () => predicate), message }));
}

function ownLengths({ minItems, maxItems }: ListShape, place: View<unknown>, name: string): readonly Requirement[] {
  const message = `${name} must have ${range(minItems ?? 0, maxItems ?? Number.POSITIVE_INFINITY)} elements`;
  return [
    ...(minItems === undefined ? [] : [{ predicate: count(place as List, '>=', minItems), message }]),
    ...(maxItems === undefined ? [] : [{ predicate: count(place as List, '<=', maxItems), message }]),
  ];
}

type List = View<readonly unknown[]>;

/** Why parameters are not asked a rule; undefined if they are. */
export function whyNotAsked(
  rule: Rule,
  table: View<TableSpec>,
  hasTraits: boolean,
): 'warning' | 'traits' | 'cannot be broken' | undefined {
  if (rule.severity === 'warning') return 'warning';
  if (hasTraits && rule.traitsMaySatisfy) return 'traits';
  const predicate = rule.holds(table);
  return predicate.op === 'constant' && predicate.holds ? 'cannot be broken' : undefined;
}

/** The table's and the engine's rules, asked of the parameters. */
export function rulesAsked(
  through: Pick<Interface<TableSpec>, 'place'>,
  table: View<TableSpec>,
  rules: readonly Rule[],
  hasTraits = false,
): readonly Requirement[] {
  return rules
    .filter(rule => whyNotAsked(rule, table, hasTraits) === undefined)
    .map(rule => ({ predicate: rule.holds(table), message: messageOf(through, rule), rule }));
}

/** Outside TypeScript a message cannot name the element or its value, only the list. */
function messageOf(through: Pick<Interface<TableSpec>, 'place'>, rule: Rule): string {
  const { place, elementwise } = subjectOf(rule);
  return `${pathText(through.place(place))}: ${elementwise ? 'an element ' : ''}${rule.problem}. ${rule.fix} [${rule.id}]`;
}
