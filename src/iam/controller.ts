import { demand } from '../schema/given';
import { flag, optional, record } from '../schema/shape';
import type { TableSpec } from '../table/table';
import { tableArn } from './arn';
import { allowKey, keyAllActions } from './key';
import { type Action, allow, type PolicyDocument, type PolicyStatement, policyOf } from './policy';

/** What a controller is allowed for the sake of a feature: always, or as its value asks. */
type ActionsFor<V> = readonly Action[] | ((value: V, table: TableSpec) => readonly Action[]);

/** One entry for each feature: leaving one out does not compile. */
export type FeatureActions = { readonly [F in keyof TableSpec]-?: ActionsFor<NonNullable<TableSpec[F]>> };

/** What the controllers of all engines call for every table: ACK's pkg/resource/table, Terraform's service/dynamodb/table.go. */
export const tableActions: readonly Action[] = [
  'dynamodb:CreateTable',
  'dynamodb:DescribeTable',
  'dynamodb:UpdateTable',
  // engines set tags of their own
  'dynamodb:TagResource',
  'dynamodb:UntagResource',
  'dynamodb:ListTagsOfResource',
  // read with each table, whether it has them or not
  'dynamodb:DescribeTimeToLive',
  'dynamodb:DescribeContinuousBackups',
];

/** What CreateTable and UpdateTable cannot say, so that it takes a call of its own. */
const featureActions: FeatureActions = {
  tableName: [],
  region: [],
  attributeDefinitions: [],
  keySchema: [],
  billingMode: [],
  provisionedThroughput: [],
  onDemandThroughput: [],
  warmThroughput: [],
  timeToLive: ['dynamodb:UpdateTimeToLive'],
  localSecondaryIndexes: [],
  globalSecondaryIndexes: [],
  pointInTimeRecoverySpecification: ['dynamodb:UpdateContinuousBackups'],
  // its key has statements of its own
  sseSpecification: [],
  streamSpecification: [],
  deletionProtectionEnabled: [],
  backupName: (_, { deletionPolicy }) => [
    'dynamodb:CreateBackup',
    'dynamodb:DescribeBackup',
    ...(deletionPolicy === 'delete' ? (['dynamodb:DeleteBackup'] as const) : []),
  ],
  connectionSecret: [],
  connectionConfigMap: [],
  tags: [],
  tableClass: [],
  deletionPolicy: policy => (policy === 'delete' ? ['dynamodb:DeleteTable'] : []),
  managementPolicy: [],
  providerConfigRef: [],
};

/** What is asked of a backup and not of its table. */
const ofBackups: ReadonlySet<Action> = new Set(['dynamodb:DescribeBackup', 'dynamodb:DeleteBackup'] as const);

/** How a controller's policy names the tables. */
export interface ControllerPolicyOptions {
  /**
   * Every table with the environment's prefix, declared or not, so that the policy stays as it is when tables are added,
   * and within the 6,144 characters of a managed policy.
   * What one of them needs is allowed on all then, deleting too. Where there is no prefix, tables are named all the same.
   * @default false - the declared tables, one by one
   */
  readonly byPrefix?: boolean;
}

const optionsShape = record('ControllerPolicyOptions', { byPrefix: optional(flag('how tables are named')) });

/** A table that a controller provides. */
export interface ControlledTable {
  readonly table: TableSpec;
  readonly environment: { readonly accountId?: string | undefined; readonly tableNamePrefix: string };
}

/**
 * The least that a controller must be allowed: actions that the same tables need make one statement.
 *
 * @param everyTable what it calls for every table
 */
export function controllerPolicy(
  everyTable: readonly Action[],
  tables: readonly ControlledTable[],
  options: ControllerPolicyOptions = {},
): PolicyDocument {
  const { byPrefix = false } = demand('controllerPolicy', options, optionsShape);
  const needing = new Map<Action, Map<string, string>>();
  for (const { table, environment } of tables) {
    const { accountId, tableNamePrefix } = environment;
    const tableName = byPrefix && tableNamePrefix !== '' ? `${tableNamePrefix}*` : table.tableName;
    const arn = tableArn({ tableName, region: table.region, accountId });
    for (const action of actionsFor(everyTable, table)) {
      const resource = ofBackups.has(action) ? `${arn}/backup/*` : arn;
      needing.set(action, (needing.get(action) ?? new Map()).set(resource, table.region));
    }
  }
  const statements = new Map<string, PolicyStatement>();
  for (const [action, regions] of needing) {
    const Resource = [...regions.keys()].sort();
    const key = Resource.join(' ');
    statements.set(key, {
      ...allow([...(statements.get(key)?.Action ?? []), action], Resource),
      Condition: { StringEquals: { 'aws:RequestedRegion': [...new Set(regions.values())].sort() } },
    });
  }
  const keys = tables.flatMap(({ table, environment }) =>
    isOnlyLookedAt(table) ? [] : allowKey([...keyAllActions, 'kms:CreateGrant'], table, environment.accountId, true),
  );
  return policyOf([...statements.values(), ...new Map(keys.map(key => [JSON.stringify(key), key])).values()]);
}

function actionsFor(everyTable: readonly Action[], table: TableSpec): readonly Action[] {
  const all = [
    ...everyTable,
    ...Object.entries<ActionsFor<never>>(featureActions).flatMap(([feature, actions]) => {
      const value = table[feature as keyof TableSpec];
      if (value === undefined) return [];
      return typeof actions === 'function' ? actions(value as never, table) : actions;
    }),
  ];
  return isOnlyLookedAt(table) ? all.filter(action => looks.test(action)) : all;
}

const isOnlyLookedAt = ({ managementPolicy }: TableSpec): boolean => managementPolicy === 'read-only';

/** Actions that change nothing. */
const looks = /^dynamodb:(Describe|List|Get)/;
