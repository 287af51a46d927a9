import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { type Manifest, manifestOf } from '../backends/manifest';
import { judgeName } from '../backends/names';
import { type GrantOptions, type ITable, TableReference } from '../iam/grants';
import type { PolicyDocument } from '../iam/policy';
import { check } from '../schema/check';
import { membersOf } from '../schema/given';
import { snapshot } from '../schema/snapshot';
import { isError, nameText, printable, valueText, violationText } from '../schema/violation';
import type { GlobalSecondaryIndexProps } from '../table/features/global-secondary-indexes';
import { identityFields } from '../table/features/identity';
import type { SecondaryIndexProps } from '../table/features/indexes';
import type { LocalSecondaryIndexProps } from '../table/features/local-secondary-indexes';
import type { TableOptions } from '../table/table';
import type { Backend } from './backend';
import { type Declaration, declare } from './declared';
import { Environment } from './environment';
import {
  type AddedIndexes,
  engineOf,
  type GivenTable,
  givenTable,
  type JudgedGiven,
  judgeAnnotations,
  judgeGiven,
} from './given-table';
import { claim } from './ownership';
import { demandConstruct } from './scoped';
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

interface Judged extends JudgedGiven {
  readonly indexes: number;
}

/**
 * A DynamoDB table: the object of one engine that provides it.
 *
 * Everything that is wrong with it is an error at synth, all at once; nothing is dropped.
 */
export class Table extends Construct implements ITable {
  /**
   * A table that is declared elsewhere, in the scope's environment. Its indexes are not known, so no policy has them.
   *
   * @param tableName the whole name in AWS, prefix included: none is added
   */
  static fromTableName(scope: Construct, id: string, tableName: string): ITable {
    demandConstruct('Table.fromTableName', scope);
    const wrong = check(tableName, identityFields.tableName, ['tableName']).map(violationText);
    scope.node.addValidation({ validate: () => wrong.map(problem => `${nameText(id)}: ${problem}`) });
    const name = typeof tableName === 'string' ? tableName : '';
    const called = `Table ${printable(scope.node.path)}/${nameText(id)}`;
    return new TableReference(called, name, () => Environment.of(scope) ?? {});
  }

  readonly tableName: string;
  /** The engine that provides the table; undefined if none was given, which is an error at synth. */
  readonly backend: Backend | undefined;
  /** The object that is emitted; what the engine needs beside it are children of the table. */
  readonly apiObject: ApiObject;

  private readonly reference: TableReference;
  private readonly given: GivenTable;
  private readonly addedIndexes: AddedIndexes = { localSecondaryIndexes: [], globalSecondaryIndexes: [] };
  private judged?: Judged;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    this.given = givenTable(this, props);
    const { backend, environment, tableName, options, metadata, name } = this.given;
    this.backend = backend;
    this.tableName = tableName;
    const { apiVersion, kind, clusterScoped } = engineOf(backend);
    this.apiObject = new TableObject(this, 'Resource', {
      apiVersion,
      kind,
      clusterScoped,
      // an impossible one is told of as that: it is to name no file besides
      metadata: { ...metadata, name: judgeName(name, '', 'metadata.name').length === 0 ? name : undefined },
      manifest: () => this.manifest(),
    });
    this.addCompanions();
    const declaration: Declaration = {
      construct: this,
      path: this.node.path,
      options,
      tableName,
      engine: backend?.engine,
      environment,
      name,
      namespace: this.apiObject.metadata.namespace,
      companions: this.judge().companions,
      table: () => this.judge().table,
    };
    const rivals = claim(declaration, engineOf(backend));
    this.node.addValidation({ validate: () => [...this.errors(), ...rivals] });
    this.reference = declare(declaration);
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
    this.addedIndexes.globalSecondaryIndexes.push(this.furtherIndex('addGlobalSecondaryIndex', index));
  }

  /** Adds an index with the table's partition key; a table has at most 5, and they are made with it. */
  addLocalSecondaryIndex(index: LocalSecondaryIndexProps): void {
    this.addedIndexes.localSecondaryIndexes.push(this.furtherIndex('addLocalSecondaryIndex', index));
  }

  private furtherIndex<I extends SecondaryIndexProps>(method: string, given: I): I {
    const index = snapshot(given);
    if (!this.reference.lacksFurtherIndexes) return index;
    const problem = `${method}: ${valueText(membersOf(index).indexName)} came after a grant, whose policy lacks it. Add indexes before you grant.`;
    this.node.addValidation({ validate: () => [problem] });
    return index;
  }

  /** What an engine does not make itself beside its object is made here. */
  private addCompanions(): void {
    if (this.backend?.engine.makes) return;
    const { namespace } = this.apiObject.metadata;
    for (const [id, object] of Object.entries(this.judge().companions))
      new TableObject(this, id, {
        ...object,
        metadata: { namespace, labels: this.given.metadata.labels, name: object.metadata.name },
        manifest: () => this.judge().companions[id],
      });
  }

  private errors(): readonly string[] {
    const violations = [...this.judge().violations, ...judgeAnnotations(this.given, this.apiObject)];
    return violations.length === 0 ? [] : tell(this.node.path, violations, this.given.environment);
  }

  /** Made when it is asked for: kept, it would hold the memory of a large app. */
  private manifest(): Manifest | undefined {
    const { table, violations } = this.judge();
    if (!table || violations.some(isError)) return undefined;
    // there is no table without an engine and an environment
    return manifestOf(this.backend!.engine, table, this.given.name, this.given.environment!.forEngines);
  }

  /** Once for every state of the table, however often the app is validated. */
  private judge(): Judged {
    const { localSecondaryIndexes, globalSecondaryIndexes } = this.addedIndexes;
    const indexes = localSecondaryIndexes.length + globalSecondaryIndexes.length;
    if (this.judged?.indexes !== indexes)
      this.judged = { indexes, ...judgeGiven(this.given, this.addedIndexes, this.apiObject) };
    return this.judged;
  }
}
