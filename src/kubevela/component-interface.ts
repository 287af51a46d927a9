import type { Engine } from '../backends/engine';
import { concat, membersOf, recordView, type View } from '../expression/expression';
import { matches, not } from '../expression/predicate';
import type { Interface } from '../interfaces/interface';
import { listLengths, needs, type Requirement, rulesAsked } from '../interfaces/requirements';
import type { Shape } from '../schema/shape';
import { nameCharacter } from '../table/features/identity';
import { rulesWithin, tableRules } from '../table/judge';
import { prefixOnceRule } from '../table/normalise';
import type { TableSpec } from '../table/table';
import type { ComponentEntry } from './catalog';

/** The table as a component's parameters describe it, with the environment's prefix, which components set once. */
export function readThrough(through: Interface<TableSpec, unknown>, prefix: string): View<TableSpec> {
  const table = through.read('parameter');
  return prefix === '' ? table : recordView({ ...membersOf(table), tableName: concat(prefix, table.tableName) });
}

const nameParameter = 'tableName';

/** A component's parameters. The length of the name is asked of the whole name, prefix included. */
export function parametersOf(through: Interface<TableSpec, unknown>): Shape {
  const parameters = through.parameters;
  if (parameters.kind !== 'record') return parameters;
  return {
    ...parameters,
    fields: {
      ...parameters.fields,
      [nameParameter]: { ...parameters.fields[nameParameter]!, minLength: undefined, maxLength: undefined } as Shape,
    },
  };
}

/** What a component asks of its parameters: everything that none of its traits could still satisfy. */
export function componentRequirements(
  { engine, through, traits }: Pick<ComponentEntry, 'engine' | 'through' | 'traits'>,
  prefix: string,
): readonly Requirement[] {
  const parameters = parametersOf(through);
  const base = through.read('parameter');
  const { id, problem, fix } = prefixOnceRule;
  return [
    ...needs(parameters, 'parameter'),
    ...listLengths(parameters, 'parameter'),
    {
      predicate: matches(readThrough(through, prefix).tableName, `^${nameCharacter}{3,255}$`),
      message: `${nameParameter}: must have 3 to 255 characters, with the prefix ${JSON.stringify(prefix)}`,
    },
    ...(prefix === ''
      ? []
      : [
          {
            predicate: not(matches(base.tableName, `^${escaped(prefix)}`)),
            message: `${nameParameter}: ${problem} ${prefix}. ${fix} [${id}]`,
          },
        ]),
    ...rulesAsked(through, base, [...tableRules, ...engine.rules], traits.length > 0),
  ];
}

/** What a trait asks of its parameters: the rules that read nothing but its features. */
export const traitRequirements = <T>(engine: Engine, through: Interface<T, unknown>): readonly Requirement[] => [
  ...needs(through.parameters, 'parameter'),
  ...listLengths(through.parameters, 'parameter'),
  ...rulesAsked(
    through,
    through.read('parameter') as unknown as View<TableSpec>,
    rulesWithin(through.table, [...tableRules, ...engine.rules]),
  ),
];

const escaped = (text: string): string => text.replace(/[.\\+*?()[\]{}|^$]/g, '\\$&');
