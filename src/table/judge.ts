import { type Fault, faults, holds } from '../expression/evaluate';
import { absent, assumed, membersOf, recordView, viewOf } from '../expression/expression';
import type { Predicate } from '../expression/node';
import { once } from '../schema/once';
import { mapValues } from '../schema/records';
import { fieldsOf, type Shape } from '../schema/shape';
import type { Path, Violation } from '../schema/violation';
import type { Rule, SynthRule } from './rule';
import { features, type TableSpec, tableShape } from './table';

export interface Judging {
  /** Rules of the engine, beyond the table's own. @default - none */
  readonly rules?: readonly Rule[];
  /** Features that are already known to be wrong: rules that read them are not asked. @default - none */
  readonly broken?: ReadonlySet<string>;
  /** Whether the table was made of props: the rules that those always keep are not asked. @default false */
  readonly ofProps?: boolean;
}

/** A table that was read, with everything that is wrong with it. */
export interface JudgedTable {
  /** Undefined if anything is wrong with the structure. */
  readonly table?: TableSpec | undefined;
  /** In the words of what it was read from. */
  readonly violations: readonly Violation[];
}

/** The table's own rules, without those of single fields. */
export const tableRules: readonly Rule[] = features.flatMap(feature => feature.rules ?? []);
/** Those that only TypeScript can say. */
export const synthRules: readonly SynthRule[] = features.flatMap(feature => feature.synthRules ?? []);

/** Everything that is wrong with a table of the right structure, and every warning, at once. */
export function judge(
  table: TableSpec,
  { rules = noRules, broken = noFeatures, ofProps = false }: Judging = {},
): readonly Violation[] {
  const input = { values: { table }, places: { table: [] } };
  const all = ofProps ? rulesOfProps(rules) : allRules(rules);
  const asked = broken.size === 0 ? askedOf(table, all) : soundRules(all, broken);
  const found: Violation[] = [];
  for (const { rule, predicate } of asked)
    if (!holds(predicate, input)) for (const fault of faults(whole(rule), input)) found.push(broke(rule, fault));
  if (broken.size === 0)
    for (const rule of synthRules) for (const fault of rule.faults(table)) found.push(broke(rule, fault));
  return found;
}

const broke = (rule: Omit<Rule, 'holds'> | SynthRule, { path, value }: Fault): Violation => ({
  path,
  value,
  problem: rule.problem,
  fix: rule.fix,
  rule: rule.id,
  severity: rule.severity ?? 'error',
});

const noRules: readonly Rule[] = [];
const allRules = once((ofEngine: readonly Rule[]) => [...tableRules, ...ofEngine]);
const rulesOfProps = once((ofEngine: readonly Rule[]) => allRules(ofEngine).filter(rule => !rule.propsKeepIt));
const noFeatures: ReadonlySet<string> = new Set();

interface Asked {
  readonly rule: Rule;
  /** What is left to ask once it is known which features a table has. */
  readonly predicate: Predicate;
}

/** The rules that a table with these features may break. */
function askedOf(table: TableSpec, rules: readonly Rule[]): readonly Asked[] {
  const known = askedBefore(rules);
  const features = Object.keys(table)
    .filter(name => table[name as keyof TableSpec] !== undefined)
    .join();
  let asked = known.get(features);
  if (!asked) {
    asked = askedNow(table, rules);
    known.set(features, asked);
  }
  return asked;
}

function askedNow(table: TableSpec, rules: readonly Rule[]): readonly Asked[] {
  const short = recordView<TableSpec>(
    mapValues(membersOf(view), (feature, name) =>
      table[name as keyof TableSpec] === undefined ? absent : assumed(feature),
    ),
  );
  return rules
    .map(rule => ({ rule, predicate: rule.holds(short) }))
    .filter(({ predicate }) => predicate.op !== 'constant' || !predicate.holds);
}

const askedBefore = once((_: readonly Rule[]) => new Map<string, readonly Asked[]>());

/** Those that read nothing that is broken. */
const soundRules = (rules: readonly Rule[], broken: ReadonlySet<string>): readonly Asked[] =>
  rules
    .map(rule => ({ rule, predicate: whole(rule) }))
    .filter(({ predicate }) => !featuresRead(predicate).some(feature => broken.has(feature)));

const view = viewOf(tableShape, ['table']);

/** What a rule asks of any table. */
const whole = once((rule: Rule) => rule.holds(view));

/** The rules that can be asked of a part of a table, since they read nothing else. */
export const rulesWithin = (part: Shape, rules: readonly Rule[]): readonly Rule[] =>
  rules.filter(rule => featuresRead(whole(rule)).every(feature => Object.hasOwn(fieldsOf(part), feature)));

/** The features that a rule reads. */
const featuresRead = once((predicate: Predicate): readonly string[] => nodesIn(predicate).flatMap(featureOf));

/** The place that a rule is about: what it blames, or the feature that it goes through, or reads first. */
export const subjectOf = once((rule: Rule): { readonly place: Path; readonly elementwise: boolean } => {
  const nodes = nodesIn(whole(rule));
  const blamed = nodes.flatMap(node => (node.op === 'blame' ? nodesIn(node.place).flatMap(placeInTable) : []));
  const searched = nodes.flatMap(node =>
    typeof node.list === 'object' && node.list !== null ? nodesIn(node.list).flatMap(featureOf) : [],
  );
  return {
    place: blamed[0] ?? [[...searched, ...nodes.flatMap(featureOf)][0]!],
    elementwise: blamed.length === 0 && nodes.some(node => node.op === 'all' || node.op === 'unique'),
  };
});

type AnyNode = { readonly op?: unknown; readonly path?: unknown; readonly place?: unknown; readonly list?: unknown };

/** A node and everything in it, from the outside in. */
const nodesIn = (node: unknown): readonly AnyNode[] => {
  if (typeof node !== 'object' || node === null) return [];
  return [...('op' in node ? [node] : []), ...Object.values(node).flatMap(nodesIn)];
};

const placeInTable = (node: AnyNode): readonly Path[] =>
  node.op === 'ref' && Array.isArray(node.path) && node.path[0] === 'table' ? [node.path.slice(1).map(String)] : [];

const featureOf = (node: AnyNode): readonly string[] => placeInTable(node).map(place => String(place[0]));
