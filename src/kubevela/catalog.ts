import { crossplane } from '../backends/crossplane/engine';
import type { Engine } from '../backends/engine';
import { kratix } from '../backends/kratix/engine';
import { kro } from '../backends/kro/engine';
import { full } from '../interfaces/full';
import type { Interface } from '../interfaces/interface';
import { kratixComponent } from '../interfaces/kratix';
import { minimal } from '../interfaces/minimal';
import {
  encryptionTrait,
  globalIndexTrait,
  localIndexTrait,
  protectionTrait,
  provisionedCapacityTrait,
  streamsTrait,
  ttlTrait,
} from '../interfaces/traits';
import type { TableSpec } from '../table/table';

/** A component definition, and the traits that go with it. */
export interface ComponentEntry {
  readonly name: string;
  readonly description: string;
  readonly engine: Engine;
  readonly through: Interface<TableSpec, unknown>;
  readonly traits: readonly TraitEntry[];
}

export interface TraitEntry {
  readonly name: string;
  readonly description: string;
  // biome-ignore lint/suspicious/noExplicitAny: each trait is about features of its own
  readonly through: Interface<any, unknown>;
}

const traits = (engine: 'xp' | 'kro'): readonly TraitEntry[] =>
  [
    { name: 'ttl', description: 'Expiry of items.', through: ttlTrait },
    { name: 'streams', description: 'Changes of items, as a stream.', through: streamsTrait },
    { name: 'protection', description: 'Deletion protection and point-in-time recovery.', through: protectionTrait },
    { name: 'encryption', description: 'Encryption at rest, with a key of KMS.', through: encryptionTrait },
    {
      name: 'provisioned-capacity',
      description: 'Provisioned capacity instead of on-demand.',
      through: provisionedCapacityTrait,
    },
    {
      name: 'local-index',
      description: "Indexes with the table's partition key. The component declares the types of their key attributes.",
      through: localIndexTrait,
    },
    {
      name: 'global-index',
      description: 'Global secondary indexes. The component declares the types of their key attributes.',
      through: globalIndexTrait,
    },
  ].map(trait => ({ ...trait, name: `dynamodb-${trait.name}-${engine}` }));

/** The component for each backend. */
export const components: { readonly [backend: string]: ComponentEntry } = {
  crossplane: {
    name: 'aws-dynamodb-xp',
    description: 'A DynamoDB table through Crossplane; features are added by traits.',
    engine: crossplane,
    through: minimal,
    traits: traits('xp'),
  },
  kro: {
    name: 'aws-dynamodb-kro',
    description: 'A DynamoDB table through kro and ACK; features inline or by traits.',
    engine: kro,
    through: full,
    traits: traits('kro'),
  },
  kratix: {
    name: 'aws-dynamodb-kratix',
    description: 'A DynamoDB table through a Kratix Promise.',
    engine: kratix,
    through: kratixComponent,
    traits: [],
  },
};
