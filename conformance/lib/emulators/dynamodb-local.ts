import { join } from 'node:path';
import { tool } from '../../../services/session-api/conformance/tools';
import { startServer } from '../processes';
import { scratchDirectory } from '../scratch';
import type { EmulatorProgram } from './emulator';

/**
 * DynamoDB Local listens on every address. So it runs in a network namespace whose only address is loopback, and a Unix
 * socket leads there; the namespace of processes is what ends Java with whoever started it.
 */
export const dynamoDBLocal: EmulatorProgram = {
  name: 'DynamoDB Local',
  start: socketPath => {
    const inside = [process.execPath, '--import', 'tsx', join(__dirname, 'dynamodb-local-inside.ts')];
    return startServer(
      'DynamoDB Local',
      'unshare',
      [
        ...(process.getuid?.() === 0 ? [] : ['--map-root-user']),
        ...['--net', '--pid', '--fork', '--kill-child'],
        ...['sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...inside, tool('dynamoDBLocal'), socketPath],
      ],
      join(scratchDirectory('dynamodb-local'), 'log'),
    );
  },
};
