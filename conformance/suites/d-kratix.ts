import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { load, loadAll } from 'js-yaml';
import { ack } from '../../src/backends/ack/engine';
import { kratix } from '../../src/backends/kratix/engine';
import { companionsOf, inNamespace, manifestOf } from '../../src/backends/manifest';
import type { TableSpec } from '../../src/table/table';
import { expressible, tables } from '../../test/support/tables';
import { bounds, misspelt, rules } from '../lib/bad-tables';
import type { ControlPlane } from '../lib/control-plane';
import { environments, promise, repository, requestApi } from '../lib/dist';
import { misnamed, withValue } from '../lib/edit';
import { asRequest, changed, goodTables, type Parameters } from '../lib/good-tables';
import { at, type KubernetesObject } from '../lib/objects';
import { parallel } from '../lib/parallel';
import { type Result, run } from '../lib/processes';
import { jobsOf, promiseProblems } from '../lib/promise';
import type { Context, Suite } from '../lib/suite';
import { withRequests, withTargets } from '../lib/targets';
import { refusalOf } from '../lib/verdict';
import { documents } from '../lib/yaml';

const engineEnvironment = { providerConfig: { kind: 'ClusterProviderConfig', name: 'default' } } as const;

export const suite: Suite = {
  name: 'kratix',
  title: 'the Promise, its request and its pipeline program',
  async run(context) {
    await thePromise(context);
    await itsApi(context);
    await requests(context);
    await theProgram(context);
  },
};

const pipelineAt = ['spec', 'workflows', 'resource', 'configure', 0] as const;
const schemaAt = ['spec', 'api', 'spec', 'versions', 0, 'schema', 'openAPIV3Schema'] as const;
const good = promise();
const pipeline = at(good, ...pipelineAt);

/** Promises that are wrong in one thing; Kratix itself would take some of them. */
const wrongPromises: readonly (readonly [what: string, wrong: KubernetesObject, reason: RegExp])[] = [
  ['a namespace', withValue(good, ['metadata', 'namespace'], 'a'), /^metadata\.namespace: unknown field$/],
  ['an unknown field', withValue(good, ['spec', 'workflowImage'], 'a'), /^spec\.workflowImage: unknown field$/],
  [
    'an unknown selector',
    withValue(good, ['spec', 'destinationSelectors', 0, 'matchExpressions'], []),
    /^spec\.destinationSelectors\[0\]\.matchExpressions: unknown field$/,
  ],
  ['an unknown action', withValue(good, ['spec', 'workflows', 'resource', 'update'], []), /resource\.update: unknown/],
  ['init containers', withValue(good, [...pipelineAt, 'spec', 'initContainers'], []), /initContainers: unknown field$/],
  ['a misspelt image', misnamed(good, [...pipelineAt, 'spec', 'containers', 0, 'image'], 'imgae'), /imgae: unknown/],
  ['no image', withValue(good, [...pipelineAt, 'spec', 'containers', 0, 'image'], undefined), /has no image$/],
  ...['a/b:latest', 'a/b', 'registry:5000/a/b', '10.0.0.1:5000/a'].map(
    image =>
      [
        `the image ${image}`,
        withValue(good, [...pipelineAt, 'spec', 'containers', 0, 'image'], image),
        /is not pinned$/,
      ] as const,
  ),
  ['a pipeline of another kind', withValue(good, [...pipelineAt, 'kind'], 'Job'), /is no Pipeline/],
  [
    'a pipeline name of 22 characters',
    withValue(good, [...pipelineAt, 'metadata', 'name'], 'p'.repeat(22)),
    /has 61 characters, Kratix allows 60$/,
  ],
  ['a pipeline name with a dot', withValue(good, [...pipelineAt, 'metadata', 'name'], 'a.b'), /"a\.b" is no name$/],
  [
    'two pipelines of one name',
    withValue(good, ['spec', 'workflows', 'resource', 'configure'], [pipeline, pipeline]),
    /is the name of two pipelines$/,
  ],
  [
    'a label that is none',
    withValue(good, [...pipelineAt, 'metadata', 'labels'], { 'a b': 'c' }),
    /metadata\.labels: "a b" is no label$/,
  ],
  [
    'a number for a label',
    withValue(good, ['spec', 'destinationSelectors', 0, 'matchLabels'], { environment: 1 }),
    /matchLabels\.environment: 1 is no value of a label$/,
  ],
  ['no version', withValue(good, ['metadata', 'labels'], {}), /promise-version is missing/],
  [
    'one namespace for all pipelines',
    withValue(good, ['spec', 'workflows', 'config'], { pipelineNamespace: 'a' }),
    /two namespaces would share a folder$/,
  ],
  ['an API that is no CRD', withValue(good, ['spec', 'api'], { kind: 'ConfigMap' }), /is no CustomResourceDefinition/],
  ['a cluster-scoped API', withValue(good, ['spec', 'api', 'spec', 'scope'], 'Cluster'), /must be Namespaced$/],
  ['an API without a version', withValue(good, ['spec', 'api', 'spec', 'versions'], []), /has no version$/],
  ['a required status', withValue(good, [...schemaAt, 'required'], ['spec', 'status']), /requires status/],
  ['a status of its own', withValue(good, [...schemaAt, 'properties', 'status'], {}), /declares status/],
];

