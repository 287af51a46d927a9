import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ack } from '../../src/backends/ack/engine';
import { crossplane } from '../../src/backends/crossplane/engine';
import type { Engine } from '../../src/backends/engine';
import { kratix } from '../../src/backends/kratix/engine';
import { kro } from '../../src/backends/kro/engine';
import { type Manifest, manifestOf } from '../../src/backends/manifest';
import { writeParameters } from '../../src/interfaces/read-table';
import { renderRequest } from '../../src/kratix/pipeline';
import { components } from '../../src/kubevela/catalog';
import { splitIntoTraits } from '../../src/kubevela/split';
import { violationText } from '../../src/schema/violation';
import type { TableSpec } from '../../src/table/table';
import { expressible, features, lacking, tables } from '../../test/support/tables';
import { comparable } from '../lib/comparable';
import { differences } from '../lib/differences';
import type { KubernetesObject } from '../lib/objects';
import { random, shuffled } from '../lib/random';
import type { Context, Suite } from '../lib/suite';
import type { Component, Vela } from '../lib/vela';
import { waitFor } from '../lib/wait';
import { readObjects } from '../lib/yaml';

/** One environment's definitions at a time: this one, whose prefix must come out once. */
const environment = { prefix: 'tenant-atlantis-', dist: join(__dirname, '..', '..', 'dist', 'aws') };
const engineEnvironment = { providerConfig: { kind: 'ClusterProviderConfig', name: 'default' } } as const;
const namespace = 'equality';

interface Case {
  readonly name: string;
  /** As its user writes it. */
  readonly base: TableSpec;
  /** As AWS has it: with the prefix. */
  readonly full: TableSpec;
}

export const suite: Suite = {
  name: 'equality',
  title: 'one table is the same through every engine and every rendering (invariant 1)',
  async run(context) {
    const cases = casesOf(context);
    await context.test('every feature is in 15 % of the tables, every pair of features in one', () => {
      const counts = Object.entries(features).map(
        ([name, has]) => `${name} ${cases.filter(each => has(each.base)).length}`,
      );
      context.say(`${cases.length} tables: ${counts.join(', ')}`);
      const missing = lacking(cases.map(each => each.base));
      if (missing.length > 0) throw new Error(`too rare: ${missing.join('; ')}`);
    });
    const vela = await context.vela();
    const definitions = definitionsDirectory(context);
    const next = random(context.seed);

    const casesFor = (engine: Engine) =>
      cases.map(({ name, base, full }) => ({
        name,
        base: expressible(base, engine),
        full: expressible(full, engine),
      }));
    const throughVela = async (title: string, engine: Engine, component: (each: Case) => Component): Promise<void> => {
      await context.test(title, async () => {
        const own = casesFor(engine);
        const rendered = await renderAll(vela, definitions, own.map(component));
        compareAll(own, rendered, each => manifestOf(engine, each.full, each.name, engineEnvironment));
      });
    };

    await throughVela('crossplane: component with traits in random order', crossplane, each =>
      withTraits('crossplane', each, next),
    );
    await throughVela('kro: component with everything inline', kro, each => ({
      name: each.name,
      type: 'aws-dynamodb-kro',
      properties: writeParameters(components.kro!.through, each.base),
    }));
    await throughVela('kro: component with traits in random order', kro, each => withTraits('kro', each, next));
    await throughVela('kratix: component', kratix, each => ({
      name: each.name,
      type: 'aws-dynamodb-kratix',
      properties: writeParameters(components.kratix!.through, each.base),
    }));

    await context.test('kratix: the pipeline renders what ACK gets', () => {
      const own = casesFor(kratix);
      compareAll(
        own,
        new Map(
          own.map(each => [
            each.name,
            throughPipeline(inNamespace(manifestOf(kratix, each.full, each.name, engineEnvironment))),
          ]),
        ),
        each => manifestOf(ack, each.full, each.name, engineEnvironment),
      );
    });

    await context.test('kro: the controller renders what ACK gets', async () => {
      const own = casesFor(kro);
      const rendered = await throughKro(context, own);
      compareAll(own, rendered, each => manifestOf(ack, each.full, each.name, engineEnvironment));
    });
  },
};

