import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Yaml } from 'cdk8s';
import { load } from 'js-yaml';
import { ack } from '../../src/backends/ack/engine';
import { crossplane, crossplane26, crossplaneCluster, crossplaneCluster26 } from '../../src/backends/crossplane/engine';
import type { Engine } from '../../src/backends/engine';
import { kratix } from '../../src/backends/kratix/engine';
import { kro } from '../../src/backends/kro/engine';
import { companionsOf, inNamespace, manifestOf } from '../../src/backends/manifest';
import type { TableSpec } from '../../src/table/table';
import { expressible, tables } from '../../test/support/tables';
import { subsetViolations } from '../import';
import { parseCrd } from '../import/crd';
import { type ControlPlane, startControlPlane } from '../lib/control-plane';
import {
  aws,
  definitionsDirectory,
  distFiles,
  distFolder,
  distObject,
  environments,
  kustomization,
  objectFiles,
  promise,
  repository,
  requestApi,
  resourceGraph,
} from '../lib/dist';
import { misnamed, withValue } from '../lib/edit';
import { at, type KubernetesObject } from '../lib/objects';
import { run } from '../lib/processes';
import { jobsOf, promiseProblems, unknownMembers } from '../lib/promise';
import type { Context, Suite } from '../lib/suite';
import { withGraph, withRequests, withTargets } from '../lib/targets';
import { refusalOf } from '../lib/verdict';
import { documents } from '../lib/yaml';

const schemasByHand = join(repository, 'conformance', 'schemas');
const engineEnvironment = { providerConfig: { kind: 'ClusterProviderConfig', name: 'default' } } as const;

export const suite: Suite = {
  name: 'server',
  title: 'everything emitted is known to the API server with every CRD, and nothing misspelt is',
  async run(context) {
    await committed(context);
    await emitted(context);
    await emittedForLater(context);
    await misspellings(context);
    await unquoted(context);
    await schemas(context);
  },
};

/** The API server with all CRDs, those that kro and Kratix make too. */
async function everything(context: Context): Promise<ControlPlane> {
  await withRequests(context);
  await withGraph(context);
  return withTargets(context);
}

async function committed(context: Context): Promise<void> {
  for (const environment of environments) {
    for (const folder of ['platform', 'apps']) {
      await context.test(`the server accepts every object of dist/${environment.name}/${folder}`, async () => {
        const controlPlane = await everything(context);
        const files = objectFiles(environment, folder);
        assert.ok(files.length >= 4, `${files.length} files`);
        for (const file of files) {
          const [document, ...more] = documents(readFileSync(join(distFolder, file), 'utf8'));
          assert.equal(more.length, 0, `${file} holds several objects`);
          assert.equal(refusalOf(await controlPlane.dryRun(document!)), 'accepted', file);
        }
      });
    }
    await context.test(`each kustomization of dist/${environment.name} lists its folder, and there is no other`, () => {
      const problems = ['platform', 'apps'].flatMap(folder => {
        const files = distFiles(environment, folder);
        const folders = [...new Set(files.map(file => dirname(file)))];
        return folders.flatMap(each => kustomizationProblems(each, files));
      });
      assert.deepEqual(problems, []);
      assert.deepEqual(distFiles(environment, 'cue'), [], 'no synced path may hold the .cue files');
    });
  }
  await context.test('a kustomization that leaves out a file, or has an unknown field, is found', () => {
    const [leaf] = [...new Set(objectFiles(aws, 'platform').map(file => dirname(file)))];
    const files = [...distFiles(aws, 'platform'), `${leaf}/one-more.yaml`];
    assert.match(kustomizationProblems(leaf!, files).join(), /does not list/);
    assert.match(unknownMembers({ resource: [] }, kustomizationMembers, '').join(), /^resource: unknown field$/);
  });
}

const kustomizationMembers = { apiVersion: 'anything', kind: 'anything', resources: 'anything' } as const;

