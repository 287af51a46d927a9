import { matcher } from '../schema/check';
import { lengthOf } from '../schema/text';
import { errorAt, type Violation, valueText } from '../schema/violation';
import { labelBounds, subdomainBounds } from '../table/kubernetes-names';
import type { Engine } from './engine';
import type { Companions } from './manifest';

/** The most characters that a name may have, where that is fewer than Kubernetes allows. */
export interface NameLimit {
  readonly most: number;
  /** As it follows the number in an error. */
  readonly why: string;
}

const longest: number = subdomainBounds.maxLength;

/** The Kubernetes name that a table gets when none is given: lower case, `_` and `.` made `-`, no `-` at the ends. */
export const kubernetesName = (tableName: string): string =>
  tableName
    // far more than any name has: the last pattern takes its time with a long row of hyphens
    .slice(0, 300)
    .toLowerCase()
    .replace(/[_.]/g, '-')
    .replace(/^-+|-+$/g, '');

type NameBounds = { readonly maxLength: number; readonly pattern: string; readonly patternInWords: string };

/** What is wrong with a name, each fault by itself. */
const problemsOf = (name: string, { maxLength, pattern, patternInWords }: NameBounds, why = ''): string[] => [
  ...(matcher(pattern).test(name) ? [] : [`must ${patternInWords}`]),
  ...(lengthOf(name) <= maxLength ? [] : [`is ${lengthOf(name)} characters long, the limit is ${maxLength}${why}`]),
];

/**
 * What is wrong with the name of an object.
 *
 * @param tableName without a prefix, which plays no part in the name that is derived
 * @param say how the writer gives a name: `metadata.name`, or `--name`
 * @param limits those that are stricter than Kubernetes'
 */
export function judgeName(
  name: string,
  tableName: string,
  say: string,
  ...limits: readonly NameLimit[]
): readonly Violation[] {
  const { most, why } = limits.reduce((a, b) => (b.most < a.most ? b : a), { most: longest, why: '' });
  const problems =
    name === '' && kubernetesName(tableName) === ''
      ? [`leaves no Kubernetes name for ${valueText(tableName)}`]
      : problemsOf(name, { ...subdomainBounds, maxLength: most }, why);
  return problems.map(problem => errorAt(say.split('.'), problem, `Give ${say} yourself.`, name));
}

/** What is wrong with the name of a table's object, whose companions have names that are derived from it. */
export function judgeObjectName(
  name: string,
  tableName: string,
  say: string,
  { longestName }: Pick<Engine, 'longestName'>,
  companions: Companions,
): readonly Violation[] {
  const derived = Object.values(companions)
    .filter(({ metadata }) => metadata.name.startsWith(name))
    .map(({ kind, metadata }) => ({
      most: longest - metadata.name.length + name.length,
      why: `, since the name of its ${kind} is made of it`,
    }));
  return judgeName(name, tableName, say, ...(longestName ? [longestName] : []), ...derived);
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
  const problems =
    typeof namespace === 'string' ? problemsOf(namespace, labelBounds) : [`must ${labelBounds.patternInWords}`];
  return problems.flatMap(problem => wrong(problem, 'Give another.'));
}