/** 50 tables on every push, 200 in full. */
function casesOf({ seed, full }: Context): readonly Case[] {
  return tables(seed, full ? 200 : 50).map(({ name, spec }) => {
    const base = { ...spec, tableName: spec.tableName.slice(0, 255 - environment.prefix.length) };
    return { name, base, full: { ...base, tableName: `${environment.prefix}${base.tableName}` } };
  });
}

/** The bare component and a trait for every feature that has one; now and then a trait of its own for each index. */
function withTraits(backend: 'crossplane' | 'kro', { name, base }: Case, next: () => number): Component {
  const entry = components[backend]!;
  const { properties, traits, lost } = splitIntoTraits(entry, base, name);
  if (lost.length > 0) throw new Error(`${name} loses ${lost.map(part => part.path).join(', ')}`);
  const single = next() < 0.5;
  const split = traits.flatMap(({ type, properties }) =>
    single && type.includes('-index-')
      ? (properties.indexes as readonly object[]).map(index => ({ type, properties: { indexes: [index] } }))
      : [{ type, properties }],
  );
  return { name, type: entry.name, properties, traits: shuffled(split, next) };
}

/** The committed definitions, without what is no definition. */
function definitionsDirectory(context: Context): string {
  const directory = context.scratch('definitions');
  const source = join(environment.dist, 'platform', 'kubevela');
  mkdirSync(directory, { recursive: true });
  for (const file of readdirSync(source).filter(name => name !== 'kustomization.yaml'))
    writeFileSync(join(directory, file), readFileSync(join(source, file)));
  return directory;
}

async function renderAll(
  vela: Vela,
  definitions: string,
  all: readonly Component[],
): Promise<ReadonlyMap<string, KubernetesObject>> {
  const answer = await vela.dryRunComponents(definitions, all);
  if (!answer.ok) throw new Error(answer.error);
  return new Map(answer.value.map(({ component, object }) => [component, object]));
}

const inNamespace = (manifest: Manifest): KubernetesObject => ({
  ...manifest,
  metadata: { ...manifest.metadata, namespace },
});

function throughPipeline(request: object): KubernetesObject {
  const { manifest, violations } = renderRequest(request);
  if (!manifest) throw new Error(violations.map(violationText).join('\n'));
  return manifest as unknown as KubernetesObject;
}

async function throughKro(context: Context, cases: readonly Case[]): Promise<ReadonlyMap<string, KubernetesObject>> {
  const controlPlane = await context.controlPlane();
  await controlPlane.installCrds(join(context.crdsDirectory, 'ack'));
  const controller = await context.kro();
  const [graph] = readObjects(
    join(environment.dist, 'platform', 'kro', 'resourcegraphdefinition._cluster.dynamodbtable.yaml'),
  );
  const activation = await controller.activate(graph!);
  if (!activation.active) throw new Error(activation.message);
  const rendered = new Map<string, KubernetesObject>();
  for (const each of cases) {
    await controlPlane.apply(inNamespace(manifestOf(kro, each.full, each.name, engineEnvironment)));
  }
  for (const each of cases) {
    const ref = { apiVersion: ack.apiVersion, kind: ack.kind, metadata: { name: each.name, namespace } };
    rendered.set(each.name, await waitFor(() => controlPlane.get(ref), `the Table ${each.name} of kro`, 60));
  }
  return rendered;
}

/** Compares all, and reports the first that differs. */
function compareAll(
  cases: readonly Case[],
  rendered: ReadonlyMap<string, KubernetesObject>,
  wanted: (each: Case) => unknown,
): void {
  const found = cases.map(each => ({
    each,
    differing: differences(comparable(wanted(each)), comparable(rendered.get(each.name))),
  }));
  const wrong = found.filter(({ differing }) => differing.length > 0);
  if (wrong.length === 0) return;
  const [{ each, differing }] = wrong as [(typeof wrong)[0]];
  throw new Error(
    `${wrong.length} of ${cases.length} differ; ${each.name}, ${JSON.stringify(each.base)}:\n${differing.join('\n')}`,
  );
}
