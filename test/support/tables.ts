// biome-ignore-all lint/suspicious/noTemplateCurlyInString: names that look like templates are what is tested
import fc from 'fast-check';
import type { Engine } from '../../src/backends/engine';
import { check } from '../../src/schema/check';
import { type Shape, text } from '../../src/schema/shape';
import type { Path } from '../../src/schema/violation';
import { Billing, Capacity, type MaxThroughputProps } from '../../src/table/features/billing';
import { TableEncryptionV2 } from '../../src/table/features/encryption';
import type { GlobalSecondaryIndexProps } from '../../src/table/features/global-secondary-indexes';
import { ProjectionType } from '../../src/table/features/indexes';
import { type Attribute, AttributeType } from '../../src/table/features/keys';
import type { LocalSecondaryIndexProps } from '../../src/table/features/local-secondary-indexes';
import { ManagementPolicy } from '../../src/table/features/management';
import type { PointInTimeRecoverySpecification } from '../../src/table/features/point-in-time-recovery';
import { RemovalPolicy } from '../../src/table/features/retention';
import { StreamViewType } from '../../src/table/features/stream';
import { TableClass } from '../../src/table/features/table-class';
import type { Tag } from '../../src/table/features/tags';
import { TimeToLive } from '../../src/table/features/time-to-live';
import type { WarmThroughput } from '../../src/table/features/warm-throughput';
import { judge } from '../../src/table/judge';
import { normalise } from '../../src/table/normalise';
import { partitionOf, regions } from '../../src/table/regions';
import type { TableOptions, TableSpec } from '../../src/table/table';

/** A random table that DynamoDB takes, and every engine but for what it cannot express, in both forms. */
export interface RandomTable {
  /** A Kubernetes name that no other table of the same call has. */
  readonly name: string;
  readonly props: TableOptions;
  /** What `normalise` makes of the props, without a prefix. */
  readonly spec: TableSpec;
}

/** What a table can use, as counted by the equality suite. */
export const features: { readonly [feature: string]: (table: TableSpec) => boolean } = {
  'sort key': ({ keySchema }) => keySchema.length === 2,
  'number key': ({ attributeDefinitions }) => attributeDefinitions.some(a => a.attributeType === 'N'),
  'binary key': ({ attributeDefinitions }) => attributeDefinitions.some(a => a.attributeType === 'B'),
  provisioned: ({ billingMode }) => billingMode === 'PROVISIONED',
  'on-demand maxima': ({ onDemandThroughput }) => onDemandThroughput !== undefined,
  'on-demand maxima of an index': ({ globalSecondaryIndexes = [] }) =>
    globalSecondaryIndexes.some(index => index.onDemandThroughput),
  'warm throughput': ({ warmThroughput }) => warmThroughput !== undefined,
  'warm throughput of an index': ({ globalSecondaryIndexes = [] }) =>
    globalSecondaryIndexes.some(index => index.warmThroughput),
  'time to live': ({ timeToLive }) => timeToLive?.enabled === true,
  'time to live off': ({ timeToLive }) => timeToLive?.enabled === false,
  'local indexes': ({ localSecondaryIndexes }) => localSecondaryIndexes !== undefined,
  'one index': ({ globalSecondaryIndexes = [] }) => globalSecondaryIndexes.length === 1,
  'several indexes': ({ globalSecondaryIndexes = [] }) => globalSecondaryIndexes.length > 1,
  'index sort key': ({ globalSecondaryIndexes = [] }) =>
    globalSecondaryIndexes.some(index => index.keySchema.some(key => key.keyType === 'RANGE')),
  'multi-attribute key': ({ globalSecondaryIndexes = [] }) =>
    globalSecondaryIndexes.some(({ keySchema }) => new Set(keySchema.map(key => key.keyType)).size < keySchema.length),
  'keys only': ({ globalSecondaryIndexes = [] }) =>
    globalSecondaryIndexes.some(index => index.projection.projectionType === 'KEYS_ONLY'),
  included: ({ globalSecondaryIndexes = [] }) =>
    globalSecondaryIndexes.some(index => index.projection.projectionType === 'INCLUDE'),
  'deletion protection': ({ deletionProtectionEnabled }) => deletionProtectionEnabled === true,
  'deletion protection off': ({ deletionProtectionEnabled }) => deletionProtectionEnabled === false,
  'point-in-time recovery': ({ pointInTimeRecoverySpecification: recovery }) =>
    recovery?.pointInTimeRecoveryEnabled === true,
  'point-in-time recovery off': ({ pointInTimeRecoverySpecification: recovery }) =>
    recovery?.pointInTimeRecoveryEnabled === false,
  'recovery period': ({ pointInTimeRecoverySpecification: recovery }) => recovery?.recoveryPeriodInDays !== undefined,
  encryption: ({ sseSpecification }) => sseSpecification?.enabled === true,
  'encryption off': ({ sseSpecification }) => sseSpecification?.enabled === false,
  'customer key': ({ sseSpecification }) => sseSpecification?.kmsMasterKeyID !== undefined,
  'customer key by reference': ({ sseSpecification }) => sseSpecification?.kmsMasterKeyRef !== undefined,
  stream: ({ streamSpecification }) => streamSpecification?.streamEnabled === true,
  'stream off': ({ streamSpecification }) => streamSpecification?.streamEnabled === false,
  backup: ({ backupName }) => backupName !== undefined,
  'connection secret': ({ connectionSecret }) => connectionSecret !== undefined,
  'connection config map': ({ connectionConfigMap }) => connectionConfigMap !== undefined,
  tags: ({ tags }) => tags !== undefined,
  'infrequent access': ({ tableClass }) => tableClass === 'STANDARD_INFREQUENT_ACCESS',
  delete: ({ deletionPolicy }) => deletionPolicy === 'delete',
  adopt: ({ managementPolicy }) => managementPolicy === 'adopt',
  'read-only': ({ managementPolicy }) => managementPolicy === 'read-only',
  'hostile names': ({ attributeDefinitions }) =>
    attributeDefinitions.some(
      a => /[^A-Za-z]/.test(a.attributeName) || Object.hasOwn(Object.prototype, a.attributeName),
    ),
};

