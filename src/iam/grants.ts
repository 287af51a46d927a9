import { demand } from '../schema/given';
import { Mistake } from '../schema/mistake';
import { flag, optional, record } from '../schema/shape';
import type { TableSpec } from '../table/table';
import { tableArn } from './arn';
import { allowKey, keyAllActions, keyReadActions } from './key';
import { type Action, allow, type PolicyDocument, policyOf } from './policy';

// AWS CDK's aws-dynamodb/lib/perms.js, in its order
const readActions: readonly Action[] = [
  'dynamodb:BatchGetItem',
  'dynamodb:Query',
  'dynamodb:GetItem',
  'dynamodb:Scan',
  'dynamodb:ConditionCheckItem',
];
const writeActions: readonly Action[] = [
  'dynamodb:BatchWriteItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
];
const readRecords: readonly Action[] = ['dynamodb:GetRecords', 'dynamodb:GetShardIterator'];

/** The only ones of these that reach an index: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
const indexActions: readonly Action[] = ['dynamodb:Query', 'dynamodb:Scan'];

/** How much a grant gives. */
export interface GrantOptions {
  /**
   * Each action only on what it applies to, and indexes by name. AWS CDK grants every action on the table and on every
   * index, and reading of streams on both, where it has no effect.
   * @default false - AWS CDK's statements
   */
  readonly leastPrivilege?: boolean;
}

const grantOptions = record('GrantOptions', { leastPrivilege: optional(flag('how little')) });

/** A DynamoDB table, declared here or elsewhere. Ask for grants when its indexes are there: one that comes later is an error. */
export interface ITable {
  /** The name of the table in AWS, prefix included. */
  readonly tableName: string;
  /**
   * The ARN of the table, with `*` for an account that the environment does not name.
   * @throws if no environment says which region
   */
  readonly tableArn: string;
  /** A policy for reading items, in the table and its indexes. */
  grantReadData(options?: GrantOptions): PolicyDocument;
  /** A policy for writing items. */
  grantWriteData(options?: GrantOptions): PolicyDocument;
  /** A policy for reading and writing items. */
  grantReadWriteData(options?: GrantOptions): PolicyDocument;
  /**
   * A policy for reading the table's stream. AWS makes the last part of its ARN, so any stream of the table is meant.
   * With `leastPrivilege` it is without `ListStreams`, which AWS allows on `*` alone.
   * @throws if the table is declared here without a stream
   */
  grantStreamRead(options?: GrantOptions): PolicyDocument;
}

/** What a policy takes of a table. */
export interface GrantedTable {
  readonly region?: string | undefined;
  readonly accountId?: string | undefined;
  /** Undefined if the table is declared elsewhere, or wrongly. */
  readonly table?: TableSpec | undefined;
}

/** A table by its name, and what is known of it when a policy is asked for. */
export class TableReference implements ITable {
  /** Whether a policy was given that names the indexes so far, or none: it would lack a further one. */
  lacksFurtherIndexes = false;

  /** @param called what errors call it */
  constructor(
    private readonly called: string,
    readonly tableName: string,
    private readonly known: () => GrantedTable,
  ) {}

  get tableArn(): string {
    return this.addressed().arn;
  }

  grantReadData(options?: GrantOptions): PolicyDocument {
    return this.granted('grantReadData', readActions, readRecords, keyReadActions, options);
  }

  grantWriteData(options?: GrantOptions): PolicyDocument {
    return this.granted('grantWriteData', writeActions, [], keyAllActions, options);
  }

  grantReadWriteData(options?: GrantOptions): PolicyDocument {
    return this.granted('grantReadWriteData', [...readActions, ...writeActions], readRecords, keyAllActions, options);
  }

  grantStreamRead(options?: GrantOptions): PolicyDocument {
    const leastPrivilege = this.isLeast('grantStreamRead', options);
    const { arn, table, accountId } = this.addressed();
    if (table && !table.streamSpecification?.streamEnabled)
      throw new Mistake(`${this.called}: has no stream to be read. Give the table dynamoStream.`);
    const streams = [`${arn}/stream/*`];
    return policyOf([
      ...(leastPrivilege ? [] : [allow(['dynamodb:ListStreams'], streams)]),
      ...(table ? allowKey(keyReadActions, table, accountId, leastPrivilege) : []),
      allow(['dynamodb:DescribeStream', ...readRecords], streams),
    ]);
  }

  /** @param records what AWS CDK grants beside, though it reaches neither table nor index */
  private granted(
    method: string,
    data: readonly Action[],
    records: readonly Action[],
    ofKey: readonly Action[],
    options: GrantOptions | undefined,
  ): PolicyDocument {
    const leastPrivilege = this.isLeast(method, options);
    const { arn, table, accountId } = this.addressed();
    const key = table ? allowKey(ofKey, table, accountId, leastPrivilege) : [];
    const indexes = [...(table?.localSecondaryIndexes ?? []), ...(table?.globalSecondaryIndexes ?? [])].map(
      ({ indexName }) => `${arn}/index/${indexName}`,
    );
    if (leastPrivilege || indexes.length === 0) this.lacksFurtherIndexes = true;
    const actions: readonly Action[] = [...data, 'dynamodb:DescribeTable'];
    if (leastPrivilege) {
      const ofIndexes = actions.filter(action => indexActions.includes(action));
      return policyOf([...key, allow(actions, [arn]), allow(ofIndexes, indexes)]);
    }
    const all = indexes.length > 0 ? [arn, `${arn}/index/*`] : [arn];
    return policyOf([...key, allow(actions, all), allow(records, all)]);
  }

  /** @throws if it is misspelt: the policy would allow more than was meant */
  private isLeast(method: string, options: GrantOptions = {}): boolean {
    return demand(`${this.called}: ${method}`, options, grantOptions).leastPrivilege ?? false;
  }

  private addressed() {
    const { table, region, accountId } = this.known();
    if (typeof region !== 'string')
      throw new Mistake(
        `${this.called}: no region is known, so it has no ARN. Call applyTo of an Environment with the chart, before the table.`,
      );
    return { arn: tableArn({ tableName: this.tableName, region, accountId }), table, accountId };
  }
}
