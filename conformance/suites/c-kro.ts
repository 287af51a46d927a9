// biome-ignore-all lint/suspicious/noTemplateCurlyInString: names that look like kro's templates are what is tested
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { ack } from '../../src/backends/ack/engine';
import { kro as engine } from '../../src/backends/kro/engine';
import { companionsOf, inNamespace } from '../../src/backends/manifest';
import { full as vocabulary } from '../../src/interfaces/full';
import { readTable } from '../../src/interfaces/read-table';
import { bounds, misspelt, rules } from '../lib/bad-tables';
import { comparable } from '../lib/comparable';
import type { ControlPlane } from '../lib/control-plane';
import { aws, localstack, resourceGraph } from '../lib/dist';
import { misnamed, withValue } from '../lib/edit';
import { attribute, changed, goodTables, key, type Parameters } from '../lib/good-tables';
import type { Kro } from '../lib/kro';
import { at, conditions, type KubernetesObject, type ObjectRef } from '../lib/objects';
import type { Context, Suite } from '../lib/suite';
import { withGraph, withTargets } from '../lib/targets';
import { refusalOf } from '../lib/verdict';
import { waitFor } from '../lib/wait';

const namespace = 'kro-suite';

export const suite: Suite = {
  name: 'kro',
  title: 'the graph on the real controller: bounds, rules, rendering and status',
  async run(context) {
    await theGraph(context);
    await unchecked(context);
    await admission(context);
    await guard(context);
    await rendering(context);
    await status(context);
    await beside(context);
  },
};

const instanceOf = (spec: Parameters, name: string): KubernetesObject => ({
  apiVersion: engine.apiVersion,
  kind: engine.kind,
  metadata: { name, namespace },
  spec,
});

const tableOf = (name: string): ObjectRef => ({
  apiVersion: ack.apiVersion,
  kind: ack.kind,
  metadata: { name, namespace },
});

async function running(context: Context): Promise<{ kro: Kro; controlPlane: ControlPlane }> {
  return { kro: await withGraph(context), controlPlane: await context.controlPlane() };
}

async function theGraph(context: Context): Promise<void> {
  await context.test('the graph is active, and the same in each environment', async () => {
    await withGraph(context);
    assert.deepEqual(resourceGraph(aws), resourceGraph(localstack));
  });

  /** The graph under another name, so that it rivals nobody. */
  const another = (edit: (graph: KubernetesObject) => KubernetesObject, kind: string) =>
    edit(
      withValue(withValue(resourceGraph(), ['metadata', 'name'], kind.toLowerCase()), ['spec', 'schema', 'kind'], kind),
    );
  const template = ['spec', 'resources', 0, 'template'] as const;
  const replaced = (path: readonly (string | number)[], from: string, to: string) => (graph: KubernetesObject) => {
    const text = at(graph, ...path);
    assert.ok(typeof text === 'string' && text.includes(from), `${from} is not at ${path.join('.')}`);
    return withValue(graph, path, text.replace(from, to));
  };
  const wrong: readonly (readonly [
    what: string,
    edit: (graph: KubernetesObject) => KubernetesObject,
    reason: RegExp,
  ])[] = [
    ['a misspelt field of the template', graph => misnamed(graph, [...template, 'spec'], 'spce'), /spce/],
    [
      'a misspelt field in an expression',
      replaced([...template, 'spec'], 'schema.spec.billingMode', 'schema.spec.bilingMode'),
      /bilingMode/,
    ],
    [
      'a misspelt field in readyWhen',
      replaced(['spec', 'resources', 0, 'readyWhen', 0], 'conditions', 'condition'),
      /condition/,
    ],
    [
      'a misspelt field in the status',
      replaced(['spec', 'schema', 'status', 'tableStatus'], 'tableStatus', 'tableState'),
      /tableState/,
    ],
    ['a misspelt marker', replaced(['spec', 'schema', 'spec', 'region'], 'required=true', 'requried=true'), /requried/],
    ['a misspelt type', replaced(['spec', 'schema', 'spec', 'keySchema'], '[]KeyElement', '[]KeyElemnt'), /KeyElemnt/],
  ];
  await context.test('kro takes the graph under another name', async () => {
    const { kro } = await running(context);
    assert.equal(refusalOf(await kro.activate(another(graph => graph, 'TwinTable'))), 'accepted');
  });
  for (const [i, [what, edit, reason]] of wrong.entries()) {
    await context.test(`kro refuses a graph with ${what}`, async () => {
      const { kro } = await running(context);
      assert.match(refusalOf(await kro.activate(another(edit, `WrongTable${i}`))), reason);
    });
  }
}

