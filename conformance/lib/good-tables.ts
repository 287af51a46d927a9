/** Parameters in the words of the full component, which are those of kro's instance too. */
export interface Parameters {
  readonly [name: string]: unknown;
}

/** A table that is bad in one thing, and what is said of it. */
export interface BadTable {
  readonly what: string;
  /** What is changed in a good table. */
  readonly change: Parameters;
  /** What KubeVela says of a component; undefined where it says nothing. */
  readonly component?: RegExp;
  /** What the API server says by a CRD's schema; undefined where it has to be a rule. */
  readonly schema?: RegExp;
  /** What a rule says, the same at each door. */
  readonly rule?: string;
}

const goodTable: Parameters = {
  tableName: 'orders',
  region: 'eu-west-1',
  attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
  keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
};

export const attribute = (attributeName: string, attributeType = 'S', more: Parameters = {}) => ({
  attributeName,
  attributeType,
  ...more,
});
export const key = (attributeName: string, keyType = 'HASH', more: Parameters = {}) => ({
  attributeName,
  keyType,
  ...more,
});
export const index = (change: Parameters = {}) => ({
  indexName: 'byEmail',
  keySchema: [key('email')],
  projection: { projectionType: 'ALL' },
  ...change,
});
export const indexes = (...all: readonly object[]): Parameters => ({
  attributeDefinitions: [attribute('id'), attribute('email')],
  globalSecondaryIndexes: all,
});
/** An index of the partitions of a table by `id` and `at`. */
export const localIndex = (change: Parameters = {}) =>
  index({ indexName: 'inMail', keySchema: [key('id'), key('email', 'RANGE')], ...change });
export const localIndexes = (...all: readonly object[]): Parameters => ({
  attributeDefinitions: [attribute('id'), attribute('email'), attribute('at')],
  keySchema: [key('id'), key('at', 'RANGE')],
  localSecondaryIndexes: all,
});
export const units = (readCapacityUnits: unknown, writeCapacityUnits: unknown = 1) => ({
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits, writeCapacityUnits },
});
export const many = <T>(count: number, of: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => of(at));
export const x = (count: number) => 'x'.repeat(count);

/** The good twins: what rows change is accepted when it is changed to something right. */
export const goodTables: { readonly [what: string]: Parameters } = {
  minimal: {},
  'every part': {
    attributeDefinitions: [attribute('id'), attribute('at', 'N'), attribute('email', 'B')],
    keySchema: [key('id'), key('at', 'RANGE')],
    ...units(5, 2),
    ttlEnabled: true,
    ttlAttributeName: 'expiresAt',
    localSecondaryIndexes: [localIndex()],
    globalSecondaryIndexes: [
      index({
        keySchema: [key('email'), key('id', 'RANGE')],
        projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['total', 'state'] },
        provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
      }),
      index({
        indexName: 'byTime',
        keySchema: [key('at'), key('id'), key('email', 'RANGE')],
        projection: {},
        provisionedThroughput: { readCapacityUnits: 3, writeCapacityUnits: 4 },
      }),
    ],
    pointInTimeRecoveryEnabled: true,
    sseEnabled: true,
    sseType: 'KMS',
    kmsMasterKeyID: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd',
    streamEnabled: true,
    streamViewType: 'NEW_AND_OLD_IMAGES',
    tags: [{ key: 'team', value: 'shop' }],
    deletionPolicy: 'delete',
  },
  adopted: { managementPolicy: 'adopt', deletionProtectionEnabled: false, pointInTimeRecoveryEnabled: false },
  'read-only': { managementPolicy: 'read-only' },
  // what rules cost at most when the server runs them, too: keys and names as many and as long as they may be
  'every limit reached': {
    tableName: x(239),
    attributeDefinitions: many(47, at => attribute(`${x(253)}${10 + at}`)),
    keySchema: [key(`${x(253)}10`), key(`${x(253)}11`, 'RANGE')],
    ttlEnabled: false,
    ttlAttributeName: x(255),
    localSecondaryIndexes: many(5, at =>
      index({
        indexName: `${x(252)}${200 + at}`,
        keySchema: [key(`${x(253)}10`), key(`${x(253)}${52 + at}`, 'RANGE')],
        projection: { projectionType: 'INCLUDE', nonKeyAttributes: [`${x(254)}${at}`] },
      }),
    ),
    globalSecondaryIndexes: many(20, at =>
      index({
        indexName: `${x(252)}${100 + at}`,
        keySchema: [key(`${x(253)}${12 + 2 * at}`), key(`${x(253)}${13 + 2 * at}`, 'RANGE')],
        projection: { projectionType: 'INCLUDE', nonKeyAttributes: many(at < 15 ? 5 : 4, i => `${x(254)}${i}`) },
      }),
    ),
    onDemandThroughput: { maxReadRequestUnits: 1, maxWriteRequestUnits: 1 },
    sseEnabled: true,
    kmsMasterKeyRef: { name: x(253), namespace: x(63) },
    tags: many(46, at => ({ key: `${x(125)}${100 + at}`, value: x(256) })),
  },
};

/** A good table with a change; what is changed to undefined is left out. */
export function changed(change: Parameters): Parameters {
  return Object.fromEntries(Object.entries({ ...goodTable, ...change }).filter(([, value]) => value !== undefined));
}

/** The same in the words of `aws-dynamodb-kratix`. */
export function inKratixWords(parameters: Parameters): Parameters {
  const { attributeDefinitions, provisionedThroughput, ...rest } = parameters;
  return {
    ...rest,
    ...(attributeDefinitions === undefined
      ? {}
      : { attributeDefinitions: (attributeDefinitions as Parameters[]).map(each => renamed(each, attributeNames)) }),
    ...(provisionedThroughput === undefined
      ? {}
      : { provisioned: renamed(provisionedThroughput as Parameters, unitNames) }),
  };
}

/** The same as the spec of a request. */
export const asRequest = (parameters: Parameters): Parameters =>
  renamed(inKratixWords(parameters), { tableName: 'name' });

const attributeNames = { attributeName: 'name', attributeType: 'type' };
const unitNames = { readCapacityUnits: 'readCapacity', writeCapacityUnits: 'writeCapacity' };

const renamed = (parameters: Parameters, names: { readonly [name: string]: string }): Parameters =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [names[name] ?? name, value]));

/** Whether a change is about parameters that `aws-dynamodb-xp` has. */
export const isMinimal = ({ change }: { readonly change: Parameters }): boolean =>
  Object.keys(change).every(name =>
    [
      'tableName',
      'region',
      'attributeDefinitions',
      'keySchema',
      'tags',
      'deletionPolicy',
      'managementPolicy',
      'bilingMode',
    ].includes(name),
  );
