import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Source, sources } from '../import/sources';
import type { ControlPlane } from '../lib/control-plane';
import { pinnedVersion } from '../lib/go';
import { at, type KubernetesObject } from '../lib/objects';
import type { Context, Suite } from '../lib/suite';
import { applicationOf, copyBuiltinDefinitions } from '../lib/vela';
import { definitionNamespace } from '../lib/vela-core';
import { expectOk, refusalOf } from '../lib/verdict';
import { waitFor } from '../lib/wait';
import { documents, toYaml } from '../lib/yaml';

/** Does each engine still tell right from wrong? A suite in which nothing is ever refused would look just as green. */
export const suite: Suite = {
  name: 'harness',
  title: 'the engines accept and refuse as expected',
  async run(context) {
    await pins(context);
    await apiServer(context);
    await vela(context);
    await kro(context);
    await velaCore(context);
  },
};

async function pins(context: Context): Promise<void> {
  await context.test('one version of each engine everywhere', () => {
    const imported = Object.values(sources).flatMap((source: Source) => source.module ?? []);
    for (const [module, version] of [...new Set(imported)].map(pin => pin.split('@'))) {
      const found = ['crds', 'kro', 'kubevela'].flatMap(engine => pinnedVersion(engine, module) ?? []);
      assert.deepEqual([...new Set(found)], [version], `${module} in imports/ and in conformance/engines/`);
    }
  });
}

const table = (spec: object = {}, metadata = { name: 'music', namespace: 'harness' }): KubernetesObject => ({
  apiVersion: 'dynamodb.services.k8s.aws/v1alpha1',
  kind: 'Table',
  metadata,
  spec: {
    tableName: 'music',
    attributeDefinitions: [{ attributeName: 'id', attributeType: 'N' }],
    keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
    ...spec,
  },
});

async function withAck(context: Context): Promise<ControlPlane> {
  const controlPlane = await context.controlPlane();
  await controlPlane.installCrds(join(context.crdsDirectory, 'ack'));
  return controlPlane;
}

async function apiServer(context: Context): Promise<void> {
  const refusal = async (manifest: KubernetesObject | string) =>
    refusalOf(await (await withAck(context)).dryRun(manifest));
  const wrong: Record<string, [object, RegExp]> = {
    'a misspelt field': [{ tabelClass: 'STANDARD' }, /\.spec\.tabelClass: field not declared/],
    'a number for a string': [{ tableName: 5 }, /tableName: expected string/],
    'a null in a list': [{ tags: [{ key: 'a', value: null }] }, /value.*null/],
    'a missing member': [{ keySchema: undefined }, /spec\.keySchema: Required value/],
  };

  await context.test('API server accepts a good table', async () => {
    assert.equal(await refusal(table()), 'accepted');
  });
  for (const [what, [spec, reason]] of Object.entries(wrong)) {
    await context.test(`API server refuses ${what}`, async () => {
      assert.match(await refusal(table(spec)), reason);
    });
  }
  await context.test('API server refuses an unquoted N, which it reads as false', async () => {
    const text = (type: string) => documents(`---\n# nothing\n---\n${toYaml(table()).replace('"N"', type)}`)[0];
    assert.equal(await refusal(text('"N"')), 'accepted');
    assert.match(await refusal(text('N')), /attributeType: expected string/);
  });
  await context.test('API server forgets what was only tried', async () => {
    const controlPlane = await withAck(context);
    assert.equal(await refusal(table()), 'accepted');
    assert.equal(await controlPlane.get(table()), undefined);
  });
}

const note = `"note": {type: "component", attributes: workload: definition: {apiVersion: "v1", kind: "ConfigMap"}}
template: {
	output: {apiVersion: "v1", kind: "ConfigMap", data: text: parameter.text}
	parameter: #Parameter
	#Parameter: text: string
}
`;

const signed = `"signed": {type: "trait", attributes: {}}
template: {
	patch: data: by: parameter.by
	parameter: by: string
	errs: [if parameter.by == "nobody" {"somebody must sign"}]
}
`;

/** Writes definitions into a new directory and returns their files. */
function written(context: Context, definitions: Record<string, string>): string[] {
  const directory = context.scratch('definitions');
  return Object.entries(definitions).map(([name, text]) => {
    const file = join(directory, `${name}.cue`);
    writeFileSync(file, text);
    return file;
  });
}

