import { type Expression, type View, viewOf } from '../expression/expression';
import type { Predicate } from '../expression/node';
import { all, allOf, count, implies, present } from '../expression/predicate';
import { fieldsOf, type ListShape, type Shape } from '../schema/shape';
import { subjectOf } from '../table/judge';
import type { Rule } from '../table/rule';
import type { TableSpec } from '../table/table';
import type { Interface } from './interface';

/** Something that an engine asks of what users wrote, and what it answers where it does not hold. */
export interface Requirement {
  readonly predicate: Predicate;
  readonly message: string;
}

/** Parameters that must be given together. */
export function needs(parameters: Shape, root: string): readonly Requirement[] {
  const pairs = parameters.kind === 'record' ? (parameters.needs ?? []) : [];
  const view = viewOf(parameters, [root]) as View<{ readonly [name: string]: unknown }> & {
    readonly [name: string]: Expression<unknown>;
  };
  return pairs.map(([name, needed]) => ({
    predicate: implies(present(view[name]!), present(view[needed]!)),
    message: `${name} needs ${needed}`,
  }));
}

/** How long lists may be, where a schema cannot say it. */
export const listLengths = (parameters: Shape, root: string): readonly Requirement[] =>
  Object.entries(fieldsOf(parameters)).flatMap(([name, field]) => lengthsOf(field, viewOf(field, [root, name]), name));

function lengthsOf(shape: Shape, place: Expression<unknown>, name: string): readonly Requirement[] {
  if (shape.kind !== 'list') return [];
  const list = place as View<readonly unknown[]>;
  const item = itemName(shape);
  const inner = Object.entries(fieldsOf(shape.item)).flatMap(([member, field]) =>
    field.kind === 'list' && (field.minItems !== undefined || field.maxItems !== undefined)
      ? [
          {
            predicate: all(list, item, of =>
              withinLength(field, (of as unknown as { [member: string]: View<readonly unknown[]> })[member]!),
            ),
            message: `${name}[].${member} ${lengthText(field)}`,
          },
        ]
      : [],
  );
  const own =
    shape.minItems === undefined && shape.maxItems === undefined
      ? []
      : [{ predicate: withinLength(shape, list), message: `${name} ${lengthText(shape)}` }];
  return [...own, ...inner];
}

const itemName = (shape: ListShape): string =>
  shape.item.kind === 'record' ? shape.item.name[0]!.toLowerCase() + shape.item.name.slice(1) : 'value';

const withinLength = (shape: ListShape, list: View<readonly unknown[]>): Predicate =>
  allOf(
    ...(shape.minItems === undefined ? [] : [count(list, '>=', shape.minItems)]),
    ...(shape.maxItems === undefined ? [] : [count(list, '<=', shape.maxItems)]),
  );

const lengthText = ({ minItems = 0, maxItems }: ListShape): string =>
  maxItems === undefined ? `must have at least ${minItems} elements` : `must have ${minItems} to ${maxItems} elements`;

/** The table's and the engine's rules, asked of the parameters. Warnings are for synth and `render`. */
export function rulesAsked(
  through: Interface<TableSpec, unknown>,
  table: View<TableSpec>,
  rules: readonly Rule[],
): readonly Requirement[] {
  return rules
    .filter(rule => rule.severity !== 'warning')
    .map(rule => ({ rule, predicate: rule.holds(table) }))
    .filter(({ predicate }) => predicate.op !== 'constant')
    .map(({ rule, predicate }) => ({ predicate, message: messageOf(through, rule) }));
}

/** Outside TypeScript a message cannot name the element or its value, only the list. */
function messageOf(through: Interface<TableSpec, unknown>, rule: Rule): string {
  const { feature, elementwise } = subjectOf(rule);
  return `${String(through.place([feature])[0])}: ${elementwise ? 'an element ' : ''}${rule.problem}. ${rule.fix} [${rule.id}]`;
}
