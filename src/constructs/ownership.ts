import type { IConstruct } from 'constructs';
import type { Environment } from './environment';

/** Who claims what in an app: a table in AWS and an object in Kubernetes have one owner each. */
const claims = new WeakMap<IConstruct, Map<string, IConstruct[]>>();

const claimsOf = (construct: IConstruct): Map<string, IConstruct[]> => {
  const root = construct.node.root;
  const known = claims.get(root) ?? new Map<string, IConstruct[]>();
  claims.set(root, known);
  return known;
};

export function claim(construct: IConstruct, what: string): void {
  const all = claimsOf(construct);
  all.set(what, [...(all.get(what) ?? []), construct]);
}

/** The paths of others that claim the same. */
export const rivals = (construct: IConstruct, what: string): readonly string[] =>
  (claimsOf(construct).get(what) ?? []).filter(other => other !== construct).map(other => other.node.path);

/** A table in AWS: two environments of one account may not both declare it. */
export const tableOf = (environment: Environment | undefined, region: unknown, tableName: string): string =>
  `table ${environment?.accountId ?? environment?.name ?? ''} ${region ?? environment?.region ?? ''} ${tableName}`;
