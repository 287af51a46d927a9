// biome-ignore-all lint/suspicious/noTemplateCurlyInString: kro's expressions look like templates
import { Chart, Testing } from 'cdk8s';
import { ackTableFields } from '../../imports/fields/ack-table';
import { AttributeType, StreamViewType, TableResourceGraph } from '../../src';
import { ack } from '../../src/backends/ack/engine';
import { kro } from '../../src/backends/kro/engine';
import { companionsOf } from '../../src/backends/manifest';
import { full } from '../../src/interfaces/full';
import { fieldsOf, type Shape } from '../../src/schema/shape';
import { tableRules } from '../../src/table/judge';
import { specOf } from '../support/tables';

interface Graph {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly schema: {
      readonly group: string;
      readonly apiVersion: string;
      readonly kind: string;
      readonly types: { readonly [name: string]: unknown };
      readonly spec: { readonly [field: string]: string };
      readonly status: { readonly [field: string]: string };
    };
    readonly resources: readonly {
      readonly id: string;
      readonly readyWhen: readonly string[];
      readonly includeWhen: readonly string[];
      readonly template: {
        readonly apiVersion: string;
        readonly kind: string;
        readonly metadata: { readonly name: string };
        readonly spec: string | object;
      };
    }[];
  };
}

const chart = Testing.chart();
new TableResourceGraph(chart, 'graph');
const [graph, ...more] = Testing.synth(chart) as [Graph];

test('the graph belongs to no namespace, not even to that of its chart', () => {
  const inNamespace = new Chart(Testing.app(), 'chart', { namespace: 'shop' });
  new TableResourceGraph(inNamespace, 'graph');
  expect(Testing.synth(inNamespace)[0].metadata).toEqual({ name: 'dynamodbtable' });
});
const { schema, resources } = graph.spec;
const { template, readyWhen } = resources[0]!;
const asked = companionsOf(
  ack,
  specOf({
    tableName: 'users',
    region: 'us-west-2',
    partitionKey: { name: 'id', type: AttributeType.STRING },
    dynamoStream: StreamViewType.KEYS_ONLY,
    backupName: 'one',
    connectionSecretName: 'a',
    connectionConfigMapName: 'b',
  }),
  'users',
  { providerConfig: { kind: 'ClusterProviderConfig', name: 'default' } },
);

test('it is one object, named after its kind, that a second chart may hold too', () => {
  expect(more).toEqual([]);
  expect(graph.metadata).toEqual({ name: 'dynamodbtable' });
  new TableResourceGraph(new Chart(chart, 'other'), 'graph');
});

test('it defines the kind of the backend', () => {
  expect(`${schema.group}/${schema.apiVersion}`).toBe(kro.apiVersion);
  expect(schema.kind).toBe(kro.kind);
});

test('it has the fields of the full vocabulary, and every type that they name', () => {
  expect(Object.keys(schema.spec)).toEqual(Object.keys(fieldsOf(full.parameters as Shape)).sort());
  const named = JSON.stringify([schema.spec, schema.types]).match(/(?<=":"(\[\])*)[A-Z]\w+/g) ?? [];
  expect(named.length).toBeGreaterThan(4);
  expect([...new Set(named)].filter(type => !Object.hasOwn(schema.types, type))).toEqual([]);
});

test('it fills in one ACK Table', () => {
  expect([template.apiVersion, template.kind]).toEqual([ack.apiVersion, ack.kind]);
  const written = [...JSON.stringify(template.spec).matchAll(/\\"(\w+)\\":/g)].map(match => match[1]!);
  const known = new Set([...ackTableFields].flatMap(path => path.split(/[.[\]]+/)));
  expect(written).toEqual(expect.arrayContaining(['tableName', 'keySchema', 'timeToLive', 'globalSecondaryIndexes']));
  expect(written.filter(field => !known.has(field))).toEqual([]);
});

test('what ACK needs beside the Table is there when it is asked for, and waits for the Table by its name', () => {
  const beside = resources.slice(1);
  expect(beside.map(({ id }) => id).sort()).toEqual(Object.keys(asked).sort());
  for (const { includeWhen, template } of beside) {
    expect(includeWhen).toEqual([expect.stringMatching(/^\$\{has\(schema\.spec\.\w+\).*\}$/)]);
    expect(template.metadata.name).toMatch(
      /^\$\{(table\.metadata\.name \+ "-[a-z-]+"|schema\.spec\.write\w+\.name)\}$/,
    );
  }
  const stream = beside.find(({ id }) => id === 'connectionSecretTableStreamArn')!;
  expect(stream.includeWhen).toEqual([
    '${has(schema.spec.writeConnectionSecretToRef) && has(schema.spec.streamEnabled) && schema.spec.streamEnabled}',
  ]);
});

test('the name of the Table is the instance’s, unless a rule is broken: then it is what is wrong', () => {
  const { name } = template.metadata;
  expect(name).toContain('schema.metadata.name');
  const asked = [...tableRules, ...ack.rules].filter(rule => rule.severity !== 'warning').map(rule => rule.id);
  expect(asked.filter(id => !name.includes(`[${id}]`))).toEqual([]);
  expect(name).toContain('ttlEnabled needs ttlAttributeName');
  for (const warning of tableRules.filter(rule => rule.severity === 'warning'))
    expect(name).not.toContain(`[${warning.id}]`);
});

// kro waits for ever on an error with these words (pkg/runtime/errors.go), and an error quotes the whole expression
test('no message holds words that kro takes for data to come', () =>
  expect(JSON.stringify(template)).not.toMatch(/no such (key|field|attribute)/i));

test('it is ready when ACK says so and no terminal error stands', () => {
  expect(readyWhen).toHaveLength(1);
  expect(readyWhen[0]).toMatch(/^\$\{.*"Ready".*"ACK\.Terminal".*\}$/s);
});

test('a fact of the status is a plain path: kro leaves out what is not there yet', () => {
  expect(Object.keys(schema.status)).toEqual(expect.arrayContaining(['tableArn', 'tableStatus', 'latestStreamArn']));
  for (const path of Object.values(schema.status)) expect(path).toMatch(/^\$\{table\.status(\.\w+)+\}$/);
});

test.each([{ namespace: 'x' }, {}, null, 'x'])('props that nobody would read are refused: %j', props => {
  const chart = Testing.chart();
  new TableResourceGraph(chart, 'graph', props as never);
  expect(() => Testing.synth(chart)).toThrow(`props: must be left out (got ${JSON.stringify(props)})`);
});
