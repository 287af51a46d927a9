import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-dynamodb/session-api');

/** What conformance and bench need that is no npm package. */
export const tools = {
  dynamoDBLocal: join(cache, 'dynamodb-local'),
  schemathesis: join(cache, 'python/bin/schemathesis'),
  hadolint: join(cache, 'python/bin/hadolint'),
  gunicorn: join(cache, 'flask/bin/gunicorn'),
} as const;

/** The tool's path; an error that says how to install it when it is missing. */
export function tool(name: keyof typeof tools): string {
  const path = tools[name];
  if (!existsSync(path)) {
    throw new Error(
      `${name} is not installed (${path}). Install it with: bash services/session-api/conformance/install.sh`,
    );
  }
  return path;
}
