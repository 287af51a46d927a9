import { readdirSync } from 'node:fs';
import { type App, Chart, Testing } from 'cdk8s';
import fc from 'fast-check';
import {
  Application,
  Backend,
  Environment,
  ManagementPolicy,
  RemovalPolicy,
  Table,
  TableEncryptionV2,
} from '../../src';
import { tables as randomTables } from '../support/tables';
import { allowed, chartIn, id, realActions, tableIn } from './documents';

const keyArn = 'arn:aws:kms:us-west-2:123456789012:key/abc';
const arn = 'arn:aws:dynamodb:us-west-2:*:table/';
const document = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
const allow = (actions: string, ...Resource: readonly string[]) => ({
  Effect: 'Allow',
  Action: actions.split(' ').map(name => `dynamodb:${name}`),
  Resource,
  Condition: { StringEquals: { 'aws:RequestedRegion': ['us-west-2'] } },
});
const ofCrossplane =
  'CreateTable DescribeTable UpdateTable TagResource UntagResource ListTagsOfResource DescribeTimeToLive DescribeContinuousBackups';
const ofAck = `${ofCrossplane} DescribeContributorInsights GetResourcePolicy`;

test.each([
  [Backend.ack(), ofAck],
  [Backend.kro(), ofAck],
  [Backend.kratix(), ofAck],
  [Backend.crossplane(), ofCrossplane],
])('a table that has nothing, on $name', (backend, actions) => {
  const chart = chartIn({}, backend);
  tableIn(chart);
  expect(backend.controllerPolicy(chart)).toEqual(document(allow(actions, `${arn}users`)));
});

test.each([
  [Backend.ack(), ofAck],
  [Backend.crossplane(), ofCrossplane],
])('a feature adds its actions, on its tables alone, on $name', (backend, actions) => {
  const chart = chartIn({ tableNamePrefix: 'acme-' }, backend);
  tableIn(chart, { tableName: 'users', timeToLiveAttribute: 'expiresAt' });
  tableIn(chart, { tableName: 'orders', removalPolicy: RemovalPolicy.DELETE });
  expect(backend.controllerPolicy(chart)).toEqual(
    document(
      allow(actions, `${arn}acme-orders`, `${arn}acme-users`),
      allow('UpdateTimeToLive', `${arn}acme-users`),
      allow('DeleteTable', `${arn}acme-orders`),
    ),
  );
});

test.each([
  [
    Backend.ack(),
    'DescribeTable ListTagsOfResource DescribeTimeToLive DescribeContinuousBackups DescribeContributorInsights GetResourcePolicy',
  ],
  [Backend.crossplane(), 'DescribeTable ListTagsOfResource DescribeTimeToLive DescribeContinuousBackups'],
])('a table that is only looked at is changed by nobody, on $name', (backend, actions) => {
  const chart = chartIn({}, backend);
  tableIn(chart, {
    timeToLiveAttribute: 'expiresAt',
    encryption: TableEncryptionV2.customerManagedKey(keyArn),
    managementPolicy: ManagementPolicy.READ_ONLY,
  });
  expect(backend.controllerPolicy(chart)).toEqual(document(allow(actions, `${arn}users`)));
});

test('a key of the user’s own is allowed once, for what DynamoDB does with it', () => {
  const chart = chartIn();
  for (const tableName of ['users', 'orders'])
    tableIn(chart, { tableName, encryption: TableEncryptionV2.customerManagedKey(keyArn) });
  tableIn(chart, { tableName: 'plain' });
  const [tables, keys, ...more] = Backend.ack().controllerPolicy(chart).Statement;
  expect(tables!.Resource).toEqual([`${arn}orders`, `${arn}plain`, `${arn}users`]);
  expect(keys).toEqual({
    Effect: 'Allow',
    Action: 'Decrypt DescribeKey Encrypt ReEncrypt* GenerateDataKey* CreateGrant'.split(' ').map(name => `kms:${name}`),
    Resource: [keyArn],
    Condition: { StringEquals: { 'kms:ViaService': ['dynamodb.us-west-2.amazonaws.com'] } },
  });
  expect(more).toEqual([]);
});

test('tables alike make one statement', () => {
  const chart = chartIn();
  for (const tableName of ['users', 'orders']) tableIn(chart, { tableName, timeToLiveAttribute: 'expiresAt' });
  expect(Backend.ack().controllerPolicy(chart)).toEqual(
    document(allow(`${ofAck} UpdateTimeToLive`, `${arn}orders`, `${arn}users`)),
  );
});

test('by prefix it stays as it is when tables are added', () => {
  const chart = chartIn({ tableNamePrefix: 'tenant-atlantis-', accountId: '123456789012' });
  tableIn(chart, { tableName: 'users' });
  const before = Backend.ack().controllerPolicy(chart, { byPrefix: true });
  tableIn(chart, { tableName: 'orders' });
  expect(Backend.ack().controllerPolicy(chart, { byPrefix: true })).toEqual(before);
  expect(before).toEqual(document(allow(ofAck, `${arn.replace('*', '123456789012')}tenant-atlantis-*`)));
});

