import { join } from 'node:path';
import { startServer } from '../processes';
import { scratchDirectory } from '../scratch';
import type { EmulatorProgram } from './emulator';

const script = `require(process.argv[1])({ createTableMs: 0, deleteTableMs: 0 }).listen(process.argv[2])`;

/** dynalite, in a process of its own since some requests end it. */
export const dynalite: EmulatorProgram = {
  name: 'dynalite',
  start: socketPath =>
    startServer(
      'dynalite',
      process.execPath,
      ['--eval', script, require.resolve('dynalite'), socketPath],
      join(scratchDirectory('dynalite'), 'log'),
    ),
};
