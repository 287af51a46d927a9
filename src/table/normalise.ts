import { check, isStructural, isUnreadable, withDefaults } from '../schema/check';
import { mapValues } from '../schema/records';
import { fieldsOf, record, type Shape } from '../schema/shape';
import { asWritten, errorAt, type Path, together, type Violation } from '../schema/violation';
import type { Feature } from './feature';
import { identityFields } from './features/identity';
import { type Attribute, keyWords } from './features/keys';
import { type JudgedTable, type Judging, judge } from './judge';
import { features, type TableOptions, type TableSpec, tableShape } from './table';

const propPaths: NonNullable<Feature['propPaths']> = Object.assign({}, ...features.map(feature => feature.propPaths));

const propsShape = {
  ...record('TableOptions', Object.assign({}, ...features.map(feature => feature.props))),
  // of the API, which has the names of the normalised table, and of older constructs and Terraform
  otherWords: {
    ...mapValues(propPaths as Required<typeof propPaths>, place => String(place([], {} as TableOptions)[0])),
    ...keyWords,
    name: 'tableName',
    ttl: 'timeToLiveAttribute',
    stream: 'dynamoStream',
    serverSideEncryption: 'encryption',
    readCapacity: 'billing',
    writeCapacity: 'billing',
  },
};

/** A place in the normalised table, in the words of the props. */
const propPath = (path: Path, props: TableOptions): Path => {
  const [field, ...within] = path;
  return propPaths[field as keyof TableSpec]?.(within, props) ?? path;
};

/** The keys that use an attribute: definitions are derived from the keys, so a key is what users wrote. */
const keysWith = (part: unknown, attributeName: string, at: Path = []): readonly Path[] => {
  if (typeof part !== 'object' || part === null) return [];
  if ('keyType' in part && 'attributeName' in part && part.attributeName === attributeName) return [at];
  return Object.entries(part).flatMap(([step, inner]) =>
    keysWith(inner, attributeName, [...at, Array.isArray(part) ? Number(step) : step]),
  );
};

/** The last prop that says so, and rather an index's than the table's own. */
const lastPropWith = (table: TableSpec, attributeName: string, props: TableOptions): Path | undefined =>
  keysWith(table, attributeName)
    .map(path => propPath(path, props))
    .sort((a, b) => a.length - b.length)
    .at(-1);

/**
 * What users write as the one form that rules judge and backends render, with everything that is wrong with it.
 *
 * @param prefix the environment's prefix for table names; a name that already has it is refused. @default - it is not known
 */
export function normalise(props: TableOptions, prefix?: string, judging: Pick<Judging, 'rules'> = {}): JudgedTable {
  const misshapen = check(props, propsShape);
  if (misshapen.some(({ path }) => path.length === 0)) return { violations: misshapen };
  const wrong = [...misshapen, ...contradictionsIn(props, featuresWithout(misshapen))];
  const { table, broken } = soundTable(props, prefix ?? '', featuresWithout(wrong));
  const judged = judge(table, { ...judging, broken, ofProps: true });
  return {
    table: wrong.some(isStructural) ? undefined : table,
    violations: together([...wrong, ...judgeTableName(table.tableName, prefix)], inWordsOfProps(judged, table, props)),
  };
}

const contradictionsIn = (props: TableOptions, sound: readonly Feature[]): readonly Violation[] =>
  sound.flatMap(feature => feature.contradictions?.(props) ?? none);

const none: readonly never[] = [];

/** Violations of the normalised table, at the place in the props that they come from. */
const inWordsOfProps = (
  violations: readonly Violation[],
  table: TableSpec,
  props: TableOptions,
): readonly Violation[] =>
  violations.map(violation => asWritten({ ...violation, path: placeInProps(violation.path, table, props) }, props));

function placeInProps(path: Path, table: TableSpec, props: TableOptions): Path {
  const [field, at] = path;
  const defined =
    field === 'attributeDefinitions' && typeof at === 'number' ? table.attributeDefinitions[at] : undefined;
  return (defined && lastPropWith(table, defined.attributeName, props)) ?? propPath(path, props);
}

/** The features whose props can be read: what a rule tells of them hides nothing. */
const featuresWithout = (wrong: readonly Violation[]): readonly Feature[] => {
  const props = new Set(wrong.filter(each => isUnreadable(each) && !each.rule).map(({ path }) => String(path[0])));
  return props.size === 0
    ? features
    : features.filter(({ props: own }) => !Object.keys(own).some(prop => props.has(prop)));
};

interface SoundTable {
  /** What the features make of their props, as far as those are of the right structure. */
  readonly table: TableSpec;
  /** Fields of the table that cannot be told. */
  readonly broken: ReadonlySet<string>;
}

function soundTable(props: TableOptions, prefix: string, sound: readonly Feature[]): SoundTable {
  const attributesKnown = features.every(feature => !feature.attributes || sound.includes(feature));
  const parts: { [field: string]: unknown } = Object.assign({}, ...sound.map(feature => feature.toSpec(props)));
  const broken = sound.length === features.length ? nothing : brokenFields(parts, attributesKnown);
  parts.attributeDefinitions = definitionsOf(attributesKnown ? attributesOf(sound, props) : []);
  if (parts.tableName !== undefined) parts.tableName = `${prefix}${parts.tableName}`;
  return { table: withDefaults(parts, tableShape) as TableSpec, broken };
}

const nothing: ReadonlySet<string> = new Set();

const brokenFields = (parts: object, attributesKnown: boolean): ReadonlySet<string> =>
  new Set(
    Object.keys(fieldsOf(tableShape)).filter(field =>
      field === 'attributeDefinitions' ? !attributesKnown : !Object.hasOwn(parts, field),
    ),
  );

const attributesOf = (sound: readonly Feature[], props: TableOptions): readonly Attribute[] =>
  sound.flatMap(feature => feature.attributes?.(props) ?? none);

/** Of what a prefix is added to. */
export const prefixOnceRule = {
  id: 'N4',
  kind: 'policy',
  problem: "already begins with the environment's prefix",
  fix: 'Give the name without it: it is added once.',
  source: 'policies of controllers, which may allow names with the prefix alone',
} as const;

/** The limits of the whole name, and what only the prefix would make right or wrong. */
function judgeTableName(tableName: string | undefined, prefix?: string): readonly Violation[] {
  // a name that is no text is told of already
  if (tableName === undefined) return none;
  const path = ['tableName'];
  // a prefix that is not known may lengthen it
  if (prefix === undefined) return check(tableName, { ...identityFields.tableName, minLength: 1 } as Shape, path);
  const own = tableName.slice(prefix.length);
  const wrong = check(tableName, identityFields.tableName, path);
  if (prefix === '') return wrong;
  if (own === '') wrong.unshift(errorAt(path, 'is empty', 'Give the table a name of its own.', own));
  else if (own.startsWith(prefix)) {
    const { id: rule, problem, fix } = prefixOnceRule;
    wrong.unshift({ ...errorAt(path, `${problem} ${prefix}`, fix, own), rule });
  }
  return wrong;
}

/** Attribute definitions are derived from the keys, as AWS CDK does; sorted by name, as DynamoDB answers. */
function definitionsOf(attributes: readonly Attribute[]): TableSpec['attributeDefinitions'] {
  const ordered = [...attributes].sort((a, b) => compareText(a.name, b.name) || compareText(a.type, b.type));
  return ordered
    .filter(({ name, type }, at) => name !== ordered[at - 1]?.name || type !== ordered[at - 1]?.type)
    .map(({ name, type }) => ({ attributeName: name, attributeType: type }));
}

/** By code unit, whatever the locale. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
