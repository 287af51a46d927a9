import { evaluate } from '../expression/evaluate';
import { type View, viewOf } from '../expression/expression';
import { asObject, type Fragment, merged } from '../expression/fragment';
import { objectNameRoot } from '../interfaces/interface';
import { once } from '../schema/once';
import { type TableSpec, tableShape } from '../table/table';
import { apart, ownName } from './companion';
import type { Engine, EngineEnvironment } from './engine';

/** An object for Kubernetes, as far as this library writes it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: { readonly [key: string]: string };
  };
  readonly spec: { readonly [field: string]: unknown };
}

/** An object beside a table's own, which need not have a spec. */
export interface Companion extends Omit<Manifest, 'spec'> {
  readonly spec?: Manifest['spec'];
}

export type Companions = { readonly [id: string]: Companion };

/** What an engine makes of a table, wherever it is rendered: all of its own object, and the companions by id. */
export function fragmentsOf(engine: Engine, environment: EngineEnvironment, table: View<TableSpec>) {
  const { own, companions } = apart(engine.fragment(table, tableShape));
  return { own: merged({ metadata: { name: ownName } }, engine.envelope(environment, table), own), companions };
}

/** A table as an engine's object. The table must have been judged. */
export function manifestOf(engine: Engine, table: TableSpec, name: string, environment: EngineEnvironment): Manifest {
  const { metadata, spec } = evaluate(renderings(environment)(engine).expression, {
    values: { table, [objectNameRoot]: name },
  }) as unknown as Manifest;
  return { apiVersion: engine.apiVersion, kind: engine.kind, metadata, spec };
}

/** The objects that come to be beside it, by id: an engine that makes another's object leaves them to that. */
export const companionsOf = (
  engine: Engine,
  table: TableSpec,
  name: string,
  environment: EngineEnvironment,
): Companions =>
  evaluate(renderings(environment)(engine.makes ?? engine).companions, {
    values: { table, [objectNameRoot]: name },
  }) as unknown as Companions;

/** The object in a namespace, if there is one. Its members keep their order, that of every door. */
export const inNamespace = <T extends Companion>(object: T, namespace: string | undefined): T =>
  namespace === undefined ? object : { ...object, metadata: { ...object.metadata, namespace } };

/** The same for every table of an environment, so it is built once. */
const renderings = once((environment: EngineEnvironment) =>
  once((engine: Engine) => {
    const { own, companions } = fragmentsOf(engine, environment, viewOf(tableShape, ['table']));
    const metadata = own.metadata as Fragment;
    return {
      expression: asObject(own),
      companions: asObject(companions),
      annotations: Object.keys(metadata.annotations ?? {}),
    };
  }),
);

/** The annotations that an engine's objects may bear. */
export const annotationsOf = (engine: Engine, environment: EngineEnvironment): readonly string[] =>
  renderings(environment)(engine).annotations;
