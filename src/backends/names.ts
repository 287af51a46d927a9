import { matcher } from '../schema/check';
import { errorAt, type Violation } from '../schema/violation';
import { labelBounds, subdomainBounds } from '../table/kubernetes-names';
import type { Engine } from './engine';
import type { Companions } from './manifest';

const longest: number = subdomainBounds.maxLength;

/** The Kubernetes name that a table gets when none is given: lower case, `_` and `.` made `-`, no `-` at the ends. */
export const kubernetesName = (tableName: string): string =>
  tableName
    // far more than any name has: the last pattern takes its time with a long row of hyphens
    .slice(0, 300)
    .toLowerCase()
    .replace(/[_.]/g, '-')
    .replace(/^-+|-+$/g, '');

/**
 * What is wrong with the name of an object.
 *
 * @param say how the writer gives a name: `metadata.name`, or `--name`
 * @param most the most characters that the engine takes
 */
export function judgeName(name: string, tableName: string, say: string, most = longest): readonly Violation[] {
  if (name.length <= most && matcher(subdomainBounds.pattern).test(name)) return [];
  const problem =
    name === '' && kubernetesName(tableName) === ''
      ? `leaves no Kubernetes name for ${JSON.stringify(tableName)}`
      : `must consist of at most ${most} lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part`;
  return [errorAt(say.split('.'), problem, `Give ${say} yourself.`, name)];
}

/** What is wrong with the name of a table's object, whose companions have names that are derived from it. */
export function judgeObjectName(
  name: string,
  tableName: string,
  say: string,
  { longestName = longest }: Pick<Engine, 'longestName'>,
  companions: Companions,
): readonly Violation[] {
  const derived = Object.values(companions).map(({ metadata }) => longest - metadata.name.length + name.length);
  return judgeName(name, tableName, say, Math.min(longestName, ...derived));
}

/** What is wrong with the namespace of an object, if it is given one. */
export function judgeNamespace(
  namespace: string | undefined,
  say: string,
  { clusterScoped = false }: { readonly clusterScoped?: boolean } = {},
): readonly Violation[] {
  if (namespace === undefined) return [];
  const wrong = (problem: string, fix: string) => [errorAt(say.split('.'), problem, fix, namespace)];
  if (clusterScoped) return wrong('cannot be given: the object belongs to no namespace', 'Leave it out.');
  const { maxLength, pattern } = labelBounds;
  if (typeof namespace === 'string' && namespace.length <= maxLength && matcher(pattern).test(namespace)) return [];
  const problem = 'must consist of 1 to 63 lower-case letters, digits and "-", with a letter or digit at both ends';
  return wrong(problem, 'Give another.');
}
