import { ack } from '../../src/backends/ack/engine';
import { crossplane } from '../../src/backends/crossplane/engine';
import type { Engine } from '../../src/backends/engine';
import { kratix } from '../../src/backends/kratix/engine';
import { kro } from '../../src/backends/kro/engine';
import { keyReferenceRule } from '../../src/constructs/key-reference';
import { oneOwnerRule } from '../../src/constructs/ownership';
import { membersOf, recordView, type View, viewOf } from '../../src/expression/expression';
import { full } from '../../src/interfaces/full';
import { kratixRequest } from '../../src/interfaces/kratix';
import { type Requirement, whyNotAsked } from '../../src/interfaces/requirements';
import { requestRequirements } from '../../src/kratix/request-definition';
import { graphRequirements } from '../../src/kro/resource-graph-definition';
import { components } from '../../src/kubevela/catalog';
import { componentRequirements, traitRequirements } from '../../src/kubevela/component-interface';
import { mapValues } from '../../src/schema/records';
import { fieldsOf, type Shape } from '../../src/schema/shape';
import { pathText } from '../../src/schema/violation';
import { keyOnceRule } from '../../src/table/features/global-secondary-indexes';
import { subjectOf, synthRules, tableRules } from '../../src/table/judge';
import { prefixOnceRule } from '../../src/table/normalise';
import { inexpressible, type Rule, type SynthRule } from '../../src/table/rule';
import { type TableSpec, tableShape } from '../../src/table/table';
import { boundsOf } from './bounds';
import { code, page, table } from './markdown';

const examplePrefix = 'prefix-';

/** Something in a cluster that asks rules of what users apply. */
interface Place {
  readonly name: string;
  readonly engine: Engine;
  readonly requirements: readonly Requirement[];
  readonly table: View<TableSpec>;
  readonly traits: readonly Trait[];
}

interface Trait {
  readonly name: string;
  /** The features that it sets. */
  readonly features: readonly string[];
  readonly requirements: readonly Requirement[];
}

const places: readonly Place[] = [
  ...Object.values(components).map(entry => ({
    name: `component ${code(entry.name)}`,
    engine: entry.engine,
    requirements: componentRequirements(entry, examplePrefix),
    table: entry.through.read('parameter'),
    traits: entry.traits.map(({ name, through }) => ({
      name: `trait ${code(name)}`,
      features: Object.keys(fieldsOf(through.table as Shape)),
      requirements: traitRequirements(entry.engine, through),
    })),
  })),
  {
    name: `kro's graph ${code(kro.kind)}`,
    engine: kro,
    requirements: graphRequirements(),
    table: full.read('parameter'),
    traits: [],
  },
  {
    name: `CRD ${code(kratix.kind)}`,
    engine: kratix,
    requirements: requestRequirements(),
    table: kratixRequest.read('parameter'),
    traits: [],
  },
];

/** With the mark that tells a rule from another engine's of the same id. */
const groups: readonly { readonly of: string; readonly rules: readonly Rule[]; readonly mark: string }[] = [
  { of: 'Of every table', rules: tableRules, mark: '' },
  { of: 'Of ACK, and of kro and Kratix, which end in it', rules: ack.rules, mark: ' of ack' },
  { of: `Of Crossplane, ${crossplane.version}, whatever its scope`, rules: crossplane.rules, mark: ' of crossplane' },
];

type Why = NonNullable<ReturnType<typeof whyNotAsked>> | 'unseen';

const reasons: { readonly [why in Why]: string } = {
  warning: 'a warning refuses nothing, so only those who declare a table are told',
  traits: 'a trait may still make it true',
  'cannot be broken': 'the parameters cannot break it',
  unseen:
    'a trait can break it: a component does not see its traits, and a trait sees of the rest the engine’s object alone, which no rule reads. Of an Application that is written by hand nobody asks it',
};

/** Where the rules stand that an engine has for its limits, which are in the same order. */
const limitPaths: ReadonlyMap<Rule, string> = new Map(
  [ack, crossplane].flatMap(({ rules, limits }) =>
    rules.filter(({ id }) => id === inexpressible).map((rule, at) => [rule, limits[at]!.path] as const),
  ),
);

const subject = (rule: Rule): string => code(limitPaths.get(rule) ?? pathText(subjectOf(rule).place));

/** What the rules are about that are plain TypeScript: no predicate says it. */
const synthSubjects: { readonly [id: string]: string } = {
  K2: 'keySchema',
  I8: 'globalSecondaryIndexes',
  'E3-region': 'sseSpecification.kmsMasterKeyID',
};

function synthSubject({ id }: SynthRule): string {
  const about = synthSubjects[id];
  if (about === undefined) throw new Error(`nobody says what ${id} is about`);
  return code(about);
}

