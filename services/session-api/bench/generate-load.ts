import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Load, LoadResult } from './load';

/** Nothing takes nearly so long. */
const longestRun = 180_000;

/** Runs a load in a process of its own. `onWarm` is called between the warm-up and what is measured, with nothing under way. */
export async function generateLoad(load: Load, onWarm: () => void = () => {}): Promise<LoadResult> {
  const generator = fork(join(__dirname, 'load.ts'), { execArgv: ['--import', 'tsx'] });
  const nextMessage = async () => (await once(generator, 'message', { signal: AbortSignal.timeout(longestRun) }))[0];
  try {
    generator.send(load);
    await nextMessage();
    onWarm();
    generator.send('measure');
    const result = (await nextMessage()) as LoadResult;
    if (result.wrong > 0) throw new Error(`${result.wrong} wrong answers of ${load.requests}`);
    return result;
  } finally {
    generator.disconnect();
  }
}