test('by prefix, tables without one are named', () => {
  const chart = chartIn();
  tableIn(chart);
  expect(Backend.ack().controllerPolicy(chart, { byPrefix: true })).toEqual(document(allow(ofAck, `${arn}users`)));
});

test('tables of two regions are asked for in both', () => {
  const chart = chartIn();
  tableIn(chart);
  tableIn(chart, { tableName: 'orders', region: 'cn-north-1' });
  const [statement] = Backend.ack().controllerPolicy(chart).Statement;
  expect(statement!.Resource).toEqual(['arn:aws-cn:dynamodb:cn-north-1:*:table/orders', `${arn}users`]);
  expect(statement!.Condition).toEqual({ StringEquals: { 'aws:RequestedRegion': ['cn-north-1', 'us-west-2'] } });
});

test('the tables of each controller are its own, and those of Applications are among them', () => {
  const chart = chartIn();
  tableIn(chart, { tableName: 'direct' });
  tableIn(chart, { tableName: 'other', backend: Backend.crossplane() });
  const shop = new Application(chart, 'shop');
  for (const backend of [Backend.crossplane(), Backend.kro(), Backend.kratix()])
    shop.addTable(`on-${backend.name}`, { tableName: `on-${backend.name}`, partitionKey: id }, { via: backend });
  const tables = (backend: Backend) =>
    backend.controllerPolicy(chart).Statement.flatMap(({ Resource }) => Resource.map(each => each.slice(arn.length)));
  expect(tables(Backend.ack())).toEqual(['direct', 'on-kratix', 'on-kro']);
  expect(tables(Backend.kro())).toEqual(tables(Backend.ack()));
  expect(tables(Backend.crossplane())).toEqual(['on-crossplane', 'other']);
});

test('a table that cannot be read is told of by synth, not by the policy of the others', () => {
  const chart = chartIn();
  const wrong = { ...id, partitionKey: 'id' as never };
  tableIn(chart, { tableName: 'wrong', ...wrong });
  expect(Backend.ack().controllerPolicy(chart).Statement).toEqual([]);
  tableIn(chart);
  expect(Backend.ack().controllerPolicy(chart)).toEqual(document(allow(ofAck, `${arn}users`)));
  expect(() => Testing.synth(chart)).toThrow('partitionKey: must be an object');
});

test.each<readonly [string, (chart: Chart) => unknown]>([
  ['of nothing', chart => new Table(chart, 'table', undefined as never)],
  ['of a class', chart => new Table(chart, 'table', Object.create({ tableName: 'users', partitionKey: id }))],
  ['in no environment', chart => tableIn(new Chart(chart.node.root as App, 'other'), { backend: Backend.ack() })],
  ['without a backend', chart => tableIn(new Chart(chart.node.root as App, 'other'))],
  [
    'of an Application, on a backend that has no component',
    chart => new Application(chart, 'app').addTable('users', { tableName: 'users', partitionKey: id }),
  ],
])('a table %s is declared all the same, so that synth is what fails', (_, declareWrongly) => {
  const chart = chartIn();
  declareWrongly(chart);
  const app = chart.node.root as App;
  expect(Backend.ack().controllerPolicy(app).Statement).toEqual([]);
  expect(() => app.synth()).toThrow('Validation failed');
  expect(readdirSync(app.outdir)).toEqual([]);
});

test.each([undefined, null, 'chart', {}])('%p declares no tables', scope =>
  expect(() => Backend.ack().controllerPolicy(scope as never)).toThrow(
    'controllerPolicy: must be given a construct, such as an app or a chart.',
  ),
);

test('only what is declared below the scope counts', () => {
  const app = Testing.app();
  new Environment({ name: 'aws', region: 'us-west-2' }).applyTo(app);
  for (const name of ['one', 'two']) tableIn(new Chart(app, name), { tableName: name, backend: Backend.ack() });
  expect(Backend.ack().controllerPolicy(app).Statement[0]!.Resource).toEqual([`${arn}one`, `${arn}two`]);
  expect(Backend.ack().controllerPolicy(app.node.findChild('one')).Statement[0]!.Resource).toEqual([`${arn}one`]);
});

test.each([{ byprefix: true }, { byPrefix: 'yes' }, null])('%j are no options', options => {
  const chart = chartIn();
  tableIn(chart, { backend: Backend.ack() });
  expect(() => Backend.ack().controllerPolicy(chart, options as never)).toThrow(/^controllerPolicy: /);
});

