import type { IConstruct } from 'constructs';
import type { Engine } from '../backends/engine';
import { TableReference } from '../iam/grants';
import type { TableSpec } from '../table/table';
import type { Environment } from './environment';
import { judgeKeyReferences } from './key-reference';

/** A table that a construct declares. */
export interface Declaration {
  readonly construct: IConstruct;
  /** What errors call it. */
  readonly path: string;
  readonly tableName: string;
  /** Undefined, as the environment, if none was given, which is an error at synth. */
  readonly engine: Engine | undefined;
  readonly environment: Environment | undefined;
  /** That of its object. */
  readonly namespace: string | undefined;
  /** @default - the environment's */
  readonly region: string | undefined;
  /** As it is when asked; undefined if it is of the wrong structure. */
  readonly table: () => TableSpec | undefined;
}

/** One list for an app: an entry for each table would cost every collection of garbage. */
const declarations = new WeakMap<IConstruct, Declaration[]>();

/** Makes a table known to the policies of controllers, and gives the one that policies are asked of. */
export function declare(declaration: Declaration): TableReference {
  const { root } = declaration.construct.node;
  judgeKeyReferences(root, declaredBy);
  const all = declarations.get(root) ?? [];
  declarations.set(root, all);
  all.push(declaration);
  const { tableName, environment, region = environment?.region, table } = declaration;
  return new TableReference(tableName, () => ({ region, accountId: environment?.accountId, table: table() }));
}

/** The tables that a construct and everything below it declares so far. */
export const declaredBy = (scope: IConstruct): readonly Declaration[] =>
  (declarations.get(scope.node.root) ?? []).filter(({ construct }) => construct.node.scopes.includes(scope));
