import { type Expression, equals, type View } from '../../expression/expression';
import type { Predicate } from '../../expression/node';
import { all, anyOf, blame, ifGiven, not, present, presentAnd, unique } from '../../expression/predicate';
import { fieldsOf, list, oneOf, optional, record, text } from '../../schema/shape';
import type { Path } from '../../schema/violation';
import type { Feature } from '../feature';
import type { Rule } from '../rule';
import type { TableOptions, TableSpec } from '../table';
import { resourceName } from './identity';
import { attributeName, hasDistinctAttributes, isDefined, uses } from './keys';
import type { IndexSpec } from './local-secondary-indexes';

export const projection = record(
  'Projection',
  {
    projectionType: optional(
      oneOf('Which attributes the index holds; ALL when left out.', 'ALL', 'KEYS_ONLY', 'INCLUDE'),
    ),
    nonKeyAttributes: optional(list('The attributes that INCLUDE adds to the keys.', attributeName, { maxItems: 20 })),
  },
  'Which attributes the index holds.',
);

export const indexName = text('The name of the index.', resourceName);

/** Which attributes an index holds. */
export enum ProjectionType {
  /** Every attribute. */
  ALL = 'ALL',
  /** The keys of the table and of the index alone. */
  KEYS_ONLY = 'KEYS_ONLY',
  /** The keys, and what `nonKeyAttributes` names. */
  INCLUDE = 'INCLUDE',
}

/** What indexes of both kinds have. */
export interface SecondaryIndexProps {
  /** 3 to 255 letters, digits, `_`, `.` and `-`; no other index of the table has it. */
  readonly indexName: string;
  /**
   * Which attributes the index holds.
   * @default ProjectionType.ALL
   */
  readonly projectionType?: ProjectionType;
  /**
   * The attributes that `ProjectionType.INCLUDE` adds to the keys: 1 to 20, at most 100 over all indexes.
   * @default - none
   */
  readonly nonKeyAttributes?: readonly string[];
}

export const indexProps = {
  indexName: text('the name of the index', resourceName),
  ...fieldsOf(projection),
};

export const projectionOf = ({ projectionType = ProjectionType.ALL, nonKeyAttributes }: SecondaryIndexProps) => ({
  projectionType,
  nonKeyAttributes,
});

/** A place in a list of indexes, in the words of the props. `placeIn` is asked for what is of one kind alone. */
export const indexPropPaths = (
  feature: 'globalSecondaryIndexes' | 'localSecondaryIndexes',
  placeIn: (index: Path, field: string, rest: Path, props: TableOptions) => Path,
): Feature['propPaths'] => ({
  [feature]: ([at, field, ...rest]: Path, props: TableOptions): Path => {
    if (field === undefined) return at === undefined ? [feature] : [feature, at];
    if (field === 'projection') return [feature, at!, ...(rest[0] === 'nonKeyAttributes' ? rest : ['projectionType'])];
    return placeIn([feature, at!], String(field), rest, props);
  },
});

/** What indexes of both kinds must satisfy. `which` tells the rules of one kind from those of the other. */
export function indexRules(
  which: '' | '-local',
  indexesOf: (table: View<TableSpec>) => Expression<readonly IndexSpec[] | undefined>,
): readonly Rule[] {
  const everyProjection =
    (holds: (projection: View<IndexSpec['projection']>) => Predicate): Rule['holds'] =>
    table =>
      all(indexesOf(table), 'index', index => holds(index.projection));
  return [
    {
      id: `N6${which}`,
      kind: 'dynamodb',
      problem: 'is the name of two indexes',
      fix: 'Give each index a name of its own.',
      source: 'CreateTable: Duplicate index name',
      holds: table => unique(indexesOf(table), 'index', index => index.indexName),
    },
    {
      id: `K3-index${which}`,
      kind: 'dynamodb',
      problem: "is in the index's key twice",
      fix: 'Choose another attribute for one of them.',
      source: 'CreateTable KeySchema of an index',
      holds: table => all(indexesOf(table), 'index', index => hasDistinctAttributes(index.keySchema)),
    },
    {
      id: `K7-index${which}`,
      kind: 'dynamodb',
      problem: 'is a key attribute of an index that is not defined',
      fix: 'Add it to the attribute definitions, with its type.',
      source: 'CreateTable AttributeDefinitions',
      propsKeepIt: true,
      holds: table => all(indexesOf(table), 'index', index => isDefined(index.keySchema, table.attributeDefinitions)),
    },
    {
      id: `I6${which}`,
      kind: 'dynamodb',
      problem: 'is INCLUDE, which needs nonKeyAttributes',
      fix: 'Name 1 to 20 attributes, or choose ALL or KEYS_ONLY.',
      source: 'CreateTable Projection',
      holds: everyProjection(({ projectionType, nonKeyAttributes }) =>
        ifGiven(projectionType, type => blame(type, anyOf(not(equals(type, 'INCLUDE')), present(nonKeyAttributes)))),
      ),
    },
    {
      id: `I7${which}`,
      kind: 'dynamodb',
      problem: 'has nonKeyAttributes without projection type INCLUDE',
      fix: 'Leave them out, or choose INCLUDE.',
      source: 'CreateTable Projection',
      holds: everyProjection(({ projectionType, nonKeyAttributes }) =>
        ifGiven(nonKeyAttributes, names =>
          blame(
            names,
            presentAnd(projectionType, type => equals(type, 'INCLUDE')),
          ),
        ),
      ),
    },
    {
      id: `I9${which}`,
      kind: 'dynamodb',
      problem: 'is named twice',
      fix: 'Name each attribute once.',
      source: 'CreateTable Projection: Duplicate element in NonKeyAttributes',
      holds: everyProjection(({ nonKeyAttributes }) => unique(nonKeyAttributes, 'name', name => name)),
    },
    {
      id: `I10${which}`,
      kind: 'policy',
      severity: 'warning',
      problem: 'is a key attribute, which the index holds anyway',
      fix: 'Leave it out.',
      source: 'CreateTable Projection takes it, and counts it',
      holds: table =>
        all(indexesOf(table), 'index', index =>
          all(index.projection.nonKeyAttributes, 'name', name =>
            blame(name, not(anyOf(uses(table.keySchema, name), uses(index.keySchema, name)))),
          ),
        ),
    },
  ];
}