/** kro cannot check the keys of an expression: what it would write is refused by the server, and the instance says so. */
async function unchecked(context: Context): Promise<void> {
  await context.test(
    'a misspelt key inside an expression passes kro, and ends in an error of the instance',
    async () => {
      const { kro, controlPlane } = await running(context);
      const path = ['spec', 'resources', 0, 'template', 'spec'] as const;
      const text = String(at(resourceGraph(), ...path));
      assert.ok(text.includes('"billingMode":'));
      const graph = withValue(resourceGraph(), path, text.replace('"billingMode":', '"bilingMode":'));
      const named = withValue(
        withValue(graph, ['metadata', 'name'], 'untypedtable'),
        ['spec', 'schema', 'kind'],
        'UntypedTable',
      );
      assert.equal(refusalOf(await kro.activate(named)), 'accepted');
      const instance = { ...instanceOf(changed({}), 'untyped'), kind: 'UntypedTable' };
      await controlPlane.apply(instance);
      assert.match(
        reasons(await kro.settled(instance, ['ERROR'])).join('\n'),
        /bilingMode: field not declared in schema/,
      );
    },
  );
}

async function admission(context: Context): Promise<void> {
  const verdictOf = async (change: Parameters) => {
    const { controlPlane } = await running(context);
    return refusalOf(await controlPlane.dryRun(instanceOf(changed(change), 'orders')));
  };
  for (const [what, change] of Object.entries(goodTables)) {
    await context.test(`an instance is taken: ${what}`, async () => assert.equal(await verdictOf(change), 'accepted'));
  }
  for (const { what, change, schema } of [...bounds, ...misspelt]) {
    await context.test(`an instance is refused: ${what}`, async () => assert.match(await verdictOf(change), schema!));
  }
}

/** kro cannot refuse over several fields: the instance ends in an error that says why, and there is no Table. */
async function guard(context: Context): Promise<void> {
  const name = (at: number) => `bad-${at}`;
  // all at once: kro takes a while for each
  let applied: Promise<unknown> | undefined;
  const applyAll = async () => {
    const { controlPlane } = await running(context);
    await Promise.all(rules.map(({ change }, i) => controlPlane.apply(instanceOf(changed(change), name(i)))));
  };
  for (const [i, { what, rule }] of rules.entries()) {
    await context.test(`an instance ends in an error and has no Table: ${what}`, async () => {
      applied ??= applyAll();
      await applied;
      const { kro, controlPlane } = await running(context);
      const said = reasons(await kro.settled(instanceOf({}, name(i)), ['ERROR']));
      assert.ok(
        said.some(message => message.split('timestamp "').at(-1)!.includes(rule!)),
        said.join('\n'),
      );
      assert.equal(await controlPlane.get(tableOf(name(i))), undefined);
    });
  }

  await context.test('every broken rule is said at once', async () => {
    const { kro, controlPlane } = await running(context);
    const bad = instanceOf(changed({ ttlEnabled: true, billingMode: 'PROVISIONED', keySchema: [key('di')] }), 'much');
    await controlPlane.apply(bad);
    const said = reasons(await kro.settled(bad, ['ERROR'])).join('\n');
    assert.match(said, /"ttlEnabled needs ttlAttributeName; keySchema: .*\[K7\]; attributeDefinitions: .*\[C2\]"/);
  });

  await context.test('an edit into a contradiction leaves the Table as it was, and mending it goes on', async () => {
    const { kro, controlPlane } = await running(context);
    const before = instanceOf(changed({}), 'edited');
    await controlPlane.apply(before);
    const table = await rendered(controlPlane, 'edited');
    await controlPlane.apply(instanceOf(changed({ billingMode: 'PROVISIONED' }), 'edited'));
    await kro.settled(before, ['ERROR']);
    assert.deepEqual((await controlPlane.get(tableOf('edited')))?.spec, table.spec);
    const mended = changed({ ttlEnabled: true, ttlAttributeName: 'expiresAt' });
    await controlPlane.apply(instanceOf({ ...mended, billingMode: 'PAY_PER_REQUEST' }, 'edited'));
    await kro.settled(before, ['IN_PROGRESS']);
    await waitFor(
      async () => at(await controlPlane.get(tableOf('edited')), 'spec', 'timeToLive', 'attributeName') === 'expiresAt',
      'the mended Table',
    );
  });
}