/** Features of which a table can have only one. */
const exclusive: readonly (readonly [string, string])[] = [
  ['time to live', 'time to live off'],
  ['one index', 'several indexes'],
  ['deletion protection', 'deletion protection off'],
  ['point-in-time recovery', 'point-in-time recovery off'],
  ['recovery period', 'point-in-time recovery off'],
  ...['encryption', 'customer key', 'customer key by reference'].map(one => ['encryption off', one] as const),
  ['customer key', 'customer key by reference'],
  ['provisioned', 'on-demand maxima'],
  ['provisioned', 'on-demand maxima of an index'],
  ['stream', 'stream off'],
  ['delete', 'read-only'],
  ['backup', 'read-only'],
  ['adopt', 'read-only'],
];

const isExclusive = (a: string, b: string): boolean => exclusive.some(pair => pair.includes(a) && pair.includes(b));

/** Features in fewer than 15 % of the tables, and pairs of features that no table has together. */
export function lacking(specs: readonly TableSpec[]): readonly string[] {
  const names = Object.keys(features);
  const having = new Map(
    names.map(name => [name, new Set(specs.flatMap((spec, i) => (features[name]!(spec) ? [i] : [])))]),
  );
  const rare = names.filter(name => having.get(name)!.size < specs.length * 0.15);
  const apart = names.flatMap((a, i) =>
    names
      .slice(i + 1)
      .flatMap(b =>
        isExclusive(a, b) || [...having.get(a)!].some(at => having.get(b)!.has(at)) ? [] : [`${a} with ${b}`],
      ),
  );
  return [...rare, ...apart];
}

