import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ack } from '../../src/backends/ack/engine';
import { crossplane } from '../../src/backends/crossplane/engine';
import { kratix } from '../../src/backends/kratix/engine';
import type { ControlPlane } from '../lib/control-plane';
import { aws, distObject, objectFiles } from '../lib/dist';
import { changed, inKratixWords } from '../lib/good-tables';
import { at, type KubernetesObject, type ObjectRef } from '../lib/objects';
import type { Context, Suite } from '../lib/suite';
import { withGraph, withRequests } from '../lib/targets';
import { applicationOf } from '../lib/vela';
import { expectOk } from '../lib/verdict';
import { waitFor } from '../lib/wait';
import { toYaml } from '../lib/yaml';

export const suite: Suite = {
  name: 'kubevela-health',
  title: "what KubeVela says of a table's health, in CUE and by its own controller",
  async run(context) {
    await samples(context);
    await live(context);
  },
};

type Status = Record<string, unknown>;

interface Sample {
  readonly what: string;
  /** The engine's object has this status; none at all where it is undefined. */
  readonly status: Status | undefined;
  readonly healthy: boolean;
  readonly message: string;
  /** Details that are not empty. */
  readonly details?: { readonly [name: string]: string };
}

const arn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders';
const condition = (type: string, status: string, message?: string) => ({ type, status, reason: 'Test', message });
const waiting = 'Waiting for the Crossplane provider';
const unreported = 'Rendered: nothing has reported the table back yet';

const kroSamples: readonly Sample[] = [
  { what: 'no status', status: undefined, healthy: false, message: 'Waiting for kro' },
  { what: 'an empty status', status: {}, healthy: false, message: 'Waiting for kro' },
  {
    what: 'a graph in progress',
    status: { state: 'IN_PROGRESS' },
    healthy: false,
    message: 'The graph is IN_PROGRESS',
  },
  {
    what: 'a table that is made',
    status: { state: 'IN_PROGRESS', tableStatus: 'CREATING' },
    healthy: false,
    message: 'The table is CREATING',
  },
  {
    what: 'a table that is there while the graph is not ready',
    status: { state: 'IN_PROGRESS', tableStatus: 'ACTIVE', tableArn: arn },
    healthy: false,
    message: 'The table is ACTIVE',
    details: { tableArn: arn, tableStatus: 'ACTIVE' },
  },
  {
    what: 'an active graph',
    status: { state: 'ACTIVE', tableStatus: 'ACTIVE', tableArn: arn, latestStreamArn: `${arn}/stream/1` },
    healthy: true,
    message: 'The table is ACTIVE',
    details: { tableArn: arn, tableStatus: 'ACTIVE', latestStreamArn: `${arn}/stream/1` },
  },
  {
    what: 'a graph in error over a table that is there',
    status: { state: 'ERROR', tableStatus: 'ACTIVE', conditions: [condition('Ready', 'False', 'a rule is broken')] },
    healthy: false,
    message: 'a rule is broken',
    details: { tableStatus: 'ACTIVE' },
  },
];

const crossplaneSamples: readonly Sample[] = [
  { what: 'no status', status: undefined, healthy: false, message: waiting },
  { what: 'no condition', status: { conditions: [] }, healthy: false, message: waiting },
  { what: 'Ready alone', status: { conditions: [condition('Ready', 'True')] }, healthy: false, message: waiting },
  { what: 'Synced alone', status: { conditions: [condition('Synced', 'True')] }, healthy: false, message: waiting },
  {
    what: 'Ready and Synced',
    status: { conditions: [condition('Synced', 'True'), condition('Ready', 'True')], atProvider: { arn } },
    healthy: true,
    message: arn,
    details: { tableArn: arn },
  },
  {
    what: 'a change that fails on a table that is ready',
    status: { conditions: [condition('Ready', 'True'), condition('Synced', 'False', 'denied')], atProvider: { arn } },
    healthy: false,
    message: 'denied',
    details: { tableArn: arn },
  },
  {
    what: 'a table that is made',
    status: { conditions: [condition('Synced', 'True'), condition('Ready', 'False', 'creating')] },
    healthy: false,
    message: 'creating',
  },
  {
    what: 'both failing: why the change does comes first',
    status: { conditions: [condition('Ready', 'False', 'creating'), condition('Synced', 'False', 'denied')] },
    healthy: false,
    message: 'denied',
  },
  {
    what: 'conditions that are unknown',
    status: { conditions: [condition('Ready', 'Unknown'), condition('Synced', 'Unknown')] },
    healthy: false,
    message: waiting,
  },
];

