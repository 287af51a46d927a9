import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmulatorAdmin } from '../local/admin-client';
import { sessionTable } from '../local/create-table';
import { startEmulator } from '../local/emulator';
import { ServiceProcess } from '../test/support/service-process';
import { runCommand } from './command';
import { tool } from './tools';

const adminKey = 'an-admin-key-for-fuzzing';
const seconds = 40;

/** Requests made up from the OpenAPI document, valid and not. */
export async function fuzzOpenApi(): Promise<string> {
  const schemathesis = tool('schemathesis');
  // It leaves notes in the folder that it runs in.
  const folder = mkdtempSync(join(tmpdir(), 'session-fuzz-'));
  const emulator = await startEmulator();
  await new EmulatorAdmin(emulator.endpoint).createTable(sessionTable('sessions'));
  const service = await ServiceProcess.start({
    DYNAMODB_TABLE_NAME: 'sessions',
    LOCALSTACK_ENDPOINT: emulator.endpoint,
    ADMIN_KEY: adminKey,
    LOG_LEVEL: 'warn',
  });
  try {
    const output = await runCommand(
      schemathesis,
      [
        'run',
        `http://127.0.0.1:${service.port}/openapi.json`,
        ...['--header', `X-API-Key: ${adminKey}`],
        ...['--checks', 'all'],
        // No schema can say which cursors are ours, or which keys were used before: refusing those is right.
        ...['--exclude-checks', 'positive_data_acceptance'],
        ...['--max-examples', '30', '--seed', '1', '--generation-database', 'none'],
        ...['--max-time', String(seconds), '--request-timeout', '5', '--max-response-time', '3.7'],
        ...['--continue-on-failure', '--no-color', '--output-truncate', 'true'],
      ],
      seconds + 60,
      () => {},
      folder,
    ).catch((error: Error) => {
      throw new Error(cutLongLines(error.message));
    });
    const count = Number(/(\d+) generated/.exec(output)?.[1]);
    if (!(count > 500)) throw new Error(`too few test cases:\n${cutLongLines(output.slice(-1500))}`);
    return `${count} requests`;
  } finally {
    await service.terminate();
    await emulator.close();
    rmSync(folder, { recursive: true });
  }
}

function cutLongLines(text: string): string {
  return text
    .split('\n')
    .map(line => line.slice(0, 300))
    .join('\n');
}
