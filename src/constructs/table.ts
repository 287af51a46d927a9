import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { annotationsOf, type Companions, companionsOf, type Manifest, manifestOf } from '../backends/manifest';
import { judgeName, judgeNamespace, kubernetesName, longestNameWith } from '../backends/names';
import { type GrantOptions, type ITable, TableReference } from '../iam/grants';
import type { PolicyDocument } from '../iam/policy';
import { check } from '../schema/check';
import { isObject } from '../schema/records';
import type { Shape } from '../schema/shape';
import { isError, type Violation, violationText } from '../schema/violation';
import type { GlobalSecondaryIndexProps } from '../table/features/global-secondary-indexes';
import { identityFields } from '../table/features/identity';
import type { LocalSecondaryIndexProps } from '../table/features/local-secondary-indexes';
import { normalise } from '../table/normalise';
import type { TableOptions, TableSpec } from '../table/table';
import { Backend } from './backend';
import { declare } from './declared';
import { Environment } from './environment';
import { judgeMetadata, must } from './metadata';
import { claim, objectOf, rivals, tableOf } from './ownership';
import { dataSnapshot } from './snapshot';
import { TableObject } from './table-object';
import { tell } from './warnings';

/** A table, and the engine and environment that provide it. */
export interface TableProps extends TableOptions {
  /**
   * The engine that provides the table.
   * @default - the backend of the chart or app
   */
  readonly backend?: Backend;
  /**
   * Where the table lives.
   * @default - the environment of the chart or app
   */
  readonly environment?: Environment;
  /**
   * Metadata of the Kubernetes object.
   * @default - its name is the table's, lower-cased, with `-` for `_` and `.`
   */
  readonly metadata?: ApiObjectMetadata;
}

interface Judged {
  readonly indexes: number;
  readonly violations: readonly Violation[];
  readonly table?: TableSpec | undefined;
  /** What comes to be beside it, whoever writes that. */
  readonly companions: Companions;
}

/**
 * A DynamoDB table: the object of one engine that provides it.
 *
 * Everything that is wrong with it is an error at synth, all at once; nothing is dropped.
 */
export class Table extends Construct implements ITable {
  /** A table that is declared elsewhere, in the scope's environment. Its indexes are not known, so no policy has them. */
  static fromTableName(scope: Construct, id: string, tableName: string): ITable {
    const wrong = check(tableName, identityFields.tableName as Shape).map(violationText);
    scope.node.addValidation({ validate: () => wrong.map(problem => `${id}: tableName ${problem}`) });
    return new TableReference(tableName, () => Environment.of(scope) ?? {});
  }

  readonly tableName: string;
  /** The engine that provides the table; undefined if none was given, which is an error at synth. */
  readonly backend: Backend | undefined;
  /** The object that is emitted; what the engine needs beside it are children of the table. */
  readonly apiObject: ApiObject;

