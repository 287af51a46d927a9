import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './exit';

/** A new directory that is gone when the process is. */
export function scratchDirectory(label: string): string {
  const directory = mkdtempSync(join(tmpdir(), `cdk8s-dynamodb-${label}-`));
  atExit(() => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
  return directory;
}
