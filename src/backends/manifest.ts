import { evaluate } from '../expression/evaluate';
import { type Expression, viewOf } from '../expression/expression';
import { asObject, type Fragment, merged } from '../expression/fragment';
import { objectNameRoot } from '../interfaces/interface';
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
  const { metadata, spec } = evaluate(rendering(engine, environment).expression, {
    values: { table, [objectNameRoot]: name },
  }) as unknown as Manifest;
  return { apiVersion: engine.apiVersion, kind: engine.kind, metadata, spec };
}

const fragments = new Map<
  string,
  { readonly expression: Expression<unknown>; readonly annotations: readonly string[] }
>();

/** The same for every table, so it is built once. */
function rendering(engine: Engine, environment: EngineEnvironment) {
  const key = JSON.stringify([engine.name, environment]);
  let known = fragments.get(key);
  if (!known) {
    const fragment = merged(
      objectName,
      engine.envelope(environment),
      engine.fragment(viewOf(tableShape, ['table']), tableShape),
    );
    const metadata = fragment.metadata as Fragment;
    known = { expression: asObject(fragment), annotations: Object.keys(metadata.annotations ?? {}) };
    fragments.set(key, known);
  }
  return known;
}

/** The annotations that an engine's objects may bear. */
export const annotationsOf = (engine: Engine, environment: EngineEnvironment): readonly string[] =>
  rendering(engine, environment).annotations;