  private readonly reference: TableReference;
  private readonly options: TableOptions;
  private readonly isNamed: boolean;
  private readonly misused: readonly Violation[];
  private readonly givenAnnotations: readonly string[];
  private readonly environment: Environment | undefined;
  private readonly addedIndexes = {
    localSecondaryIndexes: [] as LocalSecondaryIndexProps[],
    globalSecondaryIndexes: [] as GlobalSecondaryIndexProps[],
  };
  private judged?: Judged;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    const { backend, environment, metadata: givenMetadata, ...given } = props ?? {};
    const options = dataSnapshot(given) as TableOptions;
    this.options = options;
    this.environment = environment instanceof Environment ? environment : Environment.of(this);
    this.backend = backend instanceof Backend ? backend : Backend.of(this);
    const metadata = isObject(givenMetadata) ? givenMetadata : {};
    const tableName = typeof options.tableName === 'string' ? options.tableName : '';
    this.tableName = `${this.environment?.tableNamePrefix ?? ''}${tableName}`;
    const name = metadata.name ?? kubernetesName(tableName);
    this.isNamed = metadata.name !== undefined;
    const engine = this.backend?.engine ?? { apiVersion: 'v1', kind: 'Unknown', clusterScoped: false };
    const { clusterScoped } = engine;
    this.apiObject = new TableObject(this, 'Resource', {
      apiVersion: engine.apiVersion,
      kind: engine.kind,
      clusterScoped,
      metadata: { ...metadata, name: name === '' ? undefined : name },
      manifest: () => this.manifest(name),
    });
    this.givenAnnotations = Object.keys(metadata.annotations ?? {});
    this.misused = [
      ...misuseOf(props ?? {}),
      ...judgeMetadata(dataSnapshot(givenMetadata), this.apiObject),
      ...(clusterScoped ? judgeNamespace(metadata.namespace, 'metadata.namespace', engine) : []),
    ];
    const { namespace } = this.apiObject.metadata;
    const companions = Object.entries(this.judge(name).companions);
    const owned = [
      ...tableOf(this.environment, options, this.tableName),
      objectOf(this.environment, engine, namespace, name),
    ].map(what => ({ what, called: `tableName: ${JSON.stringify(this.tableName)}` }));
    for (const [, object] of companions)
      owned.push({
        what: objectOf(this.environment, object, namespace, object.metadata.name),
        called: `the ${object.kind} ${object.metadata.name}`,
      });
    for (const [id, object] of this.backend?.engine.makes ? [] : companions)
      new TableObject(this, id, {
        ...object,
        metadata: { namespace, labels: metadata.labels, name: object.metadata.name },
        manifest: () => this.judge(name).companions[id],
      });
    for (const { what } of owned) claim(this, what);
    this.node.addValidation({ validate: () => this.errors(name, owned) });
    this.reference = declare({
      construct: this,
      namespace,
      tableName: this.tableName,
      engine: this.backend?.engine,
      environment: this.environment,
      region: options.region,
      table: () => this.judge(name).table,
    });
  }

  get tableArn(): string {
    return this.reference.tableArn;
  }

  grantReadData(options?: GrantOptions): PolicyDocument {
    return this.reference.grantReadData(options);
  }

  grantWriteData(options?: GrantOptions): PolicyDocument {
    return this.reference.grantWriteData(options);
  }

  grantReadWriteData(options?: GrantOptions): PolicyDocument {
    return this.reference.grantReadWriteData(options);
  }

  grantStreamRead(options?: GrantOptions): PolicyDocument {
    return this.reference.grantStreamRead(options);
  }

  /** Adds an index with keys of its own; a table has at most 20. */
  addGlobalSecondaryIndex(index: GlobalSecondaryIndexProps): void {
    this.addedIndexes.globalSecondaryIndexes.push(dataSnapshot(index));
  }

  /** Adds an index with the table's partition key; a table has at most 5, and they are made with it. */
  addLocalSecondaryIndex(index: LocalSecondaryIndexProps): void {
    this.addedIndexes.localSecondaryIndexes.push(dataSnapshot(index));
  }

  private errors(name: string, owned: readonly { readonly what: string; readonly called: string }[]): string[] {
    const { violations } = this.judge(name);
    const wrong = violations.length === 0 ? [] : [...tell(this.node.path, violations, this.environment)];
    for (const { what, called } of owned)
      for (const rival of rivals(this, what))
        wrong.push(
          `${called} is declared by ${rival} too, as ${what}. Keep one of them, or give it a name of its own.`,
        );
    return wrong;
  }

  /** Made when it is asked for: kept, it would hold the memory of a large app. */
  private manifest(name: string): Manifest | undefined {
    const { table, violations } = this.judge(name);
    if (!table || violations.some(isError)) return undefined;
    // there is no table without an engine and an environment
    return manifestOf(this.backend!.engine, table, name, this.environment!.forEngines);
  }

  /** Once for every state of the table, however often the app is validated. */
  private judge(name: string) {
    const indexes = Object.values(this.addedIndexes).flat().length;
    if (this.judged?.indexes !== indexes) this.judged = { indexes, ...this.judgeNow(name) };
    return this.judged;
  }

  private judgeNow(name: string): Omit<Judged, 'indexes'> {
    const { backend, environment } = this;
    if (!backend || !environment)
      return { violations: [...this.misused, ...missing(backend, environment)], companions: {} };
    const { region = environment.region, localSecondaryIndexes, globalSecondaryIndexes, ...options } = this.options;
    const { table, violations } = normalise(
      {
        region,
        ...options,
        localSecondaryIndexes: extended(localSecondaryIndexes, this.addedIndexes.localSecondaryIndexes),
        globalSecondaryIndexes: extended(globalSecondaryIndexes, this.addedIndexes.globalSecondaryIndexes),
      },
      environment.tableNamePrefix,
      { rules: backend.engine.rules },
    );
    const { engine } = backend;
    const companions = table ? companionsOf(engine, table, name, environment.forEngines) : {};
    const all = [
      ...this.misused,
      ...violations,
      ...annotationsOf(engine, environment.forEngines)
        .filter(key => this.givenAnnotations.includes(key))
        .map(annotationTaken),
      // a derived name that is wrong is a mere consequence of the table's
      ...(!this.isNamed && violations.some(({ path }) => path[0] === 'tableName')
        ? []
        : judgeName(name, this.tableName, 'metadata.name', longestNameWith(engine.longestName, name, companions))),
    ];
    return {
      violations: all,
      table,
      companions,
    };
  }
}

/** What is no list is left as it is, to be refused. */
const extended = <T>(given: readonly T[] | undefined, added: readonly T[]): readonly T[] =>
  Array.isArray(given) ? [...given, ...added] : (given ?? added);

const missing = (backend: Backend | undefined, environment: Environment | undefined): readonly Violation[] => [
  ...(backend ? [] : [required('backend', 'Give it, or call applyTo of a Backend with the chart, before the table.')]),
  ...(environment
    ? []
    : [required('environment', 'Give it, or call applyTo of an Environment with the chart, before the table.')]),
];

/** Props of another kind than the types say: programs in JavaScript give such. */
const misuseOf = ({ backend, environment }: Partial<TableProps>): readonly Violation[] => [
  ...must(backend instanceof Backend, 'backend', backend, 'a Backend, such as Backend.ack()'),
  ...must(environment instanceof Environment, 'environment', environment, 'an Environment'),
];

const annotationTaken = (key: string): Violation => ({
  path: ['metadata', 'annotations', key],
  value: undefined,
  problem: 'is written from the props of the table',
  fix: 'Say it with the props, such as region, removalPolicy and managementPolicy.',
  severity: 'error',
});

const required = (name: string, fix: string): Violation => ({
  path: [name],
  value: undefined,
  problem: 'is missing',
  fix,
  severity: 'error',
});