/** Names that a rendering could take for something else. All are valid for DynamoDB and are rendered literally. */
const hostileNames: readonly string[] = [
  ...[
    'parameter',
    'context',
    'output',
    'outputs',
    'patch',
    'template',
    'schema',
    'spec',
    'self',
    'each',
    'index',
    'key',
    'tag',
    'definition',
    'element',
    'other',
    'name',
    'position',
  ],
  ...['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', 'prototype'],
  ...[
    'for',
    'if',
    'in',
    'let',
    'true',
    'false',
    'null',
    'N',
    'n',
    'y',
    'no',
    'on',
    'off',
    '~',
    '',
    '1',
    '-1',
    '1e3',
    '0x1',
    '007',
    '1_000',
    '.inf',
    '2024-01-01',
    '12:30:45',
    '<<',
    '=',
  ].filter(name => name !== ''),
  ...[
    '${schema.spec.region}',
    'a${b}c',
    '${',
    '}',
    '\\(x)',
    '\\(parameter.region)',
    '"\\(x)"',
    '{{x}}',
    '{%x%}',
    '$(x)',
    '`x`',
    '#hash',
    'a #b',
    '// x',
    '/* x',
    "it's",
    'q"uo\'te',
    '"',
    "''",
    '"""',
    '\\',
    '\\\\',
    '\\n',
    '\\u0041',
    'back\\slash',
    'trailing\\',
  ],
  ...[
    ' lead',
    'trail ',
    ' ',
    ':',
    'a: b',
    'a:',
    '- x',
    '-',
    '---',
    '...',
    '? x',
    '&a',
    '*b',
    '!t',
    '!!bool',
    '%TAG',
    '@',
    '|',
    '>',
    ',',
    '[',
    ']',
    '{',
    '[]',
    '{}',
  ],
  ...[
    'a.b',
    'a-b',
    '_x',
    '__x',
    'é漢',
    '😀',
    'e\u0301',
    '\u00a0',
    '\u200b',
    '\u202e',
    'ﷺ',
    '𝒳'.repeat(3),
    'x'.repeat(255),
    '😀'.repeat(60),
  ],
];

const plainNames = ['id', 'userId', 'createdAt', 'email', 'status', 'orderId', 'day', 'tenant', 'expiresAt', 'kind'];
const hostileTableNames = [
  'constructor',
  '__proto__',
  'null',
  'true',
  'Yes',
  'off',
  '007',
  '1e3',
  '1_000',
  '2024-01-01',
  '...',
  '---',
  '.inf',
  '_._',
  'a.B_c-D',
  '-lead',
  'trail-',
  'tenant-atlantis',
];
const tagWords = [
  '',
  'yes',
  'No',
  'on',
  'null',
  'true',
  '1',
  '1e3',
  '0x1F',
  '007',
  '2024-01-01',
  '12:30:45',
  '-',
  '.',
  ':',
  '=',
  '+',
  '/',
  ' ',
  ' lead',
  'trail ',
  'a=b',
  'a: b',
  'a/b',
  'é漢',
  'team+x',
  'x'.repeat(100),
  'toString',
  'name',
];

/** What a table is to use; everything else about it is left to chance. */
interface Plan {
  readonly sortKey: boolean;
  readonly types: readonly AttributeType[];
  readonly provisioned: boolean;
  readonly maxima: MaxThroughputProps | undefined;
  readonly warm: WarmThroughput | undefined;
  readonly timeToLive: 'on' | 'off' | 'none';
  readonly localIndexes: number;
  readonly indexes: number;
  readonly indexSortKey: boolean;
  readonly multiAttributeKey: boolean;
  readonly projections: readonly ProjectionType[];
  readonly deletionProtection: boolean | undefined;
  readonly recovery: boolean | number | undefined;
  readonly encryption: keyof typeof encryptions;
  readonly stream: StreamViewType | 'off' | undefined;
  readonly backup: boolean;
  readonly connectionSecret: boolean;
  readonly connectionConfigMap: boolean;
  readonly tags: boolean;
  readonly infrequentAccess: boolean;
  readonly delete: boolean;
  readonly managementPolicy: ManagementPolicy | undefined;
  readonly hostile: boolean;
}

const sometimes = fc.boolean();

