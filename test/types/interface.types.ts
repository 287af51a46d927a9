// Wrong interfaces, and what users write. Compiled by `npm run types`, never run.

import type { createTable } from '../../src/interfaces/create-table';
import type { full } from '../../src/interfaces/full';
import { type Interface, interfaceOf } from '../../src/interfaces/interface';
import { type kratixComponent, kratixRequest } from '../../src/interfaces/kratix';
import type { minimal } from '../../src/interfaces/minimal';
import { fixed, leftOut, orObjectName, same } from '../../src/interfaces/parts';
import {
  type encryptionTrait,
  type globalIndexTrait,
  type localIndexTrait,
  type protectionTrait,
  type provisionedCapacityTrait,
  type streamsTrait,
  ttlTrait,
} from '../../src/interfaces/traits';
import { pick, record } from '../../src/schema/shape';
import { billingFields } from '../../src/table/features/billing';
import { globalSecondaryIndexFields } from '../../src/table/features/global-secondary-indexes';
import { identityFields } from '../../src/table/features/identity';
import { keyFields } from '../../src/table/features/keys';
import { tagFields } from '../../src/table/features/tags';
import { timeToLiveFields } from '../../src/table/features/time-to-live';
import type { TableSpec } from '../../src/table/table';

// a table of some features, so that these definitions need no change for a new one
const shape = record('Table', {
  ...identityFields,
  ...keyFields,
  ...billingFields,
  ...timeToLiveFields,
  ...globalSecondaryIndexFields,
  ...tagFields,
});

const ok = {
  tableName: 'name',
  region: same,
  billingMode: same,
  keySchema: same,
  tags: same,
  globalSecondaryIndexes: same,
  attributeDefinitions: { as: 'attributeDefinitions', items: { attributeName: 'name', attributeType: 'type' } },
  provisionedThroughput: {
    as: 'provisioned',
    members: { readCapacityUnits: 'readCapacity', writeCapacityUnits: 'writeCapacity' },
  },
  timeToLive: { flat: { enabled: 'ttlEnabled', attributeName: 'ttlAttributeName' } },
} as const;
interfaceOf(shape, ok);

// ---- definitions that must not compile

const { tags: _tags, ...without } = ok;
// @ts-expect-error 1: a feature is left out
interfaceOf(shape, without);

const half = { flat: { enabled: 'ttlEnabled' } } as const;
// @ts-expect-error 2: a leaf of a flattened record is left out
interfaceOf(shape, { ...ok, timeToLive: half });

const halfItems = { as: 'a', items: { attributeName: 'name' } } as const;
// @ts-expect-error 3: a leaf of the items is left out
interfaceOf(shape, { ...ok, attributeDefinitions: halfItems });

const halfMembers = { as: 'p', members: { readCapacityUnits: 'r' } } as const;
// @ts-expect-error 4: a leaf of a nested record is left out
interfaceOf(shape, { ...ok, provisionedThroughput: halfMembers });

const misspelt = { flat: { enabeld: 'ttlEnabled', attributeName: 'ttlAttributeName' } } as const;
// @ts-expect-error 5: a leaf is misspelt
interfaceOf(shape, { ...ok, timeToLive: misspelt });

// @ts-expect-error 6: a required part cannot be left out
interfaceOf(shape, { ...ok, region: leftOut('x') });

// @ts-expect-error 7: left out without a reason
interfaceOf(shape, { ...ok, tags: leftOut() });

const itemsOfRecord = { as: 'p', items: { readCapacityUnits: 'r', writeCapacityUnits: 'w' } } as const;
// @ts-expect-error 8: a record has no items
interfaceOf(shape, { ...ok, provisionedThroughput: itemsOfRecord });

// @ts-expect-error 9: a list cannot be flattened
interfaceOf(shape, { ...ok, tags: { flat: { key: 'k', value: 'v' } } });

// @ts-expect-error 10: a scalar cannot be flattened
interfaceOf(shape, { ...ok, region: { flat: {} } });

