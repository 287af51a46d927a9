import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Engine } from '../backends/engine';
import { annotationsOf, type Companions, companionsOf } from '../backends/manifest';
import { judgeNamespace, judgeObjectName, kubernetesName } from '../backends/names';
import { must, taken } from '../schema/given';
import { errorAt, type Violation } from '../schema/violation';
import type { GlobalSecondaryIndexProps } from '../table/features/global-secondary-indexes';
import type { LocalSecondaryIndexProps } from '../table/features/local-secondary-indexes';
import type { JudgedTable } from '../table/judge';
import type { TableOptions } from '../table/table';
import { Backend } from './backend';
import type { Declaration } from './declared';
import { Environment } from './environment';
import { judgeOptions } from './judge-options';
import { judgeMetadata, judgePlace, soundMetadata } from './metadata';
import type { TableProps } from './table';

/** What a program gives for a table, as it is when the table is declared. */
export interface GivenTable extends Pick<Declaration, 'environment' | 'tableName' | 'name'> {
  readonly backend: Backend | undefined;
  readonly options: TableOptions;
  readonly metadata: ApiObjectMetadata;
  /** Why nothing of it is read; empty if it is. */
  readonly unread: readonly Violation[];
  /** What is of another kind than the types say: programs in JavaScript give such. */
  readonly misused: readonly Violation[];
}

export function givenTable(scope: Construct, givenProps: TableProps): GivenTable {
  const [props, unread] = taken(givenProps ?? null, 'props');
  const { backend, environment, metadata: givenMetadata, ...options } = props;
  const known = environment instanceof Environment ? environment : Environment.of(scope);
  const metadata = soundMetadata(givenMetadata);
  const tableName = typeof options.tableName === 'string' ? options.tableName : '';
  return {
    backend: backend instanceof Backend ? backend : Backend.of(scope),
    environment: known,
    options,
    tableName: `${known?.tableNamePrefix ?? ''}${tableName}`,
    metadata,
    name: metadata.name ?? kubernetesName(tableName),
    unread,
    misused: misuseOf(props),
  };
}

const misuseOf = ({ backend, environment, metadata }: TableProps): readonly Violation[] => [
  ...must(backend instanceof Backend, ['backend'], backend, 'a Backend, such as Backend.ack()'),
  ...must(environment instanceof Environment, ['environment'], environment, 'an Environment'),
  ...judgeMetadata(metadata),
];

/** The kind of object that a table becomes, also where no engine is known. */
export const engineOf = (backend: Backend | undefined) => backend?.engine ?? unknownEngine;

const unknownEngine: Pick<Engine, 'apiVersion' | 'kind' | 'clusterScoped'> = { apiVersion: 'v1', kind: 'Unknown' };

/** Indexes that were added to a table after it was declared. */
export interface AddedIndexes {
  readonly localSecondaryIndexes: LocalSecondaryIndexProps[];
  readonly globalSecondaryIndexes: GlobalSecondaryIndexProps[];
}

/** The table is undefined, too, where it belongs nowhere. */
export interface JudgedGiven extends JudgedTable {
  /** What comes to be beside it, whoever writes that. */
  readonly companions: Companions;
}

/** A table with the indexes that were added, and everything that is wrong with it and with its object. */
export function judgeGiven(given: GivenTable, added: AddedIndexes, object: ApiObject): JudgedGiven {
  const { backend, environment, misused, unread } = given;
  if (unread.length > 0) return { companions: {}, violations: unread };
  const { table, violations } = judgeOptions(optionsOf(given, added), environment, backend?.engine);
  if (!backend || !environment)
    return {
      companions: {},
      violations: [...misused, ...missing(backend, environment), ...judgePlace(object), ...violations],
    };
  const { engine } = backend;
  const companions = table ? companionsOf(engine, table, given.name, environment.forEngines) : {};
  return {
    table,
    companions,
    violations: [
      ...misused,
      ...judgePlace(object),
      ...(engine.clusterScoped ? judgeNamespace(given.metadata.namespace, 'metadata.namespace', engine) : []),
      ...violations,
      // a derived name that is wrong is a mere consequence of the table's
      ...(given.metadata.name === undefined && violations.some(({ path }) => path[0] === 'tableName')
        ? []
        : judgeObjectName(given.name, String(given.options.tableName), 'metadata.name', engine, companions)),
    ],
  };
}

const missing = (backend: Backend | undefined, environment: Environment | undefined): readonly Violation[] => [
  ...(backend ? [] : [required('backend', 'Give it, or call applyTo of a Backend with the chart, before the table.')]),
  ...(environment
    ? []
    : [required('environment', 'Give it, or call applyTo of an Environment with the chart, before the table.')]),
];

const required = (name: string, fix: string): Violation => errorAt([name], 'is missing', fix);

const optionsOf = ({ options }: GivenTable, added: AddedIndexes): TableOptions => ({
  ...options,
  localSecondaryIndexes: extended(options.localSecondaryIndexes, added.localSecondaryIndexes),
  globalSecondaryIndexes: extended(options.globalSecondaryIndexes, added.globalSecondaryIndexes),
});

/** What is no list is left as it is, to be refused. */
function extended<T>(given: readonly T[] | undefined, added: readonly T[]): readonly T[] | undefined {
  if (added.length === 0) return given;
  if (given === undefined) return added;
  return Array.isArray(given) ? [...given, ...added] : given;
}

/** Annotations that the engine takes from the props, whoever gave them, and when. */
export function judgeAnnotations({ backend, environment }: GivenTable, { metadata }: ApiObject): readonly Violation[] {
  if (!backend || !environment) return [];
  // biome-ignore lint/complexity/useLiteralKeys: cdk8s keeps it private, and has no other way to ask
  const given = metadata['annotations'];
  return annotationsOf(backend.engine, environment.forEngines)
    .filter(key => Object.hasOwn(given, key))
    .map(key =>
      errorAt(
        ['metadata', 'annotations', key],
        'is written from the props of the table',
        'Say it with the props, such as region, removalPolicy and managementPolicy.',
      ),
    );
}