const encryptions = {
  none: () => undefined,
  owned: () => TableEncryptionV2.dynamoOwnedKey(),
  managed: () => TableEncryptionV2.awsManagedKey(),
  key: (region: string) =>
    TableEncryptionV2.customerManagedKey(`arn:${partitionOf(region)}:kms:${region}:123456789012:key/mrk-1234abcd`),
  reference: () => TableEncryptionV2.customerManagedKeyRef('orders-key'),
  'reference elsewhere': () => TableEncryptionV2.customerManagedKeyRef('key.of-orders', 'keys'),
} as const;

const plan: fc.Arbitrary<Plan> = fc.record({
  sortKey: sometimes,
  types: fc.uniqueArray(fc.constantFrom(...Object.values(AttributeType)), { minLength: 1, maxLength: 3 }),
  provisioned: sometimes,
  maxima: fc.constantFrom(
    { maxReadRequestUnits: 1 },
    { maxWriteRequestUnits: 1_000_000 },
    { maxReadRequestUnits: 20, maxWriteRequestUnits: 7 },
    undefined,
  ),
  warm: fc.constantFrom(
    { readUnitsPerSecond: 40_000 },
    { writeUnitsPerSecond: 40_000 },
    { readUnitsPerSecond: 50_000, writeUnitsPerSecond: 1_000_000 },
    undefined,
  ),
  timeToLive: fc.constantFrom('on', 'off', 'none'),
  localIndexes: fc.integer({ min: 0, max: 5 }),
  indexes: fc.oneof(
    { weight: 3, arbitrary: fc.constant(1) },
    { weight: 4, arbitrary: fc.integer({ min: 2, max: 4 }) },
    { weight: 1, arbitrary: fc.constant(20) },
    { weight: 3, arbitrary: fc.constant(0) },
  ),
  indexSortKey: sometimes,
  multiAttributeKey: sometimes,
  projections: fc.uniqueArray(fc.constantFrom(...Object.values(ProjectionType)), { minLength: 1, maxLength: 3 }),
  deletionProtection: fc.constantFrom(true, false, undefined),
  recovery: fc.oneof(fc.constantFrom(true, false, false, undefined), fc.integer({ min: 1, max: 35 })),
  encryption: fc.constantFrom(...(Object.keys(encryptions) as (keyof typeof encryptions)[]), 'owned', 'key'),
  stream: fc.oneof(fc.constantFrom(...Object.values(StreamViewType)), fc.constantFrom('off' as const, undefined)),
  backup: fc.constantFrom(true, true, true, false),
  connectionSecret: sometimes,
  connectionConfigMap: sometimes,
  tags: sometimes,
  infrequentAccess: sometimes,
  delete: sometimes,
  // read-only twice, since such a table is not deleted
  managementPolicy: fc.constantFrom(
    ManagementPolicy.ADOPT,
    ManagementPolicy.READ_ONLY,
    ManagementPolicy.READ_ONLY,
    undefined,
  ),
  hostile: sometimes,
});

const units = fc.oneof(fc.constantFrom(1, 5, 40_000), fc.integer({ min: 1, max: 40_000 })).map(Capacity.fixed);
const plainTableName = fc.stringMatching(/^[a-z][a-z0-9]{2,12}$/);
const anyText = text('any') as Shape;
const hostileTableName = fc
  .oneof(fc.constantFrom(...hostileTableNames), fc.stringMatching(/^[a-zA-Z0-9_.-]{3,60}$/))
  .filter(name => check(name, anyText).length === 0);
const tagList: fc.Arbitrary<readonly Tag[]> = fc.uniqueArray(
  fc.record({ key: fc.constantFrom(...tagWords.filter(word => word !== '')), value: fc.constantFrom(...tagWords) }),
  { minLength: 1, maxLength: 8, selector: tag => tag.key },
);
const recoveryOf = (recovery: boolean | number | undefined): PointInTimeRecoverySpecification | undefined =>
  recovery === undefined
    ? undefined
    : {
        pointInTimeRecoveryEnabled: recovery !== false,
        recoveryPeriodInDays: typeof recovery === 'number' ? recovery : undefined,
      };
/** A name for an object of Kubernetes. */
const objectName = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?([.][a-z0-9]{1,9}){0,2}$/);
const includedNames = (names: readonly string[], many: number) =>
  fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: many > 5 ? 4 : 20 });

