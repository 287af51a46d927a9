export { Backend, type CrossplaneOptions, CrossplaneProviderVersion } from './constructs/backend';
export { Credentials, Environment, type EnvironmentProps } from './constructs/environment';
export { Table, type TableProps } from './constructs/table';
export { GitOpsApp, type GitOpsAppProps } from './gitops/app';
export { TextFile, type TextFileProps } from './gitops/text-file';
export type { ControllerPolicyOptions } from './iam/controller';
export type { GrantOptions, ITable } from './iam/grants';
export type { Action, PolicyDocument, PolicyStatement } from './iam/policy';
export { TablePromise, type TablePromiseProps } from './kratix/promise';
export { TableResourceGraph } from './kro/resource-graph-definition';
export {
  Application,
  type ApplicationComponent,
  type ApplicationProps,
  type ApplicationTableOptions,
  type ApplicationTrait,
} from './kubevela/application';
export { TableDefinitions, type TableDefinitionsProps } from './kubevela/definitions';
export type { BackupProps } from './table/features/backup';
export {
  Billing,
  type BillingProps,
  Capacity,
  type MaxThroughputProps,
  type ProvisionedCapacity,
} from './table/features/billing';
export type { ConnectionOutputProps } from './table/features/connection-output';
export type { DeletionProtectionProps } from './table/features/deletion-protection';
export { type EncryptionProps, type KeyReference, TableEncryptionV2 } from './table/features/encryption';
export type {
  GlobalSecondaryIndexesProps,
  GlobalSecondaryIndexProps,
} from './table/features/global-secondary-indexes';
export type { IdentityProps } from './table/features/identity';
export { ProjectionType, type SecondaryIndexProps } from './table/features/indexes';
export { type Attribute, AttributeType, type KeyProps } from './table/features/keys';
export type {
  LocalSecondaryIndexesProps,
  LocalSecondaryIndexProps,
} from './table/features/local-secondary-indexes';
export { ManagementPolicy, type ManagementProps } from './table/features/management';
export type {
  PointInTimeRecoveryProps,
  PointInTimeRecoverySpecification,
} from './table/features/point-in-time-recovery';
export type { ProviderConfigProps } from './table/features/provider-config';
export { RemovalPolicy, type RetentionProps } from './table/features/retention';
export { type StreamProps, StreamViewType } from './table/features/stream';
export { TableClass, type TableClassProps } from './table/features/table-class';
export type { Tag, TagProps } from './table/features/tags';
export { TimeToLive, type TimeToLiveProps } from './table/features/time-to-live';
export type { WarmThroughput, WarmThroughputProps } from './table/features/warm-throughput';
export type { TableOptions } from './table/table';
