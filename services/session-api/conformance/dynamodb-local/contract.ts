import { join } from 'node:path';
import { runCommand } from '../command';
import { progress, type Report } from '../report';
import { tool } from '../tools';

/**
 * DynamoDB Local listens on every address. So it and the contract suite run together in a network namespace of their
 * own, whose only address is loopback.
 */
export async function contractOnDynamoDBLocal(report: Report): Promise<void> {
  progress('the contract on DynamoDB Local, in a network namespace of its own');
  let cases = 0;
  try {
    const script = `ip link set lo up && exec "${process.execPath}" --import tsx "${join(__dirname, 'run-inside.ts')}"`;
    const namespace = process.getuid?.() === 0 ? '-n' : '-rn';
    await runCommand('unshare', [namespace, 'sh', '-c', script, tool('dynamoDBLocal')], 120, line => {
      const [kind, name, message] = line.split('\t');
      if (kind === 'ok') report.pass(`on DynamoDB Local: ${name}`);
      if (kind === 'FAIL') report.fail(`on DynamoDB Local: ${name}`, new Error(message));
      if (kind === 'ok' || kind === 'FAIL') cases++;
    });
    if (cases < 50) throw new Error(`only ${cases} cases ran`);
  } catch (error) {
    report.fail('the contract on DynamoDB Local ran to its end', error as Error);
  }
}