const reasons = (instance: KubernetesObject): readonly string[] =>
  conditions(instance).map(({ message }) => message ?? '');

const rendered = (controlPlane: ControlPlane, name: string): Promise<KubernetesObject> =>
  waitFor(() => controlPlane.get(tableOf(name)), `the Table ${name}`);

const annotations = (deletionPolicy: 'retain' | 'delete') => ({
  'services.k8s.aws/deletion-policy': deletionPolicy,
  'services.k8s.aws/region': 'eu-west-1',
});

async function rendering(context: Context): Promise<void> {
  const becomes = async (title: string, name: string, change: Parameters, metadata: object, spec: object) =>
    context.test(title, async () => {
      const { controlPlane } = await running(context);
      await controlPlane.apply(instanceOf(changed(change), name));
      assert.deepEqual(comparable(await rendered(controlPlane, name)), {
        apiVersion: ack.apiVersion,
        kind: ack.kind,
        metadata: { name, ...metadata },
        spec,
      });
    });
  const plain = {
    tableName: 'orders',
    attributeDefinitions: [attribute('id')],
    keySchema: [key('id')],
    billingMode: 'PAY_PER_REQUEST',
  };

  await becomes(
    'the least instance becomes a Table that is retained, in its region, with nothing that nobody asked for',
    'least',
    {},
    { annotations: annotations('retain') },
    plain,
  );
  await becomes(
    'deletionPolicy delete reaches ACK',
    'deleted',
    { deletionPolicy: 'delete' },
    { annotations: annotations('delete') },
    plain,
  );
  await becomes(
    'a table is adopted',
    'adopted',
    { managementPolicy: 'adopt', deletionProtectionEnabled: true, pointInTimeRecoveryEnabled: true },
    { annotations: { ...annotations('retain'), 'services.k8s.aws/adoption-policy': 'adopt-or-create' } },
    { ...plain, deletionProtectionEnabled: true, continuousBackups: { pointInTimeRecoveryEnabled: true } },
  );
  await becomes(
    'a read-only table is only looked at',
    'read-only',
    { managementPolicy: 'read-only' },
    { annotations: { ...annotations('retain'), 'services.k8s.aws/read-only': 'true' } },
    plain,
  );
  await becomes(
    'empty lists are absent',
    'empty',
    { tags: [], globalSecondaryIndexes: [] },
    { annotations: annotations('retain') },
    plain,
  );
  await becomes(
    'time to live switched off is said',
    'off',
    { ttlEnabled: false, ttlAttributeName: 'expiresAt' },
    { annotations: annotations('retain') },
    { ...plain, timeToLive: { enabled: false, attributeName: 'expiresAt' } },
  );
  const full = goodTables['every part']!;
  const { globalSecondaryIndexes } = full as { globalSecondaryIndexes: readonly Parameters[] };
  await becomes(
    'every part reaches ACK',
    'full',
    full,
    { annotations: annotations('delete') },
    {
      tableName: 'orders',
      attributeDefinitions: full.attributeDefinitions,
      keySchema: full.keySchema,
      billingMode: 'PROVISIONED',
      provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 2 },
      timeToLive: { enabled: true, attributeName: 'expiresAt' },
      localSecondaryIndexes: full.localSecondaryIndexes,
      globalSecondaryIndexes: [
        globalSecondaryIndexes[0],
        { ...globalSecondaryIndexes[1], projection: { projectionType: 'ALL' } },
      ],
      continuousBackups: { pointInTimeRecoveryEnabled: true },
      streamSpecification: { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' },
      sseSpecification: {
        enabled: true,
        sseType: 'KMS',
        kmsMasterKeyID: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd',
      },
      tags: [{ key: 'team', value: 'shop' }],
    },
  );
  for (const [i, name] of ['constructor', '__proto__', '${schema.spec.region}', '${', '\\(x)', 'q"u\'o'].entries()) {
    const named = { attributeDefinitions: [attribute(name)], keySchema: [key(name)] };
    await becomes(
      `the attribute name ${name} is taken literally`,
      `literal-${i}`,
      named,
      { annotations: annotations('retain') },
      { ...plain, ...named },
    );
  }
}

