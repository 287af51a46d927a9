import type { Violation } from '../schema/violation';

const longest = 253;

/** The Kubernetes name that a table gets when none is given: lower case, `_` and `.` made `-`, no `-` at the ends. */
export const kubernetesName = (tableName: string): string =>
  tableName
    .toLowerCase()
    .replace(/[_.]/g, '-')
    .replace(/^-+|-+$/g, '');

/**
 * What is wrong with the name of an object.
 *
 * @param say how the writer gives a name: `metadata.name`, or `--name`
 */
export function judgeName(name: string, tableName: string, say: string): readonly Violation[] {
  if (name.length <= longest && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name)) return [];
  const problem =
    name === ''
      ? `leaves no Kubernetes name for ${JSON.stringify(tableName)}`
      : `must consist of at most ${longest} lower-case letters, digits, "-" and "."`;
  return [{ path: [say], value: name, problem, fix: `Give ${say} yourself.`, severity: 'error' }];
}