const ruleColumns = ['rule', 'about', 'kind', 'severity', 'what is wrong', 'fix', 'source'];

const description = (rule: Omit<Rule, 'holds'>, about: string): readonly string[] => [
  code(rule.id),
  about,
  rule.kind,
  rule.severity ?? 'error',
  rule.problem,
  rule.fix,
  rule.source,
];

const every = membersOf(viewOf(tableShape, ['table']));

/** A table as a component and its traits may make it together. */
const together = ({ table, traits }: Place): View<TableSpec> =>
  recordView(
    mapValues(membersOf(table), (own, feature) =>
      traits.some(({ features }) => features.includes(feature)) ? every[feature]! : own,
    ),
  );

const asks = ({ requirements }: Pick<Trait, 'requirements'>, rule: Rule): boolean =>
  requirements.some(requirement => requirement.rule === rule);

const named = (rule: Rule, mark: string): string =>
  `${code(rule.id)}${mark}${limitPaths.has(rule) ? `: ${subject(rule)}` : ''}`;

/** A cell: asked there, or why not; and the traits that ask it. */
function asked(rule: Rule, place: Place): string {
  if (![...tableRules, ...place.engine.rules].includes(rule)) return '';
  const asking = place.traits.filter(trait => asks(trait, rule)).map(({ name }) => `${name} asks`);
  const why: Why | 'asked' | undefined = asks(place, rule)
    ? 'asked'
    : whyNotAsked(rule, place.table, place.traits.length > 0);
  if (why === undefined) throw new Error(`${place.name} does not ask ${rule.id}, and nobody knows why`);
  const isUnseen = why === 'cannot be broken' && asking.length === 0 && !whyNotAsked(rule, together(place), false);
  return [isUnseen ? 'unseen' : why, ...asking].join('; ');
}

/** What parameters are asked that is no rule of a table. */
function besideRules({ name, requirements }: Pick<Trait, 'name' | 'requirements'>): readonly string[] {
  const messages = new Set(requirements.flatMap(({ rule, message }) => (rule ? [] : [`- ${message}`])));
  return messages.size === 0 ? [] : [[`${name[0]!.toUpperCase()}${name.slice(1)}:`, '', ...messages].join('\n')];
}

/** docs/rules.md */
export const rulesPage = (): string =>
  page(
    '# Rules',
    `A table is judged where it is declared: at synth, by ${code('render')} and in the pipeline of Kratix every rule below is asked, those of an engine where the table is for it. All that is wrong is told at once. The definitions in a cluster ask what they can of those who apply objects by hand.`,
    `A rule is of the kind ${code('dynamodb')} if DynamoDB itself refuses the table, ${code('engine')} if a controller would loop on it, fail on it or drop something, and ${code('policy')} if it is good practice.`,
    ...groups.flatMap(({ of, rules }) => [
      `## ${of}`,
      table(ruleColumns, [
        ...rules.map(rule => description(rule, subject(rule))),
        ...(rules === tableRules ? synthRules.map(rule => description(rule, synthSubject(rule))) : []),
      ]),
    ]),
    '## Of props',
    `Told where a table is declared in a program; ${code(prefixOnceRule.id)} by the components too, which add the prefix as well.`,
    table(ruleColumns, [
      description(keyOnceRule, code('globalSecondaryIndexes[].partitionKey')),
      description(prefixOnceRule, code('tableName')),
    ]),
    '## Of an app',
    'Told at synth alone, which sees what else the app declares.',
    table(ruleColumns, [
      description(keyReferenceRule, code('sseSpecification.kmsMasterKeyRef')),
      description(oneOwnerRule, 'a table in AWS, an object in Kubernetes'),
    ]),
    '## Where the definitions ask them',
    [
      ...Object.entries(reasons).map(([why, text]) => `- ${code(why)}: not asked, because ${text}.`),
      '- A trait sees but a part of a table, so it asks the rules that read nothing else.',
    ].join('\n'),
    table(
      ['rule', ...places.map(({ name }) => name)],
      groups.flatMap(({ rules, mark }) =>
        rules.map(rule => [named(rule, mark), ...places.map(place => asked(rule, place))]),
      ),
    ),
    'No definition asks the following, for the reason beside each:',
    table(
      ['rule', 'why'],
      [...synthRules, keyOnceRule, keyReferenceRule, oneOwnerRule].map(({ id, synthOnly }) => [code(id), synthOnly]),
    ),
    '## What the definitions ask beside rules',
    `${code(examplePrefix)} is an example: the components say the prefix of their environment, if it has one.`,
    ...places.flatMap(place => [place, ...place.traits]).flatMap(besideRules),
    '## Bounds of single fields',
    `Of the table in its one form. The doors say the same in their own words, and so do the schemas of the definitions.`,
    table(['field', 'type', 'limits', 'presence'], boundsOf(tableShape as Shape)),
  );
