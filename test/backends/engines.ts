import { ack } from '../../src/backends/ack/engine';
import { crossplane } from '../../src/backends/crossplane/engine';
import type { Engine, EngineEnvironment } from '../../src/backends/engine';
import { kratix } from '../../src/backends/kratix/engine';
import { kro } from '../../src/backends/kro/engine';
import { type Companion, companionsOf, manifestOf } from '../../src/backends/manifest';
import type { TableSpec } from '../../src/table/table';

/** What a door that writes manifests writes. */
export const objectsOf = (engine: Engine, table: TableSpec, name: string): readonly Companion[] => [
  manifestOf(engine, table, name, environment),
  ...(engine.makes ? [] : Object.values(companionsOf(engine, table, name, environment))),
];

export const engines: readonly Engine[] = [ack, crossplane, kro, kratix];

export const environment: EngineEnvironment = { providerConfig: { kind: 'ClusterProviderConfig', name: 'default' } };
