import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the image starts Node with. */
export function nodeFlags(): readonly string[] {
  const dockerfile = readFileSync(join(__dirname, '../../Dockerfile'), 'utf8');
  const [, ...flags] = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)![1]!) as string[];
  return flags.slice(0, -1);
}
