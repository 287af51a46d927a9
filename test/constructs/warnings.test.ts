import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { Application, AttributeType, Backend, Environment, Table, TableEncryptionV2 } from '../../src';
import { warningSummary } from '../../src/constructs/warnings';

test('a summary is one line for each, counted', () => {
  expect(warningSummary([])).toBe('');
  expect(warningSummary(['one'])).toBe('1 warning:\n  one\n');
  expect(warningSummary(['one', 'two'])).toBe('2 warnings:\n  one\n  two\n');
});

describe('an environment may do without a warning', () => {
  const partitionKey = { name: 'id', type: AttributeType.STRING };
  const tags = [
    { key: 'env', value: 'prod' },
    { key: 'team', value: 'shop' },
  ];
  const encryption = TableEncryptionV2.customerManagedKeyRef('elsewhere');
  /** The rules that a table and a component break, warnings being errors. */
  const broken = (warningsOff?: readonly string[], more: object = {}) => {
    const chart = new Chart(Testing.app(), 'chart');
    new Environment({ name: 'x', region: 'us-west-2', warningsOff }).applyTo(chart);
    const props = { partitionKey, tags, encryption, ...more };
    new Table(chart, 'table', { tableName: 'one', ...props, backend: Backend.ack() });
    new Application(chart, 'app').addTable('two', { tableName: 'two', ...props }, { via: Backend.kro() });
    process.env.CDK8S_DYNAMODB_STRICT = '1';
    try {
      const errors = chart.node.root.node.findAll().flatMap(({ node }) => node.validate());
      return errors.flatMap(error => /\[(\S+)\]$/.exec(error)?.[1] ?? error);
    } finally {
      delete process.env.CDK8S_DYNAMODB_STRICT;
    }
  };

  test('of any rule, for all tables of it', () => {
    expect(broken()).toEqual(['E5', 'E5', 'B1', 'B2', 'B1', 'B2']);
    expect(broken(['B1', 'E5'])).toEqual(['B2', 'B2']);
    expect(broken([], { tags: [] })).toEqual(['E5', 'E5']);
  });

  test('but not without an error', () => {
    const off = { warningsOff: ['K3'] as readonly string[], name: 'x', region: 'us-west-2' };
    expect(() => new Environment(off)).toThrow(/^Environment "x": warningsOff\[0\]: must be one of N11, A1, .*, E5 /);
    expect(broken(['B1', 'B2', 'E5'], { sortKey: partitionKey })).toEqual(['K3', 'K3']);
  });
});

test('a process says its warnings once, on stderr, when it ends', () => {
  const program = `
    const { App, Chart } = require('cdk8s');
    const { AttributeType, Backend, Environment, Table, TimeToLive } = require('./src');
    const app = new App({ outdir: require('node:fs').mkdtempSync(require('node:path').join(require('node:os').tmpdir(), 'warnings-')) });
    const chart = new Chart(app, 'chart');
    const environment = new Environment({ name: 'x', region: 'us-west-2' });
    for (const name of ['one', 'two'])
      new Table(chart, name, { tableName: name, partitionKey: { name: 'id', type: AttributeType.STRING }, timeToLive: TimeToLive.disabled('ttl'), backend: Backend.ack(), environment });
    app.synth();
    app.synthYaml();
  `;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '-e', program], {
    cwd: join(__dirname, '../..'),
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr.split('\n')).toEqual([
    '2 warnings:',
    expect.stringMatching(/^ {2}\[chart\/one\] timeToLive.* \[T5\]$/),
    expect.stringMatching(/^ {2}\[chart\/two\] timeToLive.* \[T5\]$/),
    '',
  ]);
}, 60_000);
