import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** A program that writes more than a pipe holds. On its own: a loader of TypeScript may open stdout too. */
const program = buildSync({
  stdin: {
    contents: `
      import { LogDestination } from './log-destination';
      const log = new LogDestination();
      for (let line = 0; line < 2_000; line++) log.write('x'.repeat(99) + '\\n');
      setTimeout(() => process.exit(0), 100);
    `,
    resolveDir: join(__dirname, '../../src'),
  },
  bundle: true,
  platform: 'node',
  write: false,
}).outputFiles[0]!.text;

const run = (script: string) =>
  spawnSync('bash', ['-c', script, process.execPath, program], { encoding: 'utf8', timeout: 20_000 });

test('a reader that is slow gets every line', () => {
  const { status, stdout } = run('"$0" -e "$1" | { sleep 0.5; cat; }');
  expect(status).toBe(0);
  expect(stdout).toBe(`${'x'.repeat(99)}\n`.repeat(2_000));
});

test('a reader that stalls holds the program up for a second or so', () => {
  const start = performance.now();
  const { status } = run('exec "$0" -e "$1" > >(exec sleep 10 >&- 2>&-)');
  expect(status).toBe(0);
  expect(performance.now() - start).toBeLessThan(8_000);
});
