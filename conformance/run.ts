import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sharedContext } from './lib/context';
import { timeLimit } from './lib/exit';
import { goVersion } from './lib/go';
import { parseOptions, usage } from './lib/options';
import { withProgress } from './lib/progress';
import { Selection } from './lib/selection';
import type { Suite } from './lib/suite';

async function main(args: string[]): Promise<boolean> {
  const options = parseOptions(args);
  timeLimit(options.minutes);
  const suites = await loadSuites();
  const selection = new Selection(
    options.names,
    suites.map(({ name }) => name),
  );
  await goVersion();
  const { shared, stop } = sharedContext(options);
  console.log(`seed ${options.seed}`);
  let [passed, failed] = [0, 0];

  const attempt = async (name: string, body: () => Promise<void> | void): Promise<boolean> => {
    const start = Date.now();
    try {
      await withProgress(name, body);
      return report('ok  ', name, start);
    } catch (error) {
      failed++;
      return !report('FAIL', name, start, reason(error));
    }
  };

  for (const suite of suites.filter(({ name }) => selection.selects(name)).sort(enginesFirst)) {
    if (suite.withoutEngines) await stop();
    console.log(`${suite.name}: ${suite.title}`);
    const test = async (name: string, body: () => Promise<void> | void) => {
      if (!selection.selects(suite.name, name)) return;
      if (await attempt(`${suite.name}/${name}`, body)) passed++;
    };
    try {
      await suite.run({ ...shared, test });
    } catch (error) {
      failed++;
      report('FAIL', `${suite.name}, outside of a case`, Date.now(), reason(error));
    }
  }
  await stop();
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

async function loadSuites(): Promise<Suite[]> {
  const directory = join(__dirname, 'suites');
  const files = readdirSync(directory).filter(file => file.endsWith('.ts'));
  return Promise.all(files.sort().map(async file => ((await import(join(directory, file))) as { suite: Suite }).suite));
}

const enginesFirst = (a: Suite, b: Suite): number =>
  Number(a.withoutEngines ?? false) - Number(b.withoutEngines ?? false);

function report(verdict: string, name: string, start: number, why = ''): true {
  console.log(`${verdict} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)${why}`);
  return true;
}

const shown = 40;

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  const lines = text.trim().split('\n');
  const rest = lines.length > shown ? [`… ${lines.length - shown} more lines`] : [];
  return `: ${[...lines.slice(0, shown), ...rest].join('\n       ')}`;
}

main(process.argv.slice(2)).then(
  good => process.exit(good ? 0 : 1),
  error => {
    console.error(error instanceof Error ? error.message : error);
    if (error instanceof TypeError) console.error(usage);
    process.exit(1);
  },
);
