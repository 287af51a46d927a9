import type { IConstruct } from 'constructs';
import type { Engine } from '../backends/engine';
import type { Companions } from '../backends/manifest';
import { ManagementPolicy } from '../table/features/management';
import type { SynthRule } from '../table/rule';
import type { TableOptions } from '../table/table';
import type { Environment } from './environment';

/** A construct, or a part of one: an Application has one for each of its tables. */
export interface Owner {
  readonly construct: IConstruct;
  /** @default - the whole */
  readonly part?: string;
}

/** Something that has one owner in an app, and what errors call it. */
export interface Owned {
  /** By which two claims are one. */
  readonly key: string;
  readonly called: string;
}

export const oneOwnerRule: Omit<SynthRule, 'faults'> = {
  id: 'N10',
  kind: 'engine',
  problem: 'is declared twice in an app',
  fix: 'Keep one of them, or give it a name of its own.',
  source: 'CreateTable ResourceInUseException; an object in Kubernetes is there once',
  synthOnly: 'other tables are known to an app alone',
};

/** Who claims what in an app: a table in AWS and an object in Kubernetes have one owner each. */
const claims = new WeakMap<IConstruct, Map<string, Owner[]>>();

/** Claims things for an owner, and gives what is to be asked at synth: who else does. */
export function claim(owner: Owner, owned: readonly Owned[]): () => readonly string[] {
  const { root } = owner.construct.node;
  const all = claims.get(root) ?? new Map<string, Owner[]>();
  claims.set(root, all);
  for (const { key } of owned) {
    const owners = all.get(key);
    if (owners) owners.push(owner);
    else all.set(key, [owner]);
  }
  return () => judgeOwnership(owner, owned, all);
}

/** An error for each thing that others claim too, however many they are; who was told of once is not told of again. */
function judgeOwnership(
  owner: Owner,
  owned: readonly Owned[],
  all: ReadonlyMap<string, readonly Owner[]>,
): readonly string[] {
  const told = new Set<Owner>();
  // two parts of one name are told of as that
  const isElse = ({ construct, part }: Owner) => construct !== owner.construct || part !== owner.part;
  return owned.flatMap(({ key, called }) => {
    const rivals = (all.get(key) ?? []).filter(other => isElse(other) && !told.has(other));
    for (const rival of rivals) told.add(rival);
    const [first, ...others] = rivals;
    if (!first) return [];
    const more = others.length === 0 ? '' : `, and by ${others.length} more`;
    return [`${called} is declared by ${pathOf(first)} too${more}. ${oneOwnerRule.fix} [${oneOwnerRule.id}]`];
  });
}

const pathOf = ({ construct, part }: Owner): string =>
  part === undefined ? construct.node.path : `${construct.node.path}/${part}`;

/**
 * A table in AWS: two environments of one account may not both declare it. Whoever only looks at it claims nothing, nor
 * does who gives it no name.
 */
export function tableOf(
  environment: Environment | undefined,
  options: TableOptions | undefined,
  tableName: string,
): readonly Owned[] {
  if (options?.managementPolicy === ManagementPolicy.READ_ONLY || !isName(options?.tableName)) return [];
  const account = environment?.accountId ?? environment?.name;
  const key = ['table', account, options.region ?? environment?.region, tableName].join(' ');
  return [{ key, called: `the table ${tableName}` }];
}

/** Programs in JavaScript give anything, and what is missing is told of without naming everybody who lacks it too. */
const isName = (name: unknown): name is string => typeof name === 'string' && name !== '';

/** What of an engine tells which object it makes, and where. */
type Making = Pick<Engine, 'apiVersion' | 'kind' | 'makes'> & { readonly elsewhere?: boolean | undefined };

/** An object in Kubernetes, or what an engine makes of it: two environments are two clusters, or two folders. */
const objectOf = (
  environment: Environment | undefined,
  engine: Making,
  namespace: string | undefined,
  name: string,
): readonly Owned[] => {
  if (!isName(name)) return [];
  const { apiVersion, kind } = (engine.elsewhere ? undefined : engine.makes) ?? engine;
  const cluster = [environment?.name, engine.elsewhere ? 'elsewhere' : ''];
  const key = ['object', ...cluster, apiVersion, kind, namespace, name].join(' ');
  return [{ key, called: `the ${engine.kind} object ${name}` }];
};

/** A table's own object and those beside it, which are where the engine makes them. */
export const objectsOf = (
  environment: Environment | undefined,
  engine: Making,
  namespace: string | undefined,
  name: string,
  companions: Companions,
): readonly Owned[] => [
  ...objectOf(environment, engine, namespace, name),
  ...Object.values(companions).flatMap(object =>
    objectOf(environment, { ...object, elsewhere: engine.elsewhere }, namespace, object.metadata.name),
  ),
];