async function thePromise(context: Context): Promise<void> {
  for (const environment of environments) {
    await context.test(`the Promise of ${environment.name} is one that Kratix can serve`, () => {
      assert.deepEqual(promiseProblems(promise(environment)), []);
    });
  }
  await context.test('a name of 60 characters and an image by digest are taken', () => {
    const longest = withValue(good, [...pipelineAt, 'metadata', 'name'], 'p'.repeat(21));
    const image = [...pipelineAt, 'spec', 'containers', 0, 'image'];
    assert.deepEqual(promiseProblems(withValue(longest, image, `a/b@sha256:${'0'.repeat(64)}`)), []);
  });
  for (const [what, wrong, reason] of wrongPromises) {
    await context.test(`a Promise with ${what} is refused`, () => {
      assert.match(promiseProblems(wrong).join('\n') || 'accepted', new RegExp(reason.source, 'm'));
    });
  }
  await context.test('the server takes the Job that Kratix makes of the pipeline, and no misspelt one', async () => {
    const controlPlane = await context.controlPlane();
    const verdictOf = async (candidate: KubernetesObject) =>
      refusalOf(await controlPlane.dryRun(jobsOf(candidate)[0]!));
    assert.equal(await verdictOf(good), 'accepted');
    const security = [...pipelineAt, 'spec', 'containers', 0, 'securityContext', 'runAsNonRoot'];
    assert.match(await verdictOf(misnamed(good, security, 'runAsNonRot')), /runAsNonRot: field not declared/);
  });
}

async function itsApi(context: Context): Promise<void> {
  const verdictOf = async (crd: KubernetesObject) => refusalOf(await (await withTargets(context)).dryRun(crd));
  const version = ['spec', 'versions', 0] as const;
  const spec = [...version, 'schema', 'openAPIV3Schema', 'properties', 'spec'] as const;
  const region = [...spec, 'properties', 'region'] as const;
  const wrong: readonly (readonly [what: string, crd: KubernetesObject, reason: RegExp])[] = [
    ['of another name', withValue(requestApi(), ['metadata', 'name'], 'requests.example.com'), /metadata\.name/],
    ['that is not structural', withValue(requestApi(), [...region, 'type'], undefined), /region.*type: Required value/],
    ['with a default that is refused', withValue(requestApi(), [...region, 'default'], 'mars'), /region.*default/],
    [
      'with a rule about nothing',
      withValue(requestApi(), [...spec, 'x-kubernetes-validations', 0, 'rule'], 'self.nope == 1'),
      /undefined field 'nope'/,
    ],
    ['with a misspelt keyword', misnamed(requestApi(), [...region, 'pattern'], 'patern'), /patern: field not declared/],
  ];
  await context.test('the server takes the API', async () => assert.equal(await verdictOf(requestApi()), 'accepted'));
  for (const [what, crd, reason] of wrong) {
    await context.test(`the server refuses an API ${what}`, async () => assert.match(await verdictOf(crd), reason));
  }
}

const requestOf = (spec: object, name = 'orders', namespace = 'team-a'): KubernetesObject => ({
  apiVersion: kratix.apiVersion,
  kind: kratix.kind,
  metadata: { name, namespace },
  spec,
});

