import type { IConstruct } from 'constructs';
import type { Engine } from '../backends/engine';
import type { Companions } from '../backends/manifest';
import { ManagementPolicy } from '../table/features/management';
import type { TableOptions } from '../table/table';
import type { Environment } from './environment';

/** Who claims what in an app: a table in AWS and an object in Kubernetes have one owner each. */
const claims = new WeakMap<IConstruct, Map<string, Claim[]>>();

/** One construct may claim several things alike: an Application does, for each of its tables. */
interface Claim {
  readonly construct: IConstruct;
  readonly part: string;
}

const claimsOf = (construct: IConstruct): Map<string, Claim[]> => {
  const root = construct.node.root;
  const known = claims.get(root) ?? new Map<string, Claim[]>();
  claims.set(root, known);
  return known;
};

/** @param part the part of the construct that claims it; by default the whole */
export function claim(construct: IConstruct, what: string, part = ''): void {
  const all = claimsOf(construct);
  const others = all.get(what);
  if (others) others.push({ construct, part });
  else all.set(what, [{ construct, part }]);
}

/** The paths of others that claim the same. */
export const rivals = (construct: IConstruct, what: string, part = ''): readonly string[] =>
  (claimsOf(construct).get(what) ?? [])
    .filter(other => other.construct !== construct || other.part !== part)
    .map(other => (other.part === '' ? other.construct.node.path : `${other.construct.node.path}/${other.part}`));

/** A table in AWS: two environments of one account may not both declare it. Whoever only looks at it claims nothing. */
export function tableOf(
  environment: Environment | undefined,
  options: TableOptions | undefined,
  tableName: string,
): readonly string[] {
  if (options?.managementPolicy === ManagementPolicy.READ_ONLY) return [];
  const account = environment?.accountId ?? environment?.name;
  return [['table', account, options?.region ?? environment?.region, tableName].join(' ')];
}

/** An object in Kubernetes, or what an engine makes of it: two environments are two clusters, or two folders. */
export const objectOf = (
  environment: Environment | undefined,
  engine: Pick<Engine, 'apiVersion' | 'kind' | 'makes' | 'elsewhere'>,
  namespace: string | undefined,
  name: string,
): string => {
  const { apiVersion, kind } = (engine.elsewhere ? undefined : engine.makes) ?? engine;
  return ['object', environment?.name, apiVersion, kind, namespace, name].join(' ');
};

/** Something that has one owner in an app, and what errors call it. */
export interface Owned {
  readonly what: string;
  readonly called: string;
}

/** The objects beside a table's own. */
export const ownedCompanions = (
  environment: Environment | undefined,
  namespace: string | undefined,
  companions: Companions,
): readonly Owned[] =>
  Object.values(companions).map(object => ({
    what: objectOf(environment, object, namespace, object.metadata.name),
    called: `the ${object.kind} ${object.metadata.name}`,
  }));