// @ts-expect-error 11: fixed to a value that it cannot have
interfaceOf(shape, { ...ok, billingMode: fixed('ON_DEMAND') });

// @ts-expect-error 12: the object's name is no billing mode
interfaceOf(shape, { ...ok, billingMode: orObjectName('billingMode') });

const indexWithout = {
  as: 'indexes',
  items: {
    indexName: same,
    keySchema: same,
    projection: leftOut('x'),
    provisionedThroughput: same,
    onDemandThroughput: same,
    warmThroughput: same,
  },
} as const;
// @ts-expect-error 13: a required leaf of the items cannot be left out
interfaceOf(shape, { ...ok, globalSecondaryIndexes: indexWithout });

// @ts-expect-error 14: the table has no such feature
pick(shape, 'timeToLiv');

// ---- what users write

type Written<I> = I extends Interface<infer _T, infer P> ? P : never;
const base = {
  region: 'us-west-2',
  billingMode: 'PROVISIONED',
  keySchema: [],
  attributeDefinitions: [],
  deletionPolicy: 'retain',
} as const;
export const right: Written<typeof kratixRequest> = { ...base, name: 'n', ttlEnabled: true };

// @ts-expect-error 15: a misspelt parameter
export const w15: Written<typeof kratixRequest> = { ...base, name: 'n', ttlEnabeld: true };

// @ts-expect-error 16: a forgotten parameter
export const w16: Written<typeof kratixRequest> = { ...base };

const itsWords = [{ attributeName: 'a', attributeType: 'S' }] as const;
// @ts-expect-error 17: the table's words where the request has its own
export const w17: Written<typeof kratixRequest> = { ...base, name: 'n', attributeDefinitions: itsWords };

const itsUnits = { readCapacityUnits: 1, writeCapacityUnits: 1 } as const;
// @ts-expect-error 18: the table's words in a nested record
export const w18: Written<typeof kratixRequest> = { ...base, name: 'n', provisioned: itsUnits };

// @ts-expect-error 19: a parameter that the interface leaves out
export const w19: Written<typeof minimal> = { ...base, timeToLive: { enabled: true, attributeName: 'a' } };

// @ts-expect-error 20: a wrong value of an enum
export const w20: Written<typeof full> = { ...base, tableName: 'n', billingMode: 'ON_DEMAND' };

// ---- the vocabularies, pinned

/** Types that differ only in optional names are assignable both ways, so names are compared too. */
type Names<T> = T extends readonly (infer I)[]
  ? Names<I>
  : T extends object
    ? { [K in keyof T]-?: [K, undefined extends T[K] ? 'optional' : 'required', Names<NonNullable<T[K]>>] }[keyof T]
    : T;
type Exactly<A, B> = [Names<A>] extends [Names<B>] ? ([Names<B>] extends [Names<A>] ? true : never) : never;

type Type = 'S' | 'N' | 'B';
type KeySchema = readonly { readonly attributeName: string; readonly keyType: 'HASH' | 'RANGE' }[];
type AttributeDefinitions = readonly { readonly attributeName: string; readonly attributeType: Type }[];
interface Throughput {
  readonly readCapacityUnits: number;
  readonly writeCapacityUnits: number;
}
interface LocalIndex {
  readonly indexName: string;
  readonly keySchema: KeySchema;
  readonly projection: {
    readonly projectionType?: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
    readonly nonKeyAttributes?: readonly string[];
  };
}
interface Index extends LocalIndex {
  readonly provisionedThroughput?: Throughput;
  readonly onDemandThroughput?: Maximum;
  readonly warmThroughput?: Warm;
}
type SseType = 'AES256' | 'KMS';
interface KeyReference {
  readonly name: string;
  readonly namespace?: string;
}
interface Maximum {
  readonly maxReadRequestUnits?: number;
  readonly maxWriteRequestUnits?: number;
}
interface Warm {
  readonly readUnitsPerSecond?: number;
  readonly writeUnitsPerSecond?: number;
}
interface ApiWarm {
  readonly ReadUnitsPerSecond?: number;
  readonly WriteUnitsPerSecond?: number;
}
interface ApiMaximum {
  readonly MaxReadRequestUnits?: number;
  readonly MaxWriteRequestUnits?: number;
}
type ViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';
type Tags = readonly { readonly key: string; readonly value: string }[];

