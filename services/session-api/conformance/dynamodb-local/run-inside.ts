import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmulatorAdmin } from '../../local/admin-client';
import { contract } from '../../test/contract';
import { runCase } from '../../test/contract/case';
import { tool } from '../tools';

const port = 8000;
const endpoint = `http://127.0.0.1:${port}`;

/** Runs in a network namespace of its own. Prints a line per case: ok or FAIL, name, message, with tabs between. */
async function main(): Promise<void> {
  const libraries = tool('dynamoDBLocal');
  const java = spawn(
    'java',
    [
      '-cp',
      `${libraries}/*`,
      `-Djava.library.path=${libraries}`,
      'com.amazonaws.services.dynamodbv2.local.main.ServerRunner',
      '-inMemory',
      '-port',
      String(port),
    ],
    // It leaves a file of notes where it runs.
    { stdio: 'ignore', cwd: tmpdir() },
  );
  java.on('error', error =>
    console.error(`java does not start (Java 17 is needed: apt-get install openjdk-17-jre-headless): ${error.message}`),
  );
  process.on('exit', () => java.kill('SIGKILL'));
  await untilItAnswers();
  for (const [group, cases] of Object.entries(contract)) {
    for (const one of cases) {
      const name = `${group}: ${one.name}`;
      try {
        await runCase(one, { endpoint, canEnableTtl: true });
        console.log(`ok\t${name}`);
      } catch (error) {
        console.log(`FAIL\t${name}\t${String((error as Error).message).replaceAll(/[\n\t]/g, ' ')}`);
      }
    }
  }
  process.exit(0);
}

async function untilItAnswers(): Promise<void> {
  const admin = new EmulatorAdmin(endpoint);
  for (let attempt = 0; attempt < 150; attempt++) {
    const isUp = await admin.call('ListTables', {}).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await sleep(200);
  }
  throw new Error('DynamoDB Local does not answer after 30 s');
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