/** A key of these attributes, at most four in each part. */
const severalOf = (attributes: readonly Attribute[], sorted: boolean) => {
  const partition = sorted ? Math.ceil(attributes.length / 2) : 4;
  return { partitionKeys: attributes.slice(0, partition), sortKeys: sorted ? attributes.slice(partition) : undefined };
};

/** One table; `prefix` of the index names keeps them apart. */
const propsOf = (asked: Plan): fc.Arbitrary<TableOptions> => {
  const names = asked.hostile ? hostileNames : plainNames;
  const attributes = fc
    .shuffledSubarray([...names], { minLength: 4, maxLength: Math.min(9, names.length) })
    .map(chosen => chosen.map((name, i): Attribute => ({ name, type: asked.types[i % asked.types.length]! })));
  return attributes.chain(([partitionKey, sortKey, ttl, ...others]) => {
    const keys = [partitionKey!, sortKey!, ...others];
    const localIndex = (at: number): fc.Arbitrary<LocalSecondaryIndexProps> =>
      fc
        .record({
          name: asked.hostile ? hostileTableName : plainTableName,
          own: fc.constantFrom(...others, sortKey!),
          included: includedNames(names, 20),
        })
        .map(({ name, own, included }) => {
          const projectionType = asked.projections[at % asked.projections.length]!;
          return {
            indexName: `${name.slice(0, 200)}.local${at}`,
            sortKey: own,
            projectionType,
            nonKeyAttributes: projectionType === ProjectionType.INCLUDE ? included : undefined,
          };
        });
    const index = (at: number): fc.Arbitrary<GlobalSecondaryIndexProps> =>
      fc
        .record({
          own: fc.constantFrom(...others, sortKey!),
          name: asked.hostile ? hostileTableName : plainTableName,
          second: fc.constantFrom(...keys),
          more: fc.shuffledSubarray(keys, { minLength: 2, maxLength: Math.min(8, keys.length) }),
          readCapacity: units,
          writeCapacity: units,
          included: includedNames(names, asked.indexes),
        })
        .map(({ own, name, second, more, readCapacity, writeCapacity, included }) => {
          const projectionType = asked.projections[at % asked.projections.length]!;
          return {
            indexName: at === 0 ? name : `${name.slice(0, 200)}${['.i', '_i', '-i'][at % 3]}${at}`,
            ...(asked.multiAttributeKey
              ? severalOf(more, asked.indexSortKey)
              : { partitionKey: own, sortKey: asked.indexSortKey && second !== own ? second : undefined }),
            projectionType,
            nonKeyAttributes: projectionType === ProjectionType.INCLUDE ? included : undefined,
            readCapacity: asked.provisioned ? readCapacity : undefined,
            writeCapacity: asked.provisioned ? writeCapacity : undefined,
            ...(asked.provisioned ? {} : asked.maxima),
            warmThroughput: asked.warm,
          };
        });
    return fc
      .record({
        tableName: asked.hostile ? hostileTableName : plainTableName,
        region: fc.constantFrom(...regions),
        readCapacity: units,
        writeCapacity: units,
        backupName: hostileTableName,
        objectName,
        tags: tagList,
        localIndexes: fc.tuple(...Array.from({ length: asked.localIndexes }, (_, at) => localIndex(at))),
        indexes: fc.tuple(...Array.from({ length: asked.indexes }, (_, at) => index(at))),
      })
      .map(
        ({ tableName, region, readCapacity, writeCapacity, backupName, objectName, tags, localIndexes, indexes }) => ({
          tableName,
          region,
          partitionKey: partitionKey!,
          sortKey: asked.sortKey ? sortKey : undefined,
          billing: asked.provisioned
            ? Billing.provisioned({ readCapacity, writeCapacity })
            : asked.maxima && Billing.onDemand(asked.maxima),
          warmThroughput: asked.warm,
          timeToLive:
            asked.timeToLive === 'none'
              ? undefined
              : asked.timeToLive === 'on'
                ? TimeToLive.enabled(ttl!.name)
                : TimeToLive.disabled(ttl!.name),
          localSecondaryIndexes: asked.sortKey && localIndexes.length > 0 ? localIndexes : undefined,
          globalSecondaryIndexes: indexes.length > 0 ? indexes : undefined,
          pointInTimeRecoverySpecification: recoveryOf(
            asked.recovery ?? (asked.managementPolicy === ManagementPolicy.ADOPT ? false : undefined),
          ),
          deletionProtection:
            asked.deletionProtection ?? (asked.managementPolicy === ManagementPolicy.ADOPT ? false : undefined),
          encryption: encryptions[asked.encryption](region),
          dynamoStream: asked.stream === 'off' ? undefined : asked.stream,
          streamEnabled: asked.stream === 'off' ? false : undefined,
          backupName: asked.backup && asked.managementPolicy !== ManagementPolicy.READ_ONLY ? backupName : undefined,
          connectionSecretName: asked.connectionSecret ? objectName : undefined,
          connectionConfigMapName: asked.connectionConfigMap ? objectName : undefined,
          tags: asked.tags ? tags : undefined,
          tableClass: asked.infrequentAccess ? TableClass.STANDARD_INFREQUENT_ACCESS : undefined,
          removalPolicy:
            asked.delete && asked.managementPolicy !== ManagementPolicy.READ_ONLY ? RemovalPolicy.DELETE : undefined,
          managementPolicy: asked.managementPolicy,
        }),
      );
  });
};

