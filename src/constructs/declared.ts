import type { IConstruct } from 'constructs';
import type { Engine } from '../backends/engine';
import type { TableSpec } from '../table/table';
import type { Environment } from './environment';

/** A table that a construct declares. */
interface Declaration {
  readonly engine: Engine;
  readonly environment: Environment;
  /** As it is when asked; undefined if it is of the wrong structure. */
  readonly table: () => TableSpec | undefined;
}

const declarations = new WeakMap<IConstruct, Declaration[]>();

export function declare(construct: IConstruct, declaration: Declaration): void {
  const all = declarations.get(construct);
  if (all) all.push(declaration);
  else declarations.set(construct, [declaration]);
}

/** The tables that a construct and everything below it declares so far. */
export const declaredBy = (scope: IConstruct): readonly Declaration[] =>
  scope.node.findAll().flatMap(construct => declarations.get(construct) ?? []);