interface Everywhere {
  readonly region: string;
  readonly keySchema: KeySchema;
  readonly onDemandThroughput?: Maximum;
  readonly warmThroughput?: Warm;
  readonly deletionProtectionEnabled?: boolean;
  readonly pointInTimeRecoveryEnabled?: boolean;
  readonly recoveryPeriodInDays?: number;
  readonly tags?: Tags;
  readonly tableClass?: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS';
  readonly deletionPolicy: 'retain' | 'delete';
  readonly managementPolicy?: 'adopt' | 'read-only';
}
interface Flat extends Everywhere {
  readonly billingMode: 'PAY_PER_REQUEST' | 'PROVISIONED';
  readonly ttlEnabled?: boolean;
  readonly ttlAttributeName?: string;
  readonly localSecondaryIndexes?: readonly LocalIndex[];
  readonly globalSecondaryIndexes?: readonly Index[];
  readonly sseEnabled?: boolean;
  readonly sseType?: SseType;
  readonly kmsMasterKeyID?: string;
  readonly kmsMasterKeyRef?: KeyReference;
  readonly streamEnabled?: boolean;
  readonly streamViewType?: ViewType;
  readonly backupName?: string;
  readonly writeConnectionSecretToRef?: { readonly name: string };
  readonly writeConnectionConfigMapToRef?: { readonly name: string };
}
interface Requested extends Flat {
  readonly attributeDefinitions: readonly { readonly name: string; readonly type: Type }[];
  readonly provisioned?: { readonly readCapacity: number; readonly writeCapacity: number };
}
interface KratixRequest extends Requested {
  readonly name: string;
}
interface KratixComponent extends Requested {
  readonly tableName: string;
}
interface Full extends Flat {
  readonly tableName: string;
  readonly attributeDefinitions: AttributeDefinitions;
  readonly provisionedThroughput?: Throughput;
}
interface Minimal extends Everywhere {
  readonly tableName?: string;
  readonly attributeDefinitions: AttributeDefinitions;
  readonly providerConfigRef?: { readonly name: string };
}
type ApiKeySchema = readonly { readonly AttributeName: string; readonly KeyType: 'HASH' | 'RANGE' }[];
interface ApiThroughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}
interface ApiLocalIndex {
  readonly IndexName: string;
  readonly KeySchema: ApiKeySchema;
  readonly Projection: {
    readonly ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
    readonly NonKeyAttributes?: readonly string[];
  };
}
interface ApiIndex extends ApiLocalIndex {
  readonly ProvisionedThroughput?: ApiThroughput;
  readonly OnDemandThroughput?: ApiMaximum;
  readonly WarmThroughput?: ApiWarm;
}
interface CreateTable {
  readonly TableName: string;
  readonly Region: string;
  readonly AttributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: Type }[];
  readonly KeySchema: ApiKeySchema;
  readonly BillingMode?: 'PAY_PER_REQUEST' | 'PROVISIONED';
  readonly ProvisionedThroughput?: ApiThroughput;
  readonly OnDemandThroughput?: ApiMaximum;
  readonly WarmThroughput?: ApiWarm;
  readonly TimeToLiveSpecification?: { readonly Enabled: boolean; readonly AttributeName: string };
  readonly LocalSecondaryIndexes?: readonly ApiLocalIndex[];
  readonly GlobalSecondaryIndexes?: readonly ApiIndex[];
  readonly DeletionProtectionEnabled?: boolean;
  readonly PointInTimeRecoverySpecification?: {
    readonly PointInTimeRecoveryEnabled: boolean;
    readonly RecoveryPeriodInDays?: number;
  };
  readonly SSESpecification?: {
    readonly Enabled: boolean;
    readonly SSEType?: SseType;
    readonly KMSMasterKeyId?: string;
    readonly KMSMasterKeyRef?: { readonly Name: string; readonly Namespace?: string };
  };
  readonly StreamSpecification?: { readonly StreamEnabled: boolean; readonly StreamViewType?: ViewType };
  readonly BackupName?: string;
  readonly ConnectionSecret?: { readonly Name: string };
  readonly ConnectionConfigMap?: { readonly Name: string };
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly TableClass?: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS';
  readonly DeletionPolicy: 'retain' | 'delete';
  readonly ManagementPolicy?: 'adopt' | 'read-only';
}