const kratixSamples: readonly Sample[] = [
  { what: 'no status', status: undefined, healthy: false, message: unreported },
  {
    what: 'manifests that were written',
    status: { message: 'Rendered: …', conditions: [condition('ConfigureWorkflowCompleted', 'True')] },
    healthy: false,
    message: unreported,
  },
  {
    what: 'a table that is made',
    status: { tableStatus: 'CREATING' },
    healthy: false,
    message: 'The table is CREATING',
  },
  {
    what: 'a table that is active',
    status: { tableStatus: 'ACTIVE', tableArn: arn },
    healthy: true,
    message: 'The table is ACTIVE',
    details: { tableArn: arn },
  },
  ...['ready', 'healthy', 'unhealthy', 'degraded', 'unknown'].map(state => ({
    what: `a health record that says ${state}`,
    status: { healthStatus: { state } },
    healthy: state === 'ready' || state === 'healthy',
    message: `The table is ${state}`,
  })),
];

const sampled = {
  'aws-dynamodb-kro': kroSamples,
  'aws-dynamodb-xp': crossplaneSamples,
  'aws-dynamodb-kratix': kratixSamples,
};

const definitionOf = (name: string): KubernetesObject =>
  distObject(objectFiles(aws, 'platform/kubevela').find(file => file.endsWith(`.${name}.yaml`))!);

/** A component that shows what the status texts of a definition make of an object, in KubeVela's CUE. */
function observer(name: string): KubernetesObject {
  const definition = definitionOf(name);
  const texts = at(definition, 'spec', 'status') as Record<'healthPolicy' | 'customStatus' | 'details', string>;
  const asked = (text: string) => `{\n${text.replaceAll('context.output', 'parameter.object')}\n}`;
  const template = [
    'output: {apiVersion: "v1", kind: "ConfigMap", metadata: name: context.name, data: {',
    '\thealthy: "\\(health.isHealth)"',
    '\tmessage: custom.message',
    '\tfor name, fact in facts if fact != "" {"details.\\(name)": fact}',
    '}}',
    `health: ${asked(texts.healthPolicy)}`,
    `custom: ${asked(texts.customStatus)}`,
    `facts: ${asked(texts.details)}`,
    'parameter: object: {...}',
  ].join('\n');
  return {
    apiVersion: definition.apiVersion,
    kind: definition.kind,
    metadata: { name: `observed-${name}` },
    spec: { workload: { type: 'autodetects.core.oam.dev' }, schematic: { cue: { template } } },
  };
}

async function samples(context: Context): Promise<void> {
  for (const [name, list] of Object.entries(sampled)) {
    for (const { what, status, healthy, message, details = {} } of list) {
      await context.test(`${name} is ${healthy ? '' : 'not '}healthy with ${what}`, async () => {
        const directory = context.scratch('health');
        writeFileSync(join(directory, 'observer.yaml'), toYaml(observer(name)));
        const object = { apiVersion: 'v1', kind: 'Object', ...(status === undefined ? {} : { status }) };
        const component = { name: 'orders', type: `observed-${name}`, properties: { object } };
        const [rendered] = expectOk(await (await context.vela()).dryRun(directory, applicationOf([component])));
        const facts = Object.entries(
          status?.tableStatus === undefined ? details : { tableStatus: status.tableStatus, ...details },
        );
        assert.deepEqual(at(rendered?.object, 'data'), {
          healthy: String(healthy),
          message,
          ...Object.fromEntries(facts.map(([fact, value]) => [`details.${fact}`, value])),
        });
      });
    }
  }
}

const namespace = 'health';

const tableOf = ({ apiVersion, kind }: { apiVersion: string; kind: string }, name: string): ObjectRef => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
});

interface Report {
  readonly component: string;
  readonly status: Status;
  readonly healthy: boolean;
  readonly message: string;
}

/** What engines report, in this order, and what the Application says of it. */
const reports: readonly Report[] = [
  {
    component: 'via-kro',
    status: { tableStatus: 'CREATING', conditions: [condition('Ready', 'False')] },
    healthy: false,
    message: 'The table is CREATING',
  },
  {
    component: 'via-xp',
    status: { conditions: [crossplaneCondition('Ready', 'True'), crossplaneCondition('Synced', 'False', 'denied')] },
    healthy: false,
    message: 'denied',
  },
  {
    component: 'via-kratix',
    status: { message: 'Rendered: …', conditions: [condition('ConfigureWorkflowCompleted', 'True')] },
    healthy: false,
    message: unreported,
  },
  {
    component: 'via-kro',
    status: { tableStatus: 'ACTIVE', conditions: [condition('Ready', 'True'), condition('ACK.Terminal', 'True')] },
    healthy: false,
    message: 'The table is ACTIVE',
  },
  {
    component: 'via-kro',
    status: { tableStatus: 'ACTIVE', conditions: [condition('Ready', 'True')] },
    healthy: true,
    message: 'The table is ACTIVE',
  },
  {
    component: 'via-xp',
    status: {
      conditions: [crossplaneCondition('Ready', 'True'), crossplaneCondition('Synced', 'True')],
      atProvider: { arn },
    },
    healthy: true,
    message: arn,
  },
  { component: 'via-kratix', status: { tableStatus: 'ACTIVE' }, healthy: true, message: 'The table is ACTIVE' },
];