async function requests(context: Context): Promise<void> {
  const verdictOf = async (request: KubernetesObject) => refusalOf(await (await withRequests(context)).dryRun(request));
  for (const [what, change] of Object.entries(goodTables)) {
    await context.test(`a request is taken: ${what}`, async () => {
      assert.equal(await verdictOf(requestOf(asRequest(changed(change)))), 'accepted');
    });
  }
  await context.test('requests of random tables are taken', async () => {
    for (const { name, spec: any } of tables(context.seed, 20)) {
      const spec = expressible(any, kratix);
      const { spec: request } = manifestOf(kratix, spec, name, engineEnvironment);
      assert.equal(await verdictOf(requestOf(request, name)), 'accepted', JSON.stringify(spec));
    }
  });
  for (const { what, change, schema } of [...bounds, ...misspelt]) {
    await context.test(`a request is refused by its schema: ${what}`, async () => {
      assert.match(await verdictOf(requestOf(asRequest(changed(change)))), schema!);
    });
  }
  for (const { what, change, rule } of rules) {
    await context.test(`a request is refused by a rule: ${what}`, async () => {
      const refusal = await verdictOf(requestOf(asRequest(changed(change))));
      assert.ok(refusal.includes('spec: Invalid value: ') && refusal.includes(rule!), refusal);
      // the reason is ours, and not that a rule broke down
      assert.doesNotMatch(refusal, /evaluating rule/);
    });
  }
  await context.test('a request is refused for a name of 64 characters', async () => {
    const spec = asRequest(changed({}));
    assert.equal(await verdictOf(requestOf(spec, 'o'.repeat(63))), 'accepted');
    assert.match(await verdictOf(requestOf(spec, 'o'.repeat(64))), /metadata\.name: Too long/);
  });
}

interface Folder {
  readonly root: string;
  readonly output: () => Readonly<Record<string, string>>;
  readonly metadata: () => Readonly<Record<string, string>>;
}

/** The folders as Kratix mounts them: the input read-only, the others empty. */
function kratixFolder(context: Context, object: string): Folder {
  const root = context.scratch('kratix');
  for (const folder of ['input', 'output', 'metadata']) mkdirSync(join(root, folder));
  writeFileSync(join(root, 'input', 'object.yaml'), object, { mode: 0o444 });
  chmodSync(join(root, 'input'), 0o555);
  const filesIn = (folder: string) => () =>
    Object.fromEntries(
      readdirSync(join(root, folder)).map(file => [file, readFileSync(join(root, folder, file), 'utf8')]),
    );
  return { root, output: filesIn('output'), metadata: filesIn('metadata') };
}

/** The program as a process of its own, with what Kratix tells its containers. */
function runProgram(folder: Folder): Promise<Result> {
  const env = {
    KRATIX_WORKFLOW_ACTION: 'configure',
    KRATIX_WORKFLOW_TYPE: 'resource',
    KRATIX_PROMISE_NAME: String(good.metadata.name),
    KRATIX_PIPELINE_NAME: String(at(pipeline, 'metadata', 'name')),
  };
  const program = ['--import', 'tsx', join(repository, 'src', 'cli.ts'), 'pipeline', '--root', folder.root];
  return run(process.execPath, program, { cwd: repository, env });
}

/** A request as the server stores it and Kratix hands it on, with all that both add. */
async function stored(controlPlane: ControlPlane, request: KubernetesObject): Promise<KubernetesObject> {
  await controlPlane.apply(withValue(request, ['metadata', 'labels'], { team: 'shop' }));
  await controlPlane.patchStatus(request, {
    message: 'Pending',
    observedGeneration: 1,
    conditions: [{ type: 'ConfigureWorkflowCompleted', status: 'False', reason: 'PipelinesInProgress' }],
    kratix: { workflows: {} },
  });
  const found = await controlPlane.get(request);
  const { metadata, ...rest } = found!;
  return {
    ...rest,
    metadata: {
      ...metadata,
      finalizers: ['kratix.io/work-cleanup'],
      managedFields: [
        { manager: 'conformance', operation: 'Apply', fieldsType: 'FieldsV1', fieldsV1: { 'f:spec': {} } },
      ],
    },
  } as KubernetesObject;
}

