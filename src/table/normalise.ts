import { check, withDefaults } from '../schema/check';
import { record, type Shape } from '../schema/shape';
import type { Path, Violation } from '../schema/violation';
import type { Attribute } from './features/keys';
import { type Judging, judge, judgeBounds } from './judge';
import { features, type TableOptions, type TableSpec, tableShape } from './table';

export interface Normalised {
  /** Undefined if the props are not even of the right structure. */
  readonly table?: TableSpec;
  readonly violations: readonly Violation[];
}

const propsShape = record('TableOptions', Object.assign({}, ...features.map(feature => feature.props))) as Shape;

/** A place in the normalised table, in the words of the props. */
const propPath = (path: Path, props: TableOptions): Path => {
  for (const feature of features) {
    const translated = feature.propPath?.(path, props);
    if (translated) return translated;
  }
  return path;
};

/** The last key that uses an attribute: definitions are derived from the keys, so a key is what users wrote. */
const lastKeyOf = (part: unknown, attributeName: string, at: Path = []): Path | undefined => {
  if (typeof part !== 'object' || part === null) return undefined;
  if ('keyType' in part && 'attributeName' in part && part.attributeName === attributeName) return at;
  return Object.entries(part)
    .map(([step, inner]) => lastKeyOf(inner, attributeName, [...at, Array.isArray(part) ? Number(step) : step]))
    .findLast(found => found !== undefined);
};

/**
 * What users write as the one form that rules judge and backends render, with everything that is wrong with it.
 *
 * @param prefix the environment's prefix for table names; a name that already has it is refused
 */
export function normalise(props: TableOptions, prefix: string, judging: Pick<Judging, 'rules'> = {}): Normalised {
  const structural = [...check(props, propsShape, [], false), ...contradictions(props)];
  if (structural.some(violation => violation.path.length === 0)) return { violations: structural };
  const wrongProps = new Set(structural.map(violation => String(violation.path[0])));
  const sound = features.filter(feature => !Object.keys(feature.props).some(prop => wrongProps.has(prop)));
  const parts = Object.assign({}, ...sound.map(feature => feature.toSpec(props))) as Partial<TableSpec>;
  const attributesKnown =
    sound.length === features.length || features.every(feature => !feature.attributes || sound.includes(feature));
  const broken = new Set(
    Object.keys(tableShape.kind === 'record' ? tableShape.fields : {}).filter(
      field => !Object.hasOwn(parts, field) && field !== 'attributeDefinitions',
    ),
  );
  if (!attributesKnown) broken.add('attributeDefinitions');
  const table = withDefaults(
    {
      ...parts,
      ...(parts.tableName === undefined ? {} : { tableName: prefix + parts.tableName }),
      attributeDefinitions: definitionsOf(
        attributesKnown ? sound.flatMap(feature => feature.attributes?.(props) ?? []) : [],
      ),
    },
    tableShape as Shape,
  ) as TableSpec;
  const place = (path: Path): Path => {
    const [field, at] = path;
    const defined =
      field === 'attributeDefinitions' && typeof at === 'number' ? table.attributeDefinitions[at] : undefined;
    return propPath((defined && lastKeyOf(table, defined.attributeName)) ?? path, props);
  };
  const violations = [
    ...structural,
    ...prefixed(props, prefix, wrongProps),
    // what the definitions are derived from is judged with the keys
    ...judgeBounds(table, place, new Set([...broken, 'attributeDefinitions'])),
    ...judge(table, { ...judging, place, broken }),
  ];
  return { table: structural.length === 0 ? table : undefined, violations };
}

/** Both props that say when items expire. */
const contradictions = (props: TableOptions): Violation[] =>
  props?.timeToLive !== undefined && props.timeToLiveAttribute !== undefined
    ? [
        {
          path: ['timeToLiveAttribute'],
          value: props.timeToLiveAttribute,
          problem: 'is given together with timeToLive',
          fix: 'Leave one of them out.',
          severity: 'error',
        },
      ]
    : [];

/** What only the prefix would make right or wrong. */
const prefixed = ({ tableName }: TableOptions, prefix: string, wrong: ReadonlySet<string>): Violation[] => {
  if (prefix === '' || wrong.has('tableName')) return [];
  const about = { path: ['tableName'], value: tableName, severity: 'error' } as const;
  if (tableName === '') return [{ ...about, problem: 'is empty', fix: 'Give the table a name of its own.' }];
  if (!tableName.startsWith(prefix)) return [];
  const problem = `already begins with the environment's prefix ${prefix}`;
  return [{ ...about, problem, fix: 'Give the name without it: it is added once.', rule: 'N4' }];
};

/** Attribute definitions are derived from the keys, as AWS CDK does; sorted by name, as DynamoDB answers. */
function definitionsOf(attributes: readonly Attribute[]): TableSpec['attributeDefinitions'] {
  const distinct = new Map(
    attributes.map(({ name, type }) => [JSON.stringify([name, type]), { attributeName: name, attributeType: type }]),
  );
  return [...distinct.values()].sort(
    (a, b) => compareText(a.attributeName, b.attributeName) || compareText(a.attributeType, b.attributeType),
  );
}

/** By code unit, whatever the locale. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