/** Argo CD, Flux and kubectl read it; no CRD describes it. */
function kustomizationProblems(folder: string, files: readonly string[]): readonly string[] {
  const beside = files.filter(file => dirname(file) === folder).map(file => basename(file));
  if (!beside.includes(kustomization)) return [`${folder} has no ${kustomization}`];
  const found = load(readFileSync(join(distFolder, folder, kustomization), 'utf8'));
  const wanted = beside.filter(file => file !== kustomization).sort();
  return [
    ...unknownMembers(found, kustomizationMembers, '').map(problem => `${folder}: ${problem}`),
    ...(at(found, 'apiVersion') === 'kustomize.config.k8s.io/v1beta1' && at(found, 'kind') === 'Kustomization'
      ? []
      : [`${folder}: is no Kustomization`]),
    ...(JSON.stringify(at(found, 'resources')) === JSON.stringify(wanted)
      ? []
      : [`${folder}: does not list ${wanted.join(', ')}`]),
  ];
}

const emittedBy = (engine: Engine, table: TableSpec, name: string): KubernetesObject => {
  const manifest = manifestOf(engine, table, name, engineEnvironment);
  return inNamespace(manifest, engine.clusterScoped ? undefined : 'server') as unknown as KubernetesObject;
};

/** What an engine needs beside that. */
const besideOf = (engine: Engine, table: TableSpec, name: string): readonly object[] =>
  engine.makes
    ? []
    : Object.values(companionsOf(engine, table, name, engineEnvironment)).map(each => inNamespace(each, 'server'));

const backends: readonly Engine[] = [ack, crossplane, crossplaneCluster, kro, kratix];

async function emitted(context: Context): Promise<void> {
  for (const engine of backends) {
    await context.test(`the server accepts what the backend ${engine.name} emits`, async () =>
      takesAll(await everything(context), engine, context),
    );
  }
}

async function takesAll(controlPlane: ControlPlane, engine: Engine, { seed, full }: Context): Promise<void> {
  for (const { name, spec } of tables(seed, full ? 100 : 12)) {
    const own = expressible(spec, engine);
    for (const object of [emittedBy(engine, own, name), ...besideOf(engine, own, name)]) {
      const text = Yaml.stringify(object);
      assert.equal(refusalOf(await controlPlane.dryRun(text)), 'accepted', text);
    }
  }
}

/** What no module carries: v2.6.0 of Crossplane's provider, on a server of its own, since its CRDs have the same names. */
async function emittedForLater(context: Context): Promise<void> {
  const crds = ['m.upbound.io', 'upbound.io'].map(group =>
    join(context.crdsDirectory, 'crossplane-aws', `dynamodb.aws.${group}_tables.yaml`),
  );
  for (const engine of [crossplane26, crossplaneCluster26]) {
    await context.test(`the server accepts what the backend ${engine.name} emits, if it has its CRD`, async () => {
      const referring = emittedBy(engine, { ...table, sseSpecification: byReference }, 'orders');
      assert.match(refusalOf(await (await everything(context)).dryRun(referring)), /kmsKeyArnRef/);
      if (resolve(context.crdsDirectory) === schemasByHand)
        return context.say('no other CRDs are given: those by hand hold but a part of it');
      const later = await startControlPlane();
      try {
        await later.installCrds(...crds);
        assert.equal(refusalOf(await later.dryRun(referring)), 'accepted');
        await takesAll(later, engine, context);
      } finally {
        await later.stop();
      }
    });
  }
}

const table: TableSpec = {
  tableName: 'orders',
  region: 'eu-west-1',
  attributeDefinitions: [{ attributeName: 'id', attributeType: 'N' }],
  keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
  billingMode: 'PAY_PER_REQUEST',
  deletionPolicy: 'retain',
};

const byReference = { enabled: true, sseType: 'KMS', kmsMasterKeyRef: { name: 'orders-key' } } as const;

/** Who judges an object: its answer is "accepted", or why not. */
type Judge = (object: KubernetesObject, context: Context) => Promise<string>;

/** Strict server-side dry run. An API is open in a Promise: it is sent as the CRD that it becomes. */
const server: Judge = async (object, context) => refusalOf(await (await everything(context)).dryRun(object));

/** Properties are open for the server: KubeVela's closed parameters judge them. */
const vela: Judge = async (object, context) => {
  const definitions = await definitionsDirectory(context, aws, 'webservice');
  return refusalOf(await (await context.vela()).dryRun(definitions, object));
};

