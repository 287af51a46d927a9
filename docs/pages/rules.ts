import { ack } from '../../src/backends/ack/engine';
import { crossplane } from '../../src/backends/crossplane/engine';
import type { Engine } from '../../src/backends/engine';
import { kratix } from '../../src/backends/kratix/engine';
import { kro } from '../../src/backends/kro/engine';
import { keyReferenceRule } from '../../src/constructs/key-reference';
import type { View } from '../../src/expression/expression';
import { full } from '../../src/interfaces/full';
import { kratixRequest } from '../../src/interfaces/kratix';
import { type Requirement, whyNotAsked } from '../../src/interfaces/requirements';
import { requestRequirements } from '../../src/kratix/request-definition';
import { graphRequirements } from '../../src/kro/resource-graph-definition';
import { components } from '../../src/kubevela/catalog';
import { componentRequirements, traitRequirements } from '../../src/kubevela/component-interface';
import type { Shape } from '../../src/schema/shape';
import { pathText } from '../../src/schema/violation';
import { subjectOf, synthRules, tableRules } from '../../src/table/judge';
import type { Rule, SynthRule } from '../../src/table/rule';
import { type TableSpec, tableShape } from '../../src/table/table';
import { boundsOf } from './bounds';
import { engines } from './engines';
import { code, page, table } from './markdown';

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
  readonly requirements: readonly Requirement[];
}

const places: readonly Place[] = [
  ...Object.values(components).map(entry => ({
    name: `component ${code(entry.name)}`,
    engine: entry.engine,
    requirements: componentRequirements(entry, { prefix: 'prefix-' }),
    table: entry.through.read('parameter'),
    traits: entry.traits.map(({ name, through }) => ({
      name: `trait ${code(name)}`,
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

const groups: readonly { readonly of: string; readonly rules: readonly Rule[]; readonly engines: readonly Engine[] }[] =
  [
    { of: 'Of every table', rules: tableRules, engines },
    { of: 'Of ACK, and of kro and Kratix, which end in it', rules: ack.rules, engines: [ack, kro, kratix] },
    { of: `Of Crossplane, ${crossplane.version}, whatever its scope`, rules: crossplane.rules, engines: [crossplane] },
  ];

const reasons: { readonly [why in NonNullable<ReturnType<typeof whyNotAsked>>]: string } = {
  warning: 'a warning refuses nothing, so only those who declare a table are told',
  traits: 'a trait may still make it true',
  'cannot be broken': 'the parameters cannot break it',
};

const subject = (rule: Rule): string => code(pathText(subjectOf(rule).place));

const ruleColumns = ['rule', 'about', 'kind', 'severity', 'what is wrong', 'fix', 'source'];

const description = (rule: Rule | Omit<SynthRule, 'faults'>, about: string): readonly string[] => [
  code(rule.id),
  about,
  rule.kind,
  rule.severity ?? 'error',
  rule.problem,
  rule.fix,
  rule.source,
];

const asks = ({ requirements }: Trait, rule: Rule): boolean =>
  requirements.some(requirement => requirement.rule === rule);

/** A cell: asked there, or why not; and the traits that ask it. */
function asked(rule: Rule, engines: readonly Engine[], place: Place): string {
  if (!engines.includes(place.engine)) return '';
  const why = asks(place, rule) ? 'asked' : whyNotAsked(rule, place.table, place.traits.length > 0);
  if (why === undefined) throw new Error(`${place.name} does not ask ${rule.id}, and nobody knows why`);
  return [why, ...place.traits.filter(trait => asks(trait, rule)).map(({ name }) => `${name} asks`)].join('; ');
}

/** What parameters are asked that is no rule of a table. */
function besideRules({ name, requirements }: Trait): readonly string[] {
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
        ...(rules === tableRules ? synthRules.map(rule => description(rule, '')) : []),
      ]),
    ]),
    '## Of an app',
    'Told at synth alone, which sees what else the app declares.',
    table(ruleColumns, [description(keyReferenceRule, code('sseSpecification.kmsMasterKeyRef'))]),
    '## Where the definitions ask them',
    [
      ...Object.entries(reasons).map(([why, text]) => `- ${code(why)}: not asked, because ${text}.`),
      '- A trait sees but a part of a table, so it asks the rules that read nothing else.',
    ].join('\n'),
    table(
      ['rule', ...places.map(({ name }) => name)],
      groups.flatMap(({ rules, engines }) =>
        rules.map(rule => [
          rules === tableRules ? code(rule.id) : `${code(rule.id)} of ${engines[0]!.name}`,
          ...places.map(place => asked(rule, engines, place)),
        ]),
      ),
    ),
    'No definition asks the following, because plain TypeScript says them:',
    table(
      ['rule', 'why'],
      [...synthRules, keyReferenceRule].map(({ id, synthOnly }) => [code(id), synthOnly]),
    ),
    '## What the definitions ask beside rules',
    ...places.flatMap(place => [place, ...place.traits]).flatMap(besideRules),
    '## Bounds of single fields',
    `Of the table in its one form. The doors say the same in their own words, and so do the schemas of the definitions.`,
    table(['field', 'type', 'limits', 'presence'], boundsOf(tableShape as Shape)),
  );
