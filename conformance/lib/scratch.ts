import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './exit';

let root: string | undefined;

/** A new directory that is gone when the process is. */
export function scratchDirectory(label: string): string {
  root ??= createRoot();
  return mkdtempSync(join(root, `${label}-`));
}

function createRoot(): string {
  const directory = mkdtempSync(join(tmpdir(), 'cdk8s-dynamodb-'));
  // Processes that were just killed may still be writing there: hence the retries.
  atExit('clean', () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
  return directory;
}
