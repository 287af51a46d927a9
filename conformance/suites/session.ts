import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Suite } from '../lib/suite';

const root = join(__dirname, '..', '..');

/** The service's own runner prints a line for each case, `ok    …` or `FAIL  …` with its reason below. */
export const suite: Suite = {
  name: 'session',
  title: 'the session service on DynamoDB Local, under load, faults and hostile input (needs Java 17 and Python 3.11)',
  withoutEngines: true,
  async run({ test, say }) {
    const child = spawn('npm', ['run', '--silent', 'conformance', '--workspace', 'session-api'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>(resolve => child.on('close', resolve));
    const cases: { readonly name: string; readonly reason: string[] | undefined }[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      say(line);
      const [, verdict, text = ''] = /^(ok {4}|FAIL {2}| {6})(.*)$/.exec(line) ?? [];
      if (verdict === '      ') cases.at(-1)?.reason?.push(text);
      else if (verdict !== undefined) cases.push({ name: text, reason: verdict.startsWith('ok') ? undefined : [] });
    }
    const code = await ended;
    for (const { name, reason } of cases) {
      await test(name.replace(/ \([\d.]+ s\)$/, ''), () => {
        if (reason) throw new Error(reason.join('\n'));
      });
    }
    await test('the runner ran cases and ended well', () => {
      if (code !== 0 || cases.length === 0) throw new Error(`it ended with ${code} after ${cases.length} cases`);
    });
  },
};