async function theProgram(context: Context): Promise<void> {
  const objects = (spec: TableSpec, name: string, namespace: string) =>
    [
      manifestOf(ack, spec, name, engineEnvironment),
      ...Object.values(companionsOf(ack, spec, name, engineEnvironment)),
    ].map(object => inNamespace(object, namespace));

  await context.test('the program makes of stored requests what synth writes for ACK, twice the same', async () => {
    const controlPlane = await withRequests(context);
    await parallel(tables(context.seed, 6), async ({ name, spec: any }) => {
      const spec = expressible(any, kratix);
      const request = requestOf(manifestOf(kratix, spec, name, engineEnvironment).spec, name, 'program');
      const folder = kratixFolder(context, Yaml.stringify(await stored(controlPlane, request)));
      const first = await runProgram(folder);
      assert.equal(first.code, 0, first.stderr);
      const output = folder.output();
      assert.deepEqual(Object.keys(output), ['table.yaml']);
      assert.deepEqual(loadAll(output['table.yaml']!), objects(spec, name, 'program'));
      for (const document of documents(output['table.yaml']!))
        assert.equal(refusalOf(await controlPlane.dryRun(document)), 'accepted');
      const metadata = folder.metadata();
      assert.deepEqual(Object.keys(metadata), ['status.yaml']);
      const status = load(metadata['status.yaml']!) as Record<string, unknown>;
      assert.deepEqual(Object.keys(status), ['message']);
      assert.match(String(status.message), /^Rendered: /);
      assert.equal(at(await controlPlane.patchStatus(request, status), 'status', 'message'), status.message);
      assert.equal((await runProgram(folder)).code, 0);
      assert.deepEqual([folder.output(), folder.metadata()], [output, metadata]);
    });
  });

  await context.test('requests of one name in two namespaces make two Tables', async () => {
    const controlPlane = await withRequests(context);
    const [first, second] = await parallel(['team-a', 'team-b'], async namespace => {
      const request = requestOf(asRequest(changed({ tableName: `orders-of-${namespace}` })), 'orders', namespace);
      const folder = kratixFolder(context, Yaml.stringify(await stored(controlPlane, request)));
      assert.equal((await runProgram(folder)).code, 0);
      return load(folder.output()['table.yaml']!) as KubernetesObject;
    });
    assert.deepEqual([first!.metadata.name, first!.metadata.namespace], ['orders', 'team-a']);
    assert.deepEqual([second!.metadata.name, second!.metadata.namespace], ['orders', 'team-b']);
    assert.equal(at(second, 'spec', 'tableName'), 'orders-of-team-b');
  });

  const request = (change: Parameters) => Yaml.stringify(requestOf(asRequest(changed(change))));
  const refused: readonly (readonly [what: string, object: string, reason: RegExp])[] = [
    ['a misspelt field', request({ bilingMode: 'PAY_PER_REQUEST' }), /^spec\.bilingMode: is not known/m],
    ['no region', request({ region: undefined }), /^spec\.region: is missing/m],
    ['half of the time to live', request({ ttlEnabled: true }), /ttlEnabled: needs ttlAttributeName/],
    ['a rule broken', request({ billingMode: 'PROVISIONED' }), /^spec\.provisioned: must be given.*\[C2\]/m],
    [
      'another kind',
      request({}).replace(kratix.kind, 'Table'),
      /^kind: must be DynamoDBRequest|^kind: must be one of/m,
    ],
    ['no namespace', request({}).replace(/^ +namespace:.*\n/m, ''), /^metadata\.namespace: is missing/m],
    ['YAML that is none', 'a: [', /object\.yaml/],
    ['an empty file', '', /object\.yaml/],
  ];
  await context.test('the program writes nothing for an object that is bad, says why and exits 1', async () => {
    await parallel(refused, async ([what, object, reason]) => {
      const folder = kratixFolder(context, object);
      const { code, stdout, stderr } = await runProgram(folder);
      assert.deepEqual({ what, code, stdout }, { what, code: 1, stdout: '' });
      assert.match(stderr, reason, what);
      assert.doesNotMatch(stderr, /\n\s+at /, what);
      assert.deepEqual([folder.output(), folder.metadata()], [{}, {}], what);
    });
  });
}
