#!/usr/bin/env node
import { run } from './command/run';

// a reader that has seen enough, such as head, is no error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`standard output: cannot be written (${error.code})\n`);
  process.exitCode = 1;
});
// there is nobody left to tell
process.stderr.on('error', () => {});

process.exitCode = run(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
});