/** Templates and schemas of a graph are open for the server: kro judges them, here under another name. */
const controller: Judge = async (graph, context) => {
  const kind = `Server${++graphs}`;
  const named = withValue(withValue(graph, ['metadata', 'name'], kind.toLowerCase()), ['spec', 'schema', 'kind'], kind);
  return refusalOf(await (await withGraph(context)).activate(named));
};
let graphs = 0;

/** Workflows are open for the server: Kratix decodes them strictly, as we do. */
const strictly: Judge = async object => promiseProblems(object).join('\n') || 'accepted';

/** Containers are Kubernetes' own: the server judges them in a Job. */
const asJob: Judge = async (object, context) => server(jobsOf(object)[0]!, context);

type Misspelling = readonly [object: () => KubernetesObject, path: readonly (string | number)[], to: string, by: Judge];

const definition = (kind: string) => () =>
  distObject(objectFiles(aws, 'platform/kubevela').find(file => basename(file).startsWith(`${kind}.`))!);
const application = () =>
  distObject(
    objectFiles(aws, 'apps').find(file => file.endsWith('session-management.yaml') && file.includes('/kro/'))!,
  );
const pipelineAt = ['spec', 'workflows', 'resource', 'configure', 0] as const;
const containerAt = [...pipelineAt, 'spec', 'containers', 0] as const;
const componentAt = ['spec', 'components', 0] as const;
const schemaAt = ['spec', 'versions', 0, 'schema', 'openAPIV3Schema'] as const;

/** At least one of each kind that is emitted, and one of each part that is open for the server. */
const misspelt: { readonly [what: string]: Misspelling } = {
  'Table of ACK': [() => emittedBy(ack, table, 'orders'), ['spec', 'billingMode'], 'bilingMode', server],
  'Table of Crossplane': [
    () => emittedBy(crossplane, table, 'orders'),
    ['spec', 'forProvider', 'hashKey'],
    'haskKey',
    server,
  ],
  'Table of Crossplane, of the whole cluster': [
    () => emittedBy(crossplaneCluster, table, 'orders'),
    ['spec', 'deletionPolicy'],
    'deletonPolicy',
    server,
  ],
  DynamoDBTable: [() => emittedBy(kro, table, 'orders'), ['spec', 'tableName'], 'tabelName', server],
  DynamoDBRequest: [() => emittedBy(kratix, table, 'orders'), ['spec', 'region'], 'regoin', server],
  ComponentDefinition: [definition('componentdefinition'), ['spec', 'workload'], 'worklaod', server],
  'status of a ComponentDefinition': [
    definition('componentdefinition'),
    ['spec', 'status', 'healthPolicy'],
    'healthPolcy',
    server,
  ],
  TraitDefinition: [definition('traitdefinition'), ['spec', 'appliesToWorkloads'], 'appliesToWorkload', server],
  Application: [application, [...componentAt, 'type'], 'tpye', server],
  "an Application's properties": [application, [...componentAt, 'properties', 'region'], 'regoin', vela],
  "an Application's key": [application, [...componentAt, 'properties', 'keySchema', 0, 'keyType'], 'keyTyp', vela],
  "an Application's trait": [
    application,
    [...componentAt, 'traits', 0, 'properties', 'attributeName'],
    'atributeName',
    vela,
  ],
  ResourceGraphDefinition: [resourceGraph, ['spec', 'resources', 0, 'readyWhen'], 'readyWehn', server],
  "a graph's template": [
    resourceGraph,
    ['spec', 'resources', 0, 'template', 'metadata', 'annotations'],
    'anotations',
    controller,
  ],
  "a graph's schema": [resourceGraph, ['spec', 'schema', 'types', 'KeyElement'], 'KeyElemnt', controller],
  Promise: [promise, ['spec', 'destinationSelectors'], 'destinationSelector', server],
  'workflows of a Promise': [promise, ['spec', 'workflows', 'resource'], 'resources', server],
  'Pipeline of a Promise': [promise, [...containerAt, 'image'], 'imgae', strictly],
  'security context of a Pipeline': [
    promise,
    [...containerAt, 'securityContext', 'runAsNonRoot'],
    'runAsNonRot',
    asJob,
  ],
  'resources of a Pipeline': [promise, [...containerAt, 'resources', 'limits'], 'limit', asJob],
  'API of a Promise': [requestApi, ['spec', 'versions', 0, 'additionalPrinterColumns', 0, 'jsonPath'], 'path', server],
  "schema of a Promise's API": [
    requestApi,
    [...schemaAt, 'properties', 'spec', 'properties', 'region', 'pattern'],
    'patern',
    server,
  ],
};

