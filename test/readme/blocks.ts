import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '..', '..');

/** A fenced block of the README, with the comment that says what it is. */
export interface Block {
  /** `file`, `run`, `emitted`, `printed`, `snippet` or `tree`. */
  readonly kind: string;
  /** Which file, where it runs, or what it is emitted from. */
  readonly of: string;
  readonly text: string;
}

const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** How many blocks there are, marked or not. */
export const fences = [...readme.matchAll(/^```/gm)].length / 2;

export const blocks: readonly Block[] = [
  ...readme.matchAll(/^<!-- (\w+)(?:: ([^\n]*))? -->\n```\w*\n([\s\S]*?)^```$/gm),
].map(([, kind, of = '', text]) => ({ kind: kind!, of, text: text! }));

export const block = (kind: string, of = ''): string => {
  const found = blocks.find(each => each.kind === kind && each.of === of);
  if (!found) throw new Error(`the README has no block ${kind} ${of}`);
  return found.text;
};

/** Commands of the README that run at a place, one a line. */
export const commands = (of: string): readonly string[] =>
  blocks.filter(each => each.kind === 'run' && each.of === of).flatMap(each => each.text.trim().split('\n'));
