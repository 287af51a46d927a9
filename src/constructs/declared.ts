import type { IConstruct } from 'constructs';
import type { Engine } from '../backends/engine';
import type { Companions } from '../backends/manifest';
import { TableReference } from '../iam/grants';
import { once } from '../schema/once';
import { printable } from '../schema/violation';
import type { TableOptions, TableSpec } from '../table/table';
import type { Environment } from './environment';
import { judgeKeyReferences } from './key-reference';

/** A table that a construct declares. */
export interface Declaration {
  readonly construct: IConstruct;
  /** What errors call it: the path of the construct, or of the part of it that an Application's table is. */
  readonly path: string;
  readonly options: TableOptions | undefined;
  /** The name in AWS, prefix included; of one that is no text the prefix alone. */
  readonly tableName: string;
  /** Undefined, as the environment, if none was given, which is an error at synth. */
  readonly engine: Engine | undefined;
  readonly environment: Environment | undefined;
  /** The name of its object. */
  readonly name: string;
  /** That of its object. */
  readonly namespace: string | undefined;
  /** What comes to be beside that, as it is when the table is declared. */
  readonly companions: Companions;
  /** As it is when asked; undefined if it is of the wrong structure. */
  readonly table: () => TableSpec | undefined;
}

/** One list for an app: an entry for each table would cost every collection of garbage. */
const declarations = once((root: IConstruct): Declaration[] => {
  const all: Declaration[] = [];
  root.node.addValidation({ validate: () => judgeKeyReferences(root, all) });
  return all;
});

/** Makes a table known to the policies of controllers, and gives the one that policies are asked of. */
export function declare(declaration: Declaration): TableReference {
  declarations(declaration.construct.node.root).push(declaration);
  const { path, tableName, environment, options, table } = declaration;
  const { region = environment?.region } = options ?? {};
  return new TableReference(`Table ${printable(path)}`, tableName, () => ({
    region,
    accountId: environment?.accountId,
    table: table(),
  }));
}

/** The tables of a controller that a construct and everything below it declares so far, and those of no engine. */
export const declaredBy = (scope: IConstruct, actions: Engine['actions']): readonly Declaration[] =>
  declarations(scope.node.root).filter(
    ({ construct, engine = { actions } }) => engine.actions === actions && construct.node.scopes.includes(scope),
  );

/** The policies that were given of a scope, as questions whether they would still be the same: a later table may not change them. */
export const givenPolicies = once((scope: IConstruct) =>
  once((actions: Engine['actions']) => {
    const stillTheSame: (() => boolean)[] = [];
    const { length } = declaredBy(scope, actions);
    const told = ({ path }: Declaration) =>
      `controllerPolicy: ${printable(path)} came after a policy, which lacks it. Ask after the tables are declared.`;
    const further = () => {
      const later = declaredBy(scope, actions).slice(length);
      return later.filter(({ engine }) => engine !== undefined).map(told);
    };
    scope.node.addValidation({ validate: () => (stillTheSame.every(same => same()) ? [] : further()) });
    return stillTheSame;
  }),
);
