import { apart } from '../backends/companion';
import type { Engine, EngineEnvironment } from '../backends/engine';
import { fragmentsOf } from '../backends/manifest';
import { cueBoolean, cueFailures, cueFields, cueValue, type Roots } from '../expression/cue';
import { cuePatch } from '../expression/cue-patch';
import { fallback, viewOf } from '../expression/expression';
import { asObject, type Fragment } from '../expression/fragment';
import { type Interface, objectNameRoot } from '../interfaces/interface';
import type { Requirement } from '../interfaces/requirements';
import { cueParameter } from '../schema/cue';
import type { Shape } from '../schema/shape';
import type { ComponentEntry } from './catalog';
import { componentRequirements, parametersOf, readThrough, traitRequirements } from './component-interface';

const roots: Roots = { parameter: 'parameter', [objectNameRoot]: 'context.name' };
const statusRoots: Roots = { object: 'context.output' };

/** The CUE of a definition, without what surrounds it in a file or an object. */
export interface Template {
  readonly imports: readonly string[];
  readonly body: string;
}

/** A component: its output is the engine's object, seen through the component's parameters. */
export function componentTemplate(
  entry: Pick<ComponentEntry, 'engine' | 'through' | 'traits'>,
  environment: EngineEnvironment,
  prefix: string,
): Template {
  const { engine, through } = entry;
  const { own, companions } = fragmentsOf(engine, environment, readThrough(through, prefix));
  const output = `output: {\n\tapiVersion: ${JSON.stringify(engine.apiVersion)}\n\tkind:       ${JSON.stringify(engine.kind)}\n${cueFields(asObject(own), roots, '\t')}}\n`;
  return template(output, companions, componentRequirements(entry, prefix), parametersOf(through));
}

/** A trait: its patch is what a component would write for the same features. It asks what it alone decides. */
export function traitTemplate<T>(engine: Engine, through: Interface<T, unknown>): Template {
  const { own, companions } = apart(engine.fragment(through.read('parameter'), through.table));
  const { strategy, fields } = cuePatch(asObject(own), roots, '\t');
  const patch = `${strategy ? `// +patchStrategy=${strategy}\n` : ''}patch: {\n${fields}}\n`;
  return template(patch, companions, traitRequirements(engine, through), through.parameters);
}

function template(own: string, companions: Fragment, asked: readonly Requirement[], parameters: Shape): Template {
  const { imports, text } = cueParameter(parameters);
  return { imports, body: [own, ...outputs(companions), errs(asked), text].join('\n') };
}

/** What KubeVela makes beside the component's own object. */
const outputs = (companions: Fragment): readonly string[] =>
  Object.keys(companions).length === 0 ? [] : [`outputs: {\n${cueFields(asObject(companions), roots, '\t')}}\n`];

/** What KubeVela refuses with `User Errors`, all of it at once. */
const errs = (requirements: readonly Requirement[]): string => {
  const entries = requirements.flatMap(({ predicate, message }) =>
    cueFailures(predicate, roots).map(chain => `\t${chain} {${JSON.stringify(message)}},\n`),
  );
  return `errs: [\n${entries.join('')}]\n`;
};

export interface StatusTemplates {
  readonly healthPolicy: string;
  readonly customStatus: string;
  readonly details: string;
}

/** Health, message and details, from the engine's own conditions. */
export function statusTemplates({ status }: Engine): StatusTemplates {
  const object = viewOf(status.shape, ['object']);
  const facts = Object.entries(status.facts(object));
  return {
    healthPolicy: `isHealth: ${cueBoolean(status.ready(object), statusRoots)}\n`,
    customStatus: `message: ${cueValue(status.message(object), statusRoots)}\n`,
    // a details field that is absent would show as an error
    details: facts.map(([name, fact]) => `${name}: ${cueValue(fallback(fact, ''), statusRoots)}\n`).join(''),
  };
}
