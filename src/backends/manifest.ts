import { evaluate } from '../expression/evaluate';
import { viewOf } from '../expression/expression';
import { asObject, type Fragment, merged } from '../expression/fragment';
import { objectNameRoot } from '../interfaces/interface';
import { once } from '../schema/once';
import { text } from '../schema/shape';
import { type TableSpec, tableShape } from '../table/table';
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

/** The object's own name, wherever it is rendered. */
export const objectName: Fragment = { metadata: { name: viewOf(text('The name of the object.'), [objectNameRoot]) } };

/** A table as an engine's object. The table must have been judged. */
export function manifestOf(engine: Engine, table: TableSpec, name: string, environment: EngineEnvironment): Manifest {
  const { metadata, spec } = evaluate(renderings(environment)(engine).expression, {
    values: { table, [objectNameRoot]: name },
  }) as unknown as Manifest;
  return { apiVersion: engine.apiVersion, kind: engine.kind, metadata, spec };
}

/** The same for every table of an environment, so it is built once. */
const renderings = once((environment: EngineEnvironment) =>
  once((engine: Engine) => {
    const table = engine.fragment(viewOf(tableShape, ['table']), tableShape);
    const fragment = merged(objectName, engine.envelope(environment), table);
    const metadata = fragment.metadata as Fragment;
    return { expression: asObject(fragment), annotations: Object.keys(metadata.annotations ?? {}) };
  }),
);

/** The annotations that an engine's objects may bear. */
export const annotationsOf = (engine: Engine, environment: EngineEnvironment): readonly string[] =>
  renderings(environment)(engine).annotations;