/** Props of valid tables, for properties; failures shrink to small tables. */
export const tableProps: fc.Arbitrary<TableOptions> = plan.chain(propsOf);

/** The normalised form of valid props. */
export function specOf(props: TableOptions): TableSpec {
  const { table, violations } = normalise(props, '');
  const errors = violations.filter(violation => violation.severity === 'error');
  if (table === undefined || errors.length > 0)
    throw new Error(`not a valid table: ${JSON.stringify({ props, errors })}`);
  return table;
}

/** A table without what an engine cannot express. */
export const expressible = (spec: TableSpec, { rules }: Pick<Engine, 'rules'>): TableSpec =>
  judge(spec, { rules })
    .filter(({ rule }) => rule === 'unsupported')
    .reduce((rest, { path }) => without(rest, path), spec);

function without<T>(part: T, [step, ...rest]: Path): T {
  if (Array.isArray(part)) return part.map((element, at) => (at === step ? without(element, rest) : element)) as T;
  const members = Object.entries(part as object).filter(([name]) => name !== step || rest.length > 0);
  return Object.fromEntries(members.map(([name, inner]) => [name, name === step ? without(inner, rest) : inner])) as T;
}

const unlike = (seed: number, attempt: number): number => (Math.imul(seed, 1_000_003) + attempt) | 0;

/** Names that differ, as AWS wants them and as Kubernetes does. */
function apart(all: readonly TableOptions[]): readonly TableOptions[] {
  const taken = new Set<string>();
  return all.map((props, i) => {
    // a "-" would make the prefix of an environment of a name that is nearly one, a mere number would make a number
    const tableName = taken.has(props.tableName.toLowerCase()) ? `${props.tableName}.x${i}` : props.tableName;
    taken.add(tableName.toLowerCase());
    const own = (name: string | undefined) => (name === undefined ? undefined : `${name}.${i}`);
    return {
      ...props,
      tableName,
      connectionSecretName: own(props.connectionSecretName),
      connectionConfigMapName: own(props.connectionConfigMapName),
    };
  });
}

/**
 * Random tables, the same for the same seed: valid for DynamoDB and, but for what they cannot express, for all four
 * engines, with names of their own.
 * From 50 tables on, every feature is in at least 15 % of them and every pair of features in at least one.
 */
export function tables(seed: number, count: number): readonly RandomTable[] {
  for (let attempt = 0; attempt < 100; attempt++) {
    const all = apart(fc.sample(tableProps, { seed: unlike(seed, attempt), numRuns: count }));
    const specs = all.map(specOf);
    if (count < 50 || lacking(specs).length === 0)
      return all.map((props, i) => ({ name: `table-${i}`, props, spec: specs[i]! }));
  }
  throw new Error('no seed nearby gives every pair of features');
}