const arn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders';
const ready = (status: string) => ({ type: 'Ready', status, message: 'of ACK', reason: 'ACK' });
const terminal = { type: 'ACK.Terminal', status: 'True', message: 'ValidationException' };

/** What ACK reports, in this order, and what the instance says of it. */
const reports: readonly (readonly [what: string, status: Record<string, unknown>, state: string, facts: object])[] = [
  [
    'is not ready while ACK creates the table',
    { tableStatus: 'CREATING', conditions: [ready('False')] },
    'IN_PROGRESS',
    { tableStatus: 'CREATING' },
  ],
  [
    'is not ready by ACTIVE alone: an index may backfill',
    { tableStatus: 'ACTIVE', conditions: [ready('False')] },
    'IN_PROGRESS',
    { tableStatus: 'ACTIVE' },
  ],
  [
    'is active when ACK is ready, without a stream',
    {
      tableStatus: 'ACTIVE',
      conditions: [ready('True')],
      ackResourceMetadata: { arn, ownerAccountID: '123456789012', region: 'eu-west-1' },
    },
    'ACTIVE',
    { tableStatus: 'ACTIVE', tableArn: arn },
  ],
  [
    'is not ready while a terminal error stands beside Ready',
    { conditions: [ready('True'), terminal] },
    'IN_PROGRESS',
    { tableStatus: 'ACTIVE', tableArn: arn },
  ],
  [
    'is active again when the error is gone, with the stream that appeared',
    { conditions: [ready('True')], latestStreamARN: `${arn}/stream/1` },
    'ACTIVE',
    { tableStatus: 'ACTIVE', tableArn: arn, latestStreamArn: `${arn}/stream/1` },
  ],
];

async function status(context: Context): Promise<void> {
  await context.test('the status says nothing of the table before ACK does', async () => {
    const { kro, controlPlane } = await running(context);
    await controlPlane.apply(instanceOf(changed({}), 'reported'));
    await rendered(controlPlane, 'reported');
    assert.deepEqual(factsOf(await kro.settled(instanceOf({}, 'reported'), ['IN_PROGRESS'])), {});
  });
  for (const [what, reported, state, facts] of reports) {
    await context.test(`an instance ${what}`, async () => {
      const { kro, controlPlane } = await running(context);
      await controlPlane.patchStatus(tableOf('reported'), reported);
      const instance = instanceOf({}, 'reported');
      const said = await waitFor(
        async () => {
          const found = await kro.settled(instance, [state]);
          return JSON.stringify(factsOf(found)) === JSON.stringify(sorted(facts)) && found;
        },
        `${state} with ${JSON.stringify(facts)}`,
      );
      assert.equal(at(said, 'status', 'state'), state);
    });
  }
  await context.test('the server has no other status than these', async () => {
    const controlPlane = await withTargets(context);
    await withGraph(context);
    const crd = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };
    const found = await controlPlane.get({ ...crd, metadata: { name: 'dynamodbtables.kro.run' } });
    const schema = at(found, 'spec', 'versions', 0, 'schema', 'openAPIV3Schema', 'properties', 'status', 'properties');
    for (const fact of ['tableArn', 'tableStatus', 'latestStreamArn'])
      assert.deepEqual(at(schema, fact), { type: 'string' }, fact);
  });
}

