import { App, Chart, Testing } from 'cdk8s';
import {
  Application,
  AttributeType,
  Backend,
  Environment,
  GitOpsApp,
  Table,
  TableDefinitions,
  TablePromise,
  TextFile,
  TimeToLive,
} from '../../src';

const boom = () => {
  throw new Error('boom');
};
const failing = (name: string, others: object = {}): never =>
  Object.defineProperty({ ...others }, name, { enumerable: true, get: boom }) as never;
const proxy = new Proxy({}, { ownKeys: boom }) as never;

const users = { tableName: 'users', partitionKey: { name: 'id', type: AttributeType.STRING } };

function chartIn(): Chart {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'team' });
  new Environment({ name: 'aws', region: 'us-west-2' }).applyTo(chart);
  Backend.kro().applyTo(chart);
  return chart;
}

const told = (where: string) => `${where}: cannot be read: boom. Give it as data.`;

describe('what fails when it is read is told at its place, and nothing else', () => {
  test.each<readonly [string, (chart: Chart) => unknown]>([
    ['tags', chart => new Table(chart, 'x', failing('tags', users))],
    ['tags[0].value', chart => new Table(chart, 'x', { ...users, tags: [failing('value', { key: 'a' })] })],
    ['tableName', chart => new Table(chart, 'x', failing('tableName', users))],
    ['region', chart => new Table(chart, 'x', failing('region', users))],
    ['backend', chart => new Table(chart, 'x', failing('backend', users))],
    ['environment', chart => new Table(chart, 'x', failing('environment', users))],
    ['metadata', chart => new Table(chart, 'x', failing('metadata', users))],
    ['metadata.name', chart => new Table(chart, 'x', { ...users, metadata: failing('name') })],
    ['metadata.labels.a', chart => new Table(chart, 'x', { ...users, metadata: { labels: failing('a') } })],
    ['metadata.annotations.a', chart => new Table(chart, 'x', { ...users, metadata: { annotations: failing('a') } })],
    ['partitionKey.type', chart => new Table(chart, 'x', { ...users, partitionKey: failing('type', { name: 'id' }) })],
    ['props', chart => new Table(chart, 'x', proxy)],
    ['timeToLive.attributeName', chart => new Table(chart, 'x', { ...users, timeToLive: TimeToLive.enabled(proxy) })],
    ['x: tableName', chart => Table.fromTableName(chart, 'x', proxy)],
    [
      'localSecondaryIndexes[0].indexName',
      chart =>
        new Table(chart, 'x', users).addLocalSecondaryIndex(
          failing('indexName', { sortKey: { name: 'at', type: AttributeType.NUMBER } }),
        ),
    ],
    ['folder', chart => new TextFile(chart, 'x', failing('folder', { name: 'a', text: '' }))],
    ['props', chart => new TextFile(chart, 'x', proxy)],
    ['image', chart => new TablePromise(chart, 'x', failing('image'))],
    ['version', chart => new TablePromise(chart, 'x', failing('version', { image: 'a' }))],
    ['destinationLabels', chart => new TablePromise(chart, 'x', failing('destinationLabels', { image: 'a' }))],
    ['destinationLabels.a', chart => new TablePromise(chart, 'x', { image: 'a', destinationLabels: failing('a') })],
    ['props', chart => new TablePromise(chart, 'x', proxy)],
    ['environment', chart => new TableDefinitions(chart, 'x', failing('environment'))],
    ['namespace', chart => new TableDefinitions(chart, 'x', failing('namespace'))],
    ['props', chart => new TableDefinitions(chart, 'x', proxy)],
  ])('%s', (where, declare) => {
    const chart = chartIn();
    declare(chart);
    const errors = chart.node.findAll().flatMap(construct => construct.node.validate());
    expect(errors).toEqual([told(where)]);
  });

  test.each<readonly [string, (app: Application) => unknown]>([
    ['a: table', app => app.addTable('a', proxy)],
    ['a: tags', app => app.addTable('a', failing('tags', users))],
    ['a: options', app => app.addTable('a', users, proxy)],
    ['a: via', app => app.addTable('a', users, failing('via'))],
    ['a: properties', app => app.addComponent(failing('properties', { name: 'a', type: 'x' }))],
    ['a: properties.b', app => app.addComponent({ name: 'a', type: 'x', properties: failing('b') })],
    ['a: traits[0].type', app => app.addComponent({ name: 'a', type: 'x', traits: [failing('type')] })],
    ['a: traits[0]', app => app.addComponent({ name: 'a', type: 'x', traits: [proxy] })],
    [
      'a: traits[0].properties',
      app => app.addComponent({ name: 'a', type: 'x', traits: [failing('properties', { type: 'y' })] }),
    ],
    ['a: dependsOn', app => app.addComponent(failing('dependsOn', { name: 'a', type: 'x' }))],
    ['undefined: component', app => app.addComponent(proxy)],
  ])('of an Application: %s', (where, declare) => {
    const app = new Application(chartIn(), 'app');
    declare(app);
    expect(app.node.validate()).toEqual([told(where)]);
  });

  test('of an Application itself', () => {
    expect(new Application(chartIn(), 'app', proxy).node.validate()[0]).toBe(told('props'));
    expect(new Application(chartIn(), 'app', failing('metadata')).node.validate()[0]).toBe(told('metadata'));
    const app = new Application(chartIn(), 'app');
    app.addComponent(failing('name', { type: 'x' }));
    expect(app.node.validate()).toEqual([expect.stringContaining(told(': name'))]);
  });

  test.each([
    ['name', failing('name')],
    ['outdir', failing('outdir')],
    ['resolvers', failing('resolvers')],
    ['props', proxy],
  ])('of the app: %s', (where, props) =>
    expect(() => new GitOpsApp(props).synth()).toThrow(`because of 1 error:\n  ${told(where)}`),
  );

  test.each<readonly [string, () => unknown]>([
    ['Environment "aws": region', () => new Environment(failing('region', { name: 'aws' }))],
    ['Environment: name', () => new Environment(failing('name', { region: 'us-west-2' }))],
    ['Environment', () => new Environment(proxy)],
    ['Backend.crossplane: clusterScoped', () => Backend.crossplane(failing('clusterScoped'))],
    ['Backend.crossplane', () => Backend.crossplane(proxy)],
    [
      'Table chart/x: grantReadData: leastPrivilege',
      () => new Table(chartIn(), 'x', users).grantReadData(failing('leastPrivilege')),
    ],
    [
      'controllerPolicy: byPrefix',
      () => {
        const chart = chartIn();
        new Table(chart, 'x', users);
        return Backend.kro().controllerPolicy(chart, failing('byPrefix'));
      },
    ],
  ])('and told at once: %s', (where, asked) => expect(asked).toThrow(told(where)));
});

test.each([Symbol('x'), { toString: boom }, Object.create(null)])('what no text can be made of is told: %p', junk => {
  const chart = chartIn();
  expect(() => new Table(chart, 'x', { ...users, region: junk as never })).not.toThrow();
  const table = Table.fromTableName(chart, 'y', junk as never);
  expect(() => table.grantReadData()).not.toThrow();
  const app = new Application(chart, 'z');
  app.addTable(junk as never, users);
  expect(chart.node.findAll().flatMap(construct => construct.node.validate())).toEqual([
    expect.stringMatching(/^y: tableName: must be a string/),
    expect.stringMatching(/^region: must be a string/),
    expect.stringMatching(/name: must be a string/),
  ]);
});

test('a getter that says something else each time is asked once', () => {
  let asked = 0;
  const sound = { ...users, backend: Backend.ack() };
  const props = Object.defineProperty(sound, 'deletionProtection', { enumerable: true, get: () => asked++ > 0 });
  const chart = new Chart(new App(), 'chart');
  new Environment({ name: 'aws', region: 'us-west-2' }).applyTo(chart);
  new Table(chart, 'x', props);
  Testing.synth(chart);
  expect(asked).toBe(1);
});