async function misspellings(context: Context): Promise<void> {
  for (const [what, [object, path, to, judge]] of Object.entries(misspelt)) {
    await context.test(`${path.at(-1)} misspelt is refused: ${what}`, async () => {
      assert.equal(await judge(object(), context), 'accepted');
      const refusal = await judge(misnamed(object(), path, to), context);
      assert.notEqual(refusal, 'accepted');
      // it is this that is refused: the misspelling is named, or what is missing now
      assert.ok(refusal.includes(to) || refusal.includes(String(path.at(-1))), refusal);
    });
  }
  await context.test('every kind in dist/ and of every backend has been misspelt', () => {
    const kinds = new Set(Object.values(misspelt).map(([object]) => `${object().apiVersion} ${object().kind}`));
    const emittedKinds = [
      ...environments
        .flatMap(each => ['platform', 'apps'].flatMap(folder => objectFiles(each, folder)))
        .map(distObject),
      ...backends,
    ].map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
    assert.deepEqual(
      [...new Set(emittedKinds)].filter(kind => !kinds.has(kind)),
      [],
    );
  });
}

/** YAML 1.1 takes N for false; kubectl, Argo CD and the server do. */
async function unquoted(context: Context): Promise<void> {
  for (const engine of backends) {
    await context.test(`an unquoted N is refused, and ours is quoted: ${engine.name}`, async () => {
      const controlPlane = await everything(context);
      const text = Yaml.stringify(emittedBy(engine, table, 'orders'));
      assert.match(text, /ype: "N"\n/);
      assert.equal(refusalOf(await controlPlane.dryRun(text)), 'accepted');
      assert.match(refusalOf(await controlPlane.dryRun(text.replace('"N"', 'N'))), /ype: expected string, got .*false/);
    });
  }
  await context.test(
    "an unquoted N in an Application's properties is taken by the server, and refused by KubeVela",
    async () => {
      const controlPlane = await everything(context);
      const [quoted, bare] = ['"N"', 'N'].map(type =>
        Yaml.stringify(
          withValue(application(), [...componentAt, 'properties', 'attributeDefinitions', 0, 'attributeType'], 'B'),
        ).replace('attributeType: B', `attributeType: ${type}`),
      );
      const stored = async (text: string) => {
        const verdict = await controlPlane.dryRun(text);
        assert.ok(verdict.accepted, refusalOf(verdict));
        return verdict.object;
      };
      assert.equal(await vela(withoutServers(await stored(quoted!)), context), 'accepted');
      assert.match(await vela(withoutServers(await stored(bare!)), context), /attributeType: .*false/);
    },
  );
}

/** What the server adds does not belong into a dry run. */
const withoutServers = ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  spec,
}: KubernetesObject): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  spec,
});

async function schemas(context: Context): Promise<void> {
  const ours = schemasByHand;
  const files = (readdirSync(ours, { recursive: true }) as string[]).filter(file => file.endsWith('.yaml')).sort();
  for (const file of files) {
    const read = (folder: string) => parseCrd(readFileSync(join(folder, file), 'utf8'), file);
    await context.test(`the hand-written ${basename(file)} is a subset of the real one`, () => {
      if (resolve(context.crdsDirectory) === ours) context.say('no other CRDs are given: it is compared with itself');
      assert.deepEqual(subsetViolations(read(ours), read(context.crdsDirectory)), []);
      const schema = ['spec', 'versions', 0, 'schema', 'openAPIV3Schema', 'properties', 'spec', 'properties'];
      const wider = withValue(read(ours), [...schema, 'more'], { type: 'string' });
      assert.deepEqual(subsetViolations(wider, read(context.crdsDirectory)).length, 1);
    });
  }
  await context.test('imports/ is what the CRDs give', async () => {
    const program = ['--import', 'tsx', join(repository, 'conformance', 'import.ts'), '--check'];
    const { code, stderr } = await run(process.execPath, program, { cwd: repository });
    assert.equal(code, 0, stderr);
  });
}