/** What ACK needs beside its Table comes once that is ready, and goes when it is no longer asked for. */
async function beside(context: Context): Promise<void> {
  const name = 'beside';
  const asked = changed({
    streamEnabled: true,
    streamViewType: 'KEYS_ONLY',
    backupName: 'First_one',
    writeConnectionSecretToRef: { name: 'beside.secret' },
    writeConnectionConfigMapToRef: { name: 'beside-config' },
  });
  const objectsOf = (parameters: Parameters) => {
    const { table } = readTable(vocabulary, parameters, name);
    const environment = { providerConfig: { kind: 'ClusterProviderConfig', name: 'default' } } as const;
    return Object.values(companionsOf(ack, table!, name, environment)).map(object => inNamespace(object, namespace));
  };
  const all = objectsOf(asked);
  const found = async (controlPlane: ControlPlane) =>
    (await Promise.all(all.map(object => controlPlane.get(object)))).flatMap(object => object ?? []);
  const becomes = (controlPlane: ControlPlane, parameters: Parameters) => {
    const wanted = objectsOf(parameters).map(comparable);
    return waitFor(
      async () => isDeepStrictEqual((await found(controlPlane)).map(withoutData).map(comparable), wanted),
      `${wanted.length} objects beside the Table`,
      40,
    );
  };

  await context.test(
    'an instance has nothing beside its Table that is derived from it before that is ready',
    async () => {
      const { controlPlane } = await running(context);
      await controlPlane.apply(instanceOf(asked, name));
      await rendered(controlPlane, name);
      assert.deepEqual(
        (await found(controlPlane)).filter(({ kind }) => !['Secret', 'ConfigMap'].includes(kind)),
        [],
      );
    },
  );
  await context.test('then it has what `companionsOf` gives for ACK, and is active', async () => {
    const { kro, controlPlane } = await running(context);
    await controlPlane.patchStatus(tableOf(name), { tableStatus: 'ACTIVE', conditions: [ready('True')] });
    assert.equal(all.length, 11);
    await becomes(controlPlane, asked);
    await kro.settled(instanceOf({}, name), ['ACTIVE']);
  });
  await context.test('what is no longer asked for goes, and what ACK has filled in stays', async () => {
    const { controlPlane } = await running(context);
    const filled = all.find(({ kind }) => kind === 'ConfigMap')!;
    await controlPlane.apply({ ...filled, data: { tableArn: arn } } as KubernetesObject);
    const { backupName: _, writeConnectionSecretToRef: __, ...rest } = asked as { [name: string]: unknown };
    const less = { ...rest, streamEnabled: false, streamViewType: undefined };
    await controlPlane.apply(instanceOf(changed(less), name));
    await becomes(controlPlane, changed(less));
    assert.deepEqual(at(await controlPlane.get(filled), 'data'), { tableArn: arn });
  });
}

/** The server says of a Secret what kind it is. */
const withoutData = ({ data: _, type: __, ...object }: KubernetesObject): object => object;

/** What the instance's status says beside kro's own bookkeeping. */
function factsOf(instance: KubernetesObject): object {
  const { state: _state, conditions: _conditions, ...facts } = (instance.status ?? {}) as Record<string, unknown>;
  return sorted(facts);
}

const sorted = (facts: object): object =>
  Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