export const pinned: readonly true[] = [
  true satisfies Exactly<Written<typeof kratixRequest>, KratixRequest>,
  true satisfies Exactly<Written<typeof kratixComponent>, KratixComponent>,
  true satisfies Exactly<Written<typeof full>, Full>,
  true satisfies Exactly<Written<typeof minimal>, Minimal>,
  true satisfies Exactly<Written<typeof createTable>, CreateTable>,
  true satisfies Exactly<Written<typeof ttlTrait>, { readonly enabled?: boolean; readonly attributeName?: string }>,
  true satisfies Exactly<Written<typeof streamsTrait>, { readonly enabled?: boolean; readonly viewType?: ViewType }>,
  true satisfies Exactly<
    Written<typeof protectionTrait>,
    {
      readonly deletionProtection?: boolean;
      readonly pointInTimeRecovery?: boolean;
      readonly recoveryPeriodInDays?: number;
    }
  >,
  true satisfies Exactly<
    Written<typeof encryptionTrait>,
    {
      readonly enabled?: boolean;
      readonly sseType?: SseType;
      readonly kmsKeyId?: string;
      readonly kmsKeyRef?: KeyReference;
    }
  >,
  true satisfies Exactly<Written<typeof provisionedCapacityTrait>, Throughput>,
  true satisfies Exactly<Written<typeof localIndexTrait>, { readonly indexes: readonly LocalIndex[] }>,
  true satisfies Exactly<Written<typeof globalIndexTrait>, { readonly indexes: readonly Index[] }>,
];
export const assignable: Interface<TableSpec, KratixRequest> = kratixRequest;

const other = { flat: { enabled: 'ttlEnabeld', attributeName: 'ttlAttributeName' } } as const;
const i20 = interfaceOf(shape, ok);
type Own = Written<typeof i20>;
const i21 = interfaceOf(shape, { ...ok, timeToLive: other });
const i22 = interfaceOf(shape, { ...ok, tags: leftOut('x') });
const i23 = interfaceOf(shape, { ...ok, billingMode: fixed('PROVISIONED') });
// @ts-expect-error 21: a parameter has another name
export const p21: Exactly<Written<typeof i21>, Own> = true;
// @ts-expect-error 22: an optional parameter is lacking
export const p22: Exactly<Written<typeof i22>, Own> = true;
// @ts-expect-error 23: a parameter is fixed
export const p23: Exactly<Written<typeof i23>, Own> = true;

// @ts-expect-error 24: a trait's part of a table is not a whole table
kratixRequest.write(ttlTrait.read('parameter'));

// @ts-expect-error 25: only what is optional can be made required
interfaceOf(shape, { ...ok, keySchema: { as: 'keySchema', required: 'The key.' } });

const leaf = { flat: { enabled: 'ttlEnabled', attributeName: leftOut('x') } } as const;
// @ts-expect-error 26: a required leaf of a flattened record cannot be left out
interfaceOf(shape, { ...ok, timeToLive: leaf });

// @ts-expect-error 27: a default that it cannot have
interfaceOf(shape, { ...ok, billingMode: { as: 'billingMode', default: 'ON_DEMAND' } });

// @ts-expect-error 28: a default for what is optional
interfaceOf(shape, { ...ok, tags: { as: 'tags', default: 'x' } });
