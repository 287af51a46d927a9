import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { warningSummary } from '../../src/constructs/warnings';

test('a summary is one line for each, counted', () => {
  expect(warningSummary([])).toBe('');
  expect(warningSummary(['one'])).toBe('1 warning:\n  one\n');
  expect(warningSummary(['one', 'two'])).toBe('2 warnings:\n  one\n  two\n');
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
