import { readFileSync } from 'node:fs';

/** The version of this package. */
export function version(): string {
  const { version } = JSON.parse(readFileSync(require.resolve('cdk8s-dynamodb/package.json'), 'utf8')) as {
    readonly version: string;
  };
  return version;
}