test('no table is an error, and so is to ask too early', () => {
  const chart = chartIn();
  const ask = () => Backend.crossplane().controllerPolicy(chart);
  expect(ask).toThrow(
    'controllerPolicy: no table of crossplane is declared below "chart". Ask after the tables are declared.',
  );
  tableIn(chart);
  expect(ask).toThrow('no table of crossplane');
});

test('whatever is allowed is an action of AWS on a declared table, and retained tables cannot be deleted', () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(Backend.ack(), Backend.crossplane()), (seed, backend) => {
      const chart = chartIn({ tableNamePrefix: 'acme-' }, backend);
      const declared = randomTables(seed, 8);
      const tables = declared.map(({ name, props }) => new Table(chart, `table-${name}`, props));
      const arns = tables.map(({ tableArn }) => tableArn);
      const all = allowed(backend.controllerPolicy(chart));
      const pairs = all.filter(([action]) => !action.startsWith('kms:'));
      const keys = all.flatMap(([action, resource]) => (action === 'kms:CreateGrant' ? [resource] : []));
      expect(keys.every(key => /^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9*]+:key\/./.test(key))).toBe(true);
      expect([...new Set(pairs.map(([, resource]) => resource.replace(/\/backup\/\*$/, '')))].sort()).toEqual(
        [...new Set(arns)].sort(),
      );
      for (const [action] of pairs) expect(realActions).toContain(action);
      const deletable = pairs.flatMap(([action, resource]) => (action === 'dynamodb:DeleteTable' ? [resource] : []));
      const deleted = declared.filter(({ props }) => props.removalPolicy === RemovalPolicy.DELETE);
      expect(deletable.length).toBe(deleted.length);
      for (const [action, resource] of pairs)
        expect([action, resource.endsWith('/backup/*')]).toEqual([action, /:(Describe|Delete)Backup$/.test(action)]);
      expect(new Set(pairs.map(pair => pair.join(' '))).size).toBe(pairs.length);
    }),
    { seed: 8, numRuns: 20 },
  );
});

describe('a table that comes after a policy, which lacks it, is an error at synth that names it', () => {
  const late = (path: string) =>
    `controllerPolicy: ${path} came after a policy, which lacks it. Ask after the tables are declared.`;
  /** What is wrong with a table that is declared after a policy. */
  const errorsOf = (ask: (chart: Chart) => unknown, declare: (chart: Chart) => unknown) => {
    const chart = chartIn({ tableNamePrefix: 'acme-' });
    tableIn(chart);
    ask(chart);
    declare(chart);
    return chart.node.root.node.findAll().flatMap(construct => construct.node.validate());
  };
  const ack = (chart: Chart) => Backend.ack().controllerPolicy(chart);
  const orders = (chart: Chart) => tableIn(chart, { tableName: 'orders' });

  test.each<readonly [string, (chart: Chart) => unknown]>([
    ['the chart', ack],
    ['the app', chart => Backend.ack().controllerPolicy(chart.node.root)],
    ['the same controller, by another name', chart => Backend.kratix().controllerPolicy(chart)],
    ['it twice', chart => [ack(chart), ack(chart)]],
  ])('a policy of %s', (_, ask) => expect(errorsOf(ask, orders)).toEqual([late('chart/table-orders')]));

  test('a policy of all of the prefix, if its features need other actions', () => {
    const byPrefix = (chart: Chart) => Backend.ack().controllerPolicy(chart, { byPrefix: true });
    expect(errorsOf(byPrefix, orders)).toEqual([]);
    expect(
      errorsOf(byPrefix, chart => tableIn(chart, { tableName: 'orders', removalPolicy: RemovalPolicy.DELETE })),
    ).toEqual([late('chart/table-orders')]);
  });

  test('unless it was refused itself, or has no engine', () => {
    const misspelt = (chart: Chart) =>
      expect(() => Backend.ack().controllerPolicy(chart, { byprefix: true } as never)).toThrow('byprefix');
    expect(errorsOf(misspelt, orders)).toEqual([]);
  });

  test('of an Application too', () =>
    expect(
      errorsOf(ack, chart =>
        new Application(chart, 'shop').addTable(
          'orders-table',
          { tableName: 'orders', partitionKey: id },
          { via: Backend.kro() },
        ),
      ),
    ).toEqual([late('chart/shop/orders-table')]));
  test('but not one of another controller, or elsewhere', () => {
    expect(errorsOf(ack, chart => tableIn(chart, { tableName: 'orders', backend: Backend.crossplane() }))).toEqual([]);
    expect(
      errorsOf(
        ack,
        ({ node }) =>
          new Table(new Chart(node.root, 'other'), 'table', {
            tableName: 'orders',
            partitionKey: id,
            backend: Backend.ack(),
            environment: new Environment({ name: 'aws', region: 'us-west-2' }),
          }),
      ),
    ).toEqual([]);
  });
});