const targets: Readonly<Record<string, ObjectRef>> = {
  // kro itself writes the instance's status, from that of its Table
  'via-kro': tableOf(ack, 'via-kro'),
  'via-xp': tableOf(crossplane, 'via-xp'),
  'via-kratix': tableOf(kratix, 'via-kratix'),
};

function crossplaneCondition(type: string, status: string, message?: string) {
  return { ...condition(type, status, message), lastTransitionTime: '2026-11-21T12:00:00Z' };
}

const application: KubernetesObject = (() => {
  const given = changed({});
  const components = [
    { name: 'via-kro', type: 'aws-dynamodb-kro', properties: given },
    { name: 'via-xp', type: 'aws-dynamodb-xp', properties: given },
    { name: 'via-kratix', type: 'aws-dynamodb-kratix', properties: inKratixWords(given) },
  ];
  const made = applicationOf(components, 'health');
  return { ...made, metadata: { ...made.metadata, namespace } };
})();

async function live(context: Context): Promise<void> {
  const start = async (): Promise<ControlPlane> => {
    await withGraph(context);
    const controlPlane = await withRequests(context);
    await context.velaCore();
    return controlPlane;
  };
  await context.test(
    'vela-core makes of an Application the objects of three engines, none of them healthy',
    async () => {
      const controlPlane = await start();
      for (const file of objectFiles(aws, 'platform/kubevela')) await controlPlane.apply(distObject(file));
      await controlPlane.apply(application);
      for (const target of Object.values(targets))
        await waitFor(() => controlPlane.get(target), `${target.kind} ${target.metadata.name}`);
      for (const component of Object.keys(targets)) await said(controlPlane, component, false);
    },
  );
  for (const { component, status, healthy, message } of reports) {
    await context.test(
      `vela-core says of ${component}: ${healthy ? 'healthy' : 'not healthy'}, ${message}`,
      async () => {
        const controlPlane = await start();
        await controlPlane.patchStatus(targets[component]!, status);
        await said(controlPlane, component, healthy, message);
      },
    );
  }
  await context.test('vela-core says which rule is broken when no trait mended it', async () => {
    const controlPlane = await start();
    const properties = changed({ billingMode: 'PROVISIONED' });
    const made = applicationOf([{ name: 'broken', type: 'aws-dynamodb-kro', properties }], 'broken');
    const broken = { ...made, metadata: { ...made.metadata, namespace } };
    await controlPlane.apply(broken);
    const service = await waitFor(async () => {
      const found = at(await controlPlane.get(broken), 'status', 'services', 0);
      return String(at(found, 'message')).includes('[C2]') && found;
    }, 'the rule in the message of the Application');
    assert.equal(at(service, 'healthy'), false);
  });
  await context.test('an Application’s name has at most 60 characters at revision 1: synth allows 57', async () => {
    const controlPlane = await start();
    const named = async (length: number) => {
      const component = `of-${length}`;
      const made = applicationOf(
        [{ name: component, type: 'aws-dynamodb-xp', properties: changed({}) }],
        'a'.repeat(length),
      );
      const long = { ...made, metadata: { ...made.metadata, namespace } };
      await controlPlane.apply(long);
      return { long, object: tableOf(crossplane, component) };
    };
    const [most, more] = [await named(60), await named(61)];
    await waitFor(() => controlPlane.get(most.object), 'the table of an Application of 60 characters');
    const refused = async () => JSON.stringify(at(await controlPlane.get(more.long), 'status', 'workflow') ?? '');
    await waitFor(async () => (await refused()).includes('must be no more than 63'), 'a name of 61 refused');
    assert.equal(await controlPlane.get(more.object), undefined);
  });
  await context.test('the Application runs when all its tables are healthy', async () => {
    const controlPlane = await start();
    await waitFor(
      async () => at(await controlPlane.get(application), 'status', 'status') === 'running',
      'the Application running',
      40,
    );
  });
}

/** Waits until the Application says this of a component. */
async function said(controlPlane: ControlPlane, component: string, healthy: boolean, message?: string): Promise<void> {
  let last: unknown;
  try {
    await waitFor(
      async () => {
        const services = (at(await controlPlane.get(application), 'status', 'services') ?? []) as Status[];
        last = services.find(({ name }) => name === component);
        return at(last, 'healthy') === healthy && (message === undefined || at(last, 'message') === message);
      },
      `${component} ${healthy}`,
      40,
    );
  } catch {
    assert.deepEqual(last, { name: component, healthy, message });
  }
}
