import type { IConstruct } from 'constructs';
import type { Engine } from '../backends/engine';
import { once } from '../schema/once';
import { nameText, printable } from '../schema/violation';
import { ManagementPolicy } from '../table/features/management';
import type { SynthRule } from '../table/rule';
import type { Declaration } from './declared';

/** Something that has one owner in an app, and what errors call it. */
interface Owned {
  /** By each of which two claims are one. */
  readonly keys: readonly string[];
  /** Whose claim names another account is no rival. @default - everybody is */
  readonly account?: string | undefined;
  readonly called: string;
  readonly fix: string;
}

export const oneOwnerRule: Omit<SynthRule, 'faults'> = {
  id: 'N10',
  kind: 'engine',
  problem: 'is declared twice in an app',
  fix: 'Keep one of them, or give one a name of its own. To move it to another engine, let the first only look at it: managementPolicy READ_ONLY.',
  source: 'CreateTable ResourceInUseException; an object in Kubernetes is there once',
  synthOnly: 'other tables are known to an app alone',
};

/** Who claimed what first in an app: a table in AWS and an object in Kubernetes have one owner each. */
const claims = once((_root: IConstruct) => new Map<string, Declaration>());

/**
 * Claims a table and its objects, and tells of what others claimed before: it is told once, by whoever comes later.
 *
 * @param engine undefined if it is not known what object the table becomes
 */
export function claim(declaration: Declaration, engine: Making | undefined): readonly string[] {
  return [
    [...tableOf(declaration), ...(engine ? objectOf(declaration, engine, declaration.name) : [])],
    ...(engine ? objectsBeside(declaration, engine) : []),
  ].flatMap(thing => claimThing(declaration, thing));
}

/** Claims what is one to people, such as a table and its own object: whoever has both is told of once. */
function claimThing(declaration: Declaration, thing: readonly Owned[]): readonly string[] {
  const { construct, path, tableName } = declaration;
  const all = claims(construct.node.root);
  const told = new Set<Declaration>();
  return thing.flatMap(({ keys, account, called, fix }) => {
    const first = keys
      .map(key => all.get(key))
      .find(other => other && (!account || (other.environment?.accountId ?? account) === account));
    for (const key of keys) if (!all.has(key)) all.set(key, declaration);
    // two parts of one name are told of as that
    if (!first || told.has(first) || (first.construct === construct && first.path === path)) return [];
    told.add(first);
    const [ours, theirs] =
      first.tableName === tableName
        ? ['', '']
        : [` of the table ${nameText(tableName)}`, `, for the table ${nameText(first.tableName)}`];
    return [`${called}${ours} is declared by ${printable(first.path)} too${theirs}. ${fix} [${oneOwnerRule.id}]`];
  });
}

/**
 * A table in AWS: two environments of one account, or of one name, may not both declare it. Whoever only looks at it
 * claims nothing, nor does who gives it no name.
 */
function tableOf({ environment, options, tableName }: Declaration): readonly Owned[] {
  if (options?.managementPolicy === ManagementPolicy.READ_ONLY || !isName(options?.tableName)) return [];
  const { name, accountId: account } = environment ?? {};
  const { region = environment?.region } = options;
  const keys = [['environment', name], ...(account ? [['account', account]] : [])].map(where =>
    ['table', ...where, isName(region) ? region : '', tableName].join(' '),
  );
  return [{ keys, account, called: `the table ${nameText(tableName)}`, fix: oneOwnerRule.fix }];
}

/** Programs in JavaScript give anything, and what is missing is told of without naming everybody who lacks it too. */
const isName = (name: unknown): name is string => typeof name === 'string' && name !== '';

/** What of an engine tells which object it makes, and where. */
type Making = Pick<Engine, 'apiVersion' | 'kind' | 'makes'> & { readonly elsewhere?: boolean | undefined };

const otherName =
  'Give one of the objects another name: metadata.name of a Table, the name of a component, or the prop that asks for it.';

/** The objects beside a table's own, which are where the engine makes them: but for what is named after another of them. */
const objectsBeside = (declaration: Declaration, { elsewhere }: Making): readonly (readonly Owned[])[] =>
  Object.values(declaration.companions)
    .filter(({ metadata }) => Object.values(declaration.options ?? {}).includes(metadata.name))
    .map(object => objectOf(declaration, { ...object, elsewhere }, object.metadata.name));

/** An object in Kubernetes, or what an engine makes of it: two environments are two clusters, or two folders. */
function objectOf({ environment, namespace }: Declaration, engine: Making, name: string): readonly Owned[] {
  if (!isName(name)) return [];
  const { apiVersion, kind } = (engine.elsewhere ? undefined : engine.makes) ?? engine;
  const cluster = [environment?.name, engine.elsewhere ? 'elsewhere' : ''];
  const key = ['object', ...cluster, apiVersion, kind, namespace, name].join(' ');
  return [{ keys: [key], called: `the ${engine.kind} object ${nameText(name)}`, fix: otherName }];
}