async function vela(context: Context): Promise<void> {
  const [noteFile, signedFile] = written(context, { note, signed });
  const dryRun = async (properties: object, traits: object[] = []) =>
    (await context.vela()).dryRun(
      join(noteFile, '..'),
      applicationOf([
        { name: 'a', type: 'note', properties, traits: traits.map(each => ({ type: 'signed', properties: each })) },
      ]),
    );

  await context.test('vela renders a component with its trait', async () => {
    const rendered = expectOk(await dryRun({ text: 'yes' }, [{ by: 'me' }]));
    assert.deepEqual(
      rendered.map(({ component, object }) => [component, object.data]),
      [['a', { text: 'yes', by: 'me' }]],
    );
  });
  await context.test('vela refuses a missing parameter', async () => {
    assert.match(refusalOf(await dryRun({})), /parameter\.text: incomplete value string/);
  });
  await context.test('vela refuses an unknown parameter', async () => {
    assert.match(refusalOf(await dryRun({ text: 'a', txet: 'b' })), /parameter\.txet: field not allowed/);
  });
  await context.test('vela refuses what a trait declares an error', async () => {
    assert.match(refusalOf(await dryRun({ text: 'a' }, [{ by: 'nobody' }])), /User Errors:\n.*somebody must sign/);
  });
  await context.test('vela vets and renders a definition', async () => {
    const engine = await context.vela();
    const [broken] = written(context, { broken: note.replace('parameter: #', 'parameter #') });
    expectOk(await engine.vet(noteFile));
    assert.equal(expectOk(await engine.renderDefinition(noteFile)).kind, 'ComponentDefinition');
    assert.match(refusalOf(await engine.vet(broken)), /expected|illegal|found/);
  });
  await context.test('vela renders with the built-in definitions it is given', async () => {
    const builtin = context.scratch('builtin');
    await copyBuiltinDefinitions(['webservice', 'scaler'], builtin);
    const traits = [{ type: 'scaler', properties: { replicas: 3 } }];
    const web = { name: 'web', type: 'webservice', properties: { image: 'example.com/web:1' }, traits };
    const [rendered] = expectOk(await (await context.vela()).dryRun(builtin, applicationOf([web])));
    assert.equal(at(rendered.object, 'spec', 'replicas'), 3);
    await assert.rejects(copyBuiltinDefinitions(['webservise'], builtin), /no definition webservise/);
  });
  await context.test('KubeVela cannot describe a list that must have an element', async () => {
    const list = (type: string) => `output: {apiVersion: "v1", kind: "ConfigMap"}\nparameter: list: ${type}\n`;
    const files = written(context, { open: list('[...string]'), atLeastOne: list('[string, ...string]') });
    const [open, atLeastOne] = await (await context.vela()).definitionSchemas(files);
    assert.equal(open.error, undefined);
    assert.deepEqual(at(open.schema, 'properties', 'list', 'items'), { type: 'string' });
    assert.match(atLeastOne.error ?? 'accepted', /mismatched types list and struct/);
  });
  await context.test('KubeVela writes two spellings of a template alike, and no two templates', async () => {
    const [spelling, other] = written(context, {
      spelling: signed.replace('patch: data: by: ', 'patch: data:   by:   '),
      other: signed.replace('nobody', 'anybody'),
    });
    const texts = await (await context.vela()).templateTexts([signedFile, spelling, other]);
    const [one, same, different] = texts.map(({ text }) => text);
    assert.match(one ?? '', /^patch: data: by: parameter\.by$/m);
    assert.equal(same, one);
    assert.notEqual(different, one);
  });
}

/** A kro expression; spelt out in a string it would look like a forgotten template literal. */
const cel = (expression: string) => `\${${expression}}`;

function graph(name: string, spec: object): KubernetesObject {
  const schema = {
    group: 'harness.example.com',
    apiVersion: 'v1alpha1',
    kind: 'Record',
    spec: { title: 'string | maxLength=8' },
    status: { arn: cel('table.status.ackResourceMetadata.arn') },
  };
  const readyWhen = [cel('table.?status.?tableStatus.orValue("") == "ACTIVE"')];
  const template = table(spec, { name: cel('schema.metadata.name'), namespace: 'harness' });
  return {
    apiVersion: 'kro.run/v1alpha1',
    kind: 'ResourceGraphDefinition',
    metadata: { name },
    spec: { schema, resources: [{ id: 'table', readyWhen, template }] },
  };
}

async function kro(context: Context): Promise<void> {
  const record = (name: string, title: string): KubernetesObject => ({
    apiVersion: 'harness.example.com/v1alpha1',
    kind: 'Record',
    metadata: { name, namespace: 'harness' },
    spec: { title },
  });
  const title = cel('schema.spec.title');

  await context.test('kro activates a graph, renders an instance and follows its table', async () => {
    const controlPlane = await withAck(context);
    const engine = await context.kro();
    assert.equal(refusalOf(await engine.activate(graph('records', { tableName: title }))), 'accepted');
    const first = record('first', 'Ex:Re');
    await controlPlane.apply(first);
    await engine.settled(first, ['IN_PROGRESS']);
    const rendered = table({}, { name: 'first', namespace: 'harness' });
    assert.equal(at(await controlPlane.get(rendered), 'spec', 'tableName'), 'Ex:Re');
    const arn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/Ex';
    const ackResourceMetadata = { arn, ownerAccountID: '123456789012', region: 'eu-west-1' };
    await controlPlane.patchStatus(rendered, { conditions: [], tableStatus: 'ACTIVE', ackResourceMetadata });
    assert.equal(at(await engine.settled(first), 'status', 'arn'), arn);
    assert.match(refusalOf(await controlPlane.dryRun(record('second', 'far too long'))), /spec\.title: Too long/);
  });
  await context.test('kro refuses a graph that writes a field the table does not have', async () => {
    await withAck(context);
    const engine = await context.kro();
    assert.match(refusalOf(await engine.activate(graph('misspelt', { tabelName: title }))), /tabelName/);
  });
}

async function velaCore(context: Context): Promise<void> {
  await context.test('vela-core renders an Application', async () => {
    const controlPlane = await context.controlPlane();
    await context.velaCore();
    const [file] = written(context, { note });
    const definition = expectOk(await (await context.vela()).renderDefinition(file));
    await controlPlane.apply({ ...definition, metadata: { ...definition.metadata, namespace: definitionNamespace } });
    const application = applicationOf([{ name: 'kept', type: 'note', properties: { text: 'live' } }], 'live');
    await controlPlane.apply(application);
    const state = async () => at(await controlPlane.get(application), 'status', 'status');
    await waitFor(async () => (await state()) === 'running', 'Application running');
    const rendered = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kept', namespace: 'default' } };
    assert.deepEqual((await controlPlane.get(rendered))?.data, { text: 'live' });
  });
}
