import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as good from './tables';

const root = join(__dirname, '..', '..');

/** The program as a process of its own. */
const program = (input: string, ...argv: readonly string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', join(root, 'src', 'cli.ts'), ...argv], {
    cwd: root,
    input,
    encoding: 'utf8',
  });

const toAck = ['render', '--backend', 'ack', '--region', 'us-west-2', '-'] as const;

describe('the program', () => {
  test('reads standard input and writes to standard output', () => {
    const { status, stdout, stderr } = program(JSON.stringify(good.request), ...toAck);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^apiVersion: dynamodb\.services\.k8s\.aws\/v1alpha1\n/);
  });

  test('refuses a table with every violation on a line of its own, and nothing else', () => {
    const { status, stdout, stderr } = program('TableName: a b\nKeySchema: []\n', ...toAck);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(
      `TableName: must consist of letters, digits, "_", "." and "-" (got "a b"). Use only what is allowed.
AttributeDefinitions: is missing. Add it: The attributes that keys of the table and its indexes consist of, and no others.
KeySchema: must have 1 to 2 elements, has 0 (got []). Add what is missing.
KeySchema: must have a HASH element (got []). Add the partition key. [K1-partition]
ProvisionedThroughput: must be given with billing mode PROVISIONED. Give read and write capacity units, or choose PAY_PER_REQUEST. [C2]
`,
    );
  });

  test('refuses arguments with exit code 2', () => {
    const { status, stdout, stderr } = program('', 'render', '--backend', 'helm', '--region', 'us-west-2', '-');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(
      '--backend: must be one of ack, crossplane, crossplane-cluster, crossplane-v2.6.0, crossplane-cluster-v2.6.0, kro, kratix (got "helm"). Choose one of these.\n',
    );
  });

  test('ends quietly when its reader has seen enough', () => {
    const script = `"${process.execPath}" --import tsx src/cli.ts --help | true; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: root, encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
  });

  const ifThereIsOne = existsSync('/dev/full') ? test : test.skip;
  ifThereIsOne('says in words that its output cannot be written, as on a full disk', () => {
    const script = `"${process.execPath}" --import tsx src/cli.ts --help > /dev/full`;
    const { status, stderr } = spawnSync('bash', ['-c', script], { cwd: root, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'standard output: cannot be written (ENOSPC)\n' });
  });
});
