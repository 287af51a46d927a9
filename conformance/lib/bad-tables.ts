// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a tag that looks like a template is one of the rows

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

export const goodTable: Parameters = {
  tableName: 'orders',
  region: 'eu-west-1',
  attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
  keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
};

const attribute = (attributeName: string, attributeType = 'S', more: Parameters = {}) => ({
  attributeName,
  attributeType,
  ...more,
});
const key = (attributeName: string, keyType = 'HASH', more: Parameters = {}) => ({ attributeName, keyType, ...more });
const index = (change: Parameters = {}) => ({
  indexName: 'byEmail',
  keySchema: [key('email')],
  projection: { projectionType: 'ALL' },
  ...change,
});
const indexes = (...all: readonly object[]): Parameters => ({
  attributeDefinitions: [attribute('id'), attribute('email')],
  globalSecondaryIndexes: all,
});
const units = (readCapacityUnits: unknown, writeCapacityUnits: unknown = 1) => ({
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits, writeCapacityUnits },
});
const many = <T>(count: number, of: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => of(at));
const x = (count: number) => 'x'.repeat(count);

/** The good twins: what rows change is accepted when it is changed to something right. */
export const goodTables: { readonly [what: string]: Parameters } = {
  minimal: {},
  'every part': {
    attributeDefinitions: [attribute('id'), attribute('at', 'N'), attribute('email', 'B')],
    keySchema: [key('id'), key('at', 'RANGE')],
    ...units(5, 2),
    ttlEnabled: true,
    ttlAttributeName: 'expiresAt',
    globalSecondaryIndexes: [
      index({
        keySchema: [key('email'), key('id', 'RANGE')],
        projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['total', 'state'] },
        provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
      }),
      index({
        indexName: 'byTime',
        keySchema: [key('at')],
        projection: {},
        provisionedThroughput: { readCapacityUnits: 3, writeCapacityUnits: 4 },
      }),
    ],
    tags: [{ key: 'team', value: 'shop' }],
    deletionPolicy: 'delete',
  },
  // what rules cost at most when the server runs them, too: keys and names as many and as long as they may be
  'every limit reached': {
    tableName: x(239),
    attributeDefinitions: many(42, at => attribute(`${x(253)}${10 + at}`)),
    keySchema: [key(`${x(253)}10`), key(`${x(253)}11`, 'RANGE')],
    ttlEnabled: false,
    ttlAttributeName: x(255),
    globalSecondaryIndexes: many(20, at =>
      index({
        indexName: `${x(252)}${100 + at}`,
        keySchema: [key(`${x(253)}${12 + 2 * at}`), key(`${x(253)}${13 + 2 * at}`, 'RANGE')],
        projection: { projectionType: 'INCLUDE', nonKeyAttributes: many(5, i => `${x(254)}${i}`) },
      }),
    ),
    tags: many(46, at => ({ key: `${x(125)}${100 + at}`, value: x(256) })),
  },
};

/** Bounds and enums of single fields. */
export const bounds: readonly BadTable[] = [
  {
    what: 'an empty table name',
    component: /tableName: invalid value "" \(out of bound/,
    schema: /at least 3 chars/,
    change: { tableName: '' },
  },
  {
    what: 'a table name with a blank',
    component: /tableName: must have 3 to 255 characters/,
    schema: /should match/,
    change: { tableName: 'my orders' },
  },
  {
    what: 'a table name of 256 characters',
    component: /tableName: must have 3 to 255 characters/,
    schema: /Too long: may not be more than 255/,
    change: { tableName: x(256) },
  },
  {
    what: 'a number for a table name',
    component: /tableName: conflicting values 42 and string/,
    schema: /expected string/,
    change: { tableName: 42 },
  },
  {
    what: 'no table name',
    component: /tableName: incomplete value string/,
    schema: /ame: Required value/,
    change: { tableName: undefined },
  },
  {
    what: 'a region that is none',
    component: /region: invalid value "mars"/,
    schema: /should match/,
    change: { region: 'mars' },
  },
  {
    what: 'no region',
    component: /region: incomplete value string/,
    schema: /spec\.region: Required value/,
    change: { region: undefined },
  },
  {
    what: 'attribute type X',
    component: /ype: conflicting values "S" and "X"/,
    schema: /Unsupported value: "X"/,
    change: { attributeDefinitions: [attribute('id', 'X')] },
  },
  {
    what: 'an attribute without a type',
    component: /ype: (incomplete|field is required|undefined)/,
    schema: /ype: Required value/,
    change: { attributeDefinitions: [{ attributeName: 'id' }] },
  },
  {
    what: 'an empty attribute name',
    component: /MinRunes\(1\)/,
    schema: /at least 1 chars/,
    change: { attributeDefinitions: [attribute('')], keySchema: [key('')] },
  },
  {
    what: 'an attribute name of 256 characters',
    component: /MaxRunes\(255\)/,
    schema: /Too long: may not be more than 255/,
    change: { attributeDefinitions: [attribute(x(256))], keySchema: [key(x(256))] },
  },
  {
    what: 'no attribute',
    component: /attributeDefinitions must have 1 to 167 elements/,
    schema: /attributeDefinitions in body should have at least 1 items/,
    change: { attributeDefinitions: [] },
  },
  {
    what: 'no attribute definitions',
    component: /attributeDefinitions must have 1 to 167 elements/,
    schema: /attributeDefinitions: Required value/,
    change: { attributeDefinitions: undefined },
  },
  {
    what: '168 attributes',
    component: /attributeDefinitions must have 1 to 167 elements/,
    schema: /at most 167 items/,
    change: { attributeDefinitions: many(168, at => attribute(`a${at}`)), keySchema: [key('a0')] },
  },
  {
    what: 'key type SORT',
    component: /keyType: conflicting values "HASH" and "SORT"/,
    schema: /Unsupported value: "SORT"/,
    change: { keySchema: [key('id', 'SORT')] },
  },
  {
    what: 'an empty key',
    component: /keySchema must have 1 to 2 elements/,
    schema: /keySchema in body should have at least 1 items/,
    change: { keySchema: [] },
  },
  {
    what: 'no key',
    component: /keySchema must have 1 to 2 elements/,
    schema: /keySchema: Required value/,
    change: { keySchema: undefined },
  },
  {
    what: 'a key of three attributes',
    component: /keySchema must have 1 to 2 elements/,
    schema: /keySchema: Too many: 3: must have at most 2/,
    change: {
      attributeDefinitions: many(3, at => attribute(`a${at}`)),
      keySchema: many(3, at => key(`a${at}`, at === 0 ? 'HASH' : 'RANGE')),
    },
  },
  {
    what: 'billing mode FREE',
    component: /billingMode: conflicting values "PROVISIONED" and "FREE"/,
    schema: /Unsupported value: "FREE"/,
    change: { billingMode: 'FREE' },
  },
  {
    what: 'no read units',
    component: /readCapacity(Units)?: invalid value 0 \(out of bound >=1\)/,
    schema: /greater than or equal to 1/,
    change: units(0),
  },
  {
    what: 'negative write units',
    component: /writeCapacity(Units)?: invalid value -1 \(out of bound >=1\)/,
    schema: /greater than or equal to 1/,
    change: units(1, -1),
  },
  {
    what: 'half a unit',
    component: /mismatched types float and int/,
    schema: /must be of type int/,
    change: units(1.5),
  },
  {
    what: 'units as text',
    component: /mismatched types string and int/,
    schema: /expected numeric/,
    change: units('5'),
  },
  {
    what: 'read units without write units',
    component: /writeCapacity(Units)?: (incomplete|field is required|undefined)/,
    schema: /writeCapacity(Units)?: Required value/,
    change: { billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 1 } },
  },
  {
    what: 'an empty time to live attribute',
    component: /ttlAttributeName: invalid value "" .*MinRunes\(1\)/,
    schema: /ttlAttributeName in body should be at least 1 chars/,
    change: { ttlEnabled: true, ttlAttributeName: '' },
  },
  {
    what: 'a time to live attribute of 256 characters',
    component: /MaxRunes\(255\)/,
    schema: /ttlAttributeName: Too long: may not be more than 255/,
    change: { ttlEnabled: true, ttlAttributeName: x(256) },
  },
  {
    what: 'text for a flag',
    component: /ttlEnabled: conflicting values "yes" and bool/,
    schema: /expected boolean/,
    change: { ttlEnabled: 'yes', ttlAttributeName: 'ttl' },
  },
  {
    what: '21 indexes',
    component: /globalSecondaryIndexes must have at most 20 elements/,
    schema: /globalSecondaryIndexes: Too many: 21: must have at most 20/,
    change: indexes(...many(21, at => index({ indexName: `index-${at}` }))),
  },
  {
    what: 'an index name of 2 characters',
    component: /indexName: invalid value "ab" .*MinRunes\(3\)/,
    schema: /indexName in body should be at least 3 chars/,
    change: indexes(index({ indexName: 'ab' })),
  },
  {
    what: 'an index name of 256 characters',
    component: /MaxRunes\(255\)/,
    schema: /indexName: Too long: may not be more than 255/,
    change: indexes(index({ indexName: x(256) })),
  },
  {
    what: 'an index name with a blank',
    component: /indexName: invalid value "by email" \(out of bound/,
    schema: /indexName in body should match/,
    change: indexes(index({ indexName: 'by email' })),
  },
  {
    what: 'an index without a name',
    component: /indexName: (incomplete|field is required|undefined)/,
    schema: /indexName: Required value/,
    change: indexes(index({ indexName: undefined })),
  },
  {
    what: 'an index without a key',
    component: /globalSecondaryIndexes\[\]\.keySchema must have 1 to 2 elements/,
    schema: /keySchema in body should have at least 1 items/,
    change: indexes(index({ keySchema: [] })),
  },
  {
    what: 'an index key of three attributes',
    component: /globalSecondaryIndexes\[\]\.keySchema must have 1 to 2 elements/,
    schema: /keySchema: Too many: 3/,
    change: indexes(index({ keySchema: [key('email'), key('id', 'RANGE'), key('id', 'RANGE')] })),
  },
  // CUE takes a record without required members as given: the component makes it {}, which means ALL
  {
    what: 'an index without a projection',
    schema: /projection: Required value/,
    change: indexes(index({ projection: undefined })),
  },
  {
    what: 'projection type SOME',
    component: /projectionType: conflicting values "ALL" and "SOME"/,
    schema: /Unsupported value: "SOME"/,
    change: indexes(index({ projection: { projectionType: 'SOME' } })),
  },
  {
    what: '21 included attributes',
    component: /projection\.nonKeyAttributes must have at most 20 elements/,
    schema: /nonKeyAttributes: Too many: 21/,
    change: indexes(index({ projection: { projectionType: 'INCLUDE', nonKeyAttributes: many(21, at => `a${at}`) } })),
  },
  {
    what: 'an empty included attribute',
    component: /nonKeyAttributes\.0: invalid value "" .*MinRunes\(1\)/,
    schema: /nonKeyAttributes\[0\] in body should be at least 1 chars/,
    change: indexes(index({ projection: { projectionType: 'INCLUDE', nonKeyAttributes: [''] } })),
  },
  {
    what: 'an index with no units',
    component: /readCapacityUnits: invalid value 0/,
    schema: /provisionedThroughput\.readCapacityUnits in body should be greater than or equal to 1/,
    change: {
      ...units(1),
      ...indexes(index({ provisionedThroughput: { readCapacityUnits: 0, writeCapacityUnits: 1 } })),
    },
  },
  {
    what: '51 tags',
    component: /tags must have at most 50 elements/,
    schema: /tags: Too many: 51/,
    change: { tags: many(51, at => ({ key: `k${at}`, value: '' })) },
  },
  {
    what: 'an empty tag key',
    component: /tags\.0\.key: invalid value "" .*MinRunes\(1\)/,
    schema: /tags\[0\]\.key in body should be at least 1 chars/,
    change: { tags: [{ key: '', value: 'a' }] },
  },
  {
    what: 'a tag key of 129 characters',
    component: /MaxRunes\(128\)/,
    schema: /key: Too long: may not be more than 128/,
    change: { tags: [{ key: x(129), value: 'a' }] },
  },
  {
    what: 'a tag value of 257 characters',
    component: /MaxRunes\(256\)/,
    schema: /value: Too long: may not be more than 256/,
    change: { tags: [{ key: 'a', value: x(257) }] },
  },
  {
    what: 'a tag key like a template of kro',
    component: /tags\.0\.key: invalid value .*out of bound/,
    schema: /tags\[0\]\.key in body should match/,
    change: { tags: [{ key: '${schema.spec.region}', value: 'a' }] },
  },
  {
    what: 'a tag value like a template of CUE',
    component: /tags\.0\.value: invalid value .*out of bound/,
    schema: /tags\[0\]\.value in body should match/,
    change: { tags: [{ key: 'a', value: '\\(context.name)' }] },
  },
  {
    what: 'deletion policy keep',
    component: /deletionPolicy: conflicting values "retain" and "keep"/,
    schema: /Unsupported value: "keep"/,
    change: { deletionPolicy: 'keep' },
  },
];

/** A misspelt parameter at each level. */
export const misspelt: readonly BadTable[] = [
  {
    what: 'bilingMode',
    component: /bilingMode: field not allowed/,
    schema: /bilingMode: field not declared in schema/,
    change: { bilingMode: 'PAY_PER_REQUEST' },
  },
  {
    what: 'attributeTyp of an attribute',
    component: /attributeTyp: field not allowed/,
    schema: /attributeTyp: field not declared in schema/,
    change: { attributeDefinitions: [attribute('id', 'S', { attributeTyp: 'S' })] },
  },
  {
    what: 'keyTyp of a key',
    component: /keyTyp: field not allowed/,
    schema: /keyTyp: field not declared in schema/,
    change: { keySchema: [key('id', 'HASH', { keyTyp: 'HASH' })] },
  },
  {
    what: 'readUnits of the throughput',
    component: /readUnits: field not allowed/,
    schema: /readUnits: field not declared in schema/,
    change: {
      billingMode: 'PROVISIONED',
      provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1, readUnits: 1 },
    },
  },
  {
    what: 'indexNam of an index',
    component: /indexNam: field not allowed/,
    schema: /indexNam: field not declared in schema/,
    change: indexes(index({ indexNam: 'a' })),
  },
  {
    what: "keyTyp of an index's key",
    component: /keyTyp: field not allowed/,
    schema: /keyTyp: field not declared in schema/,
    change: indexes(index({ keySchema: [key('email', 'HASH', { keyTyp: 'HASH' })] })),
  },
  {
    what: 'projectionTyp of a projection',
    component: /projectionTyp: field not allowed/,
    schema: /projectionTyp: field not declared in schema/,
    change: indexes(index({ projection: { projectionTyp: 'ALL' } })),
  },
  {
    what: "readUnits of an index's throughput",
    component: /readUnits: field not allowed/,
    schema: /readUnits: field not declared in schema/,
    change: {
      ...units(1),
      ...indexes(index({ provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1, readUnits: 1 } })),
    },
  },
  {
    what: 'vlaue of a tag',
    component: /vlaue: field not allowed/,
    schema: /vlaue: field not declared in schema/,
    change: { tags: [{ key: 'a', value: 'b', vlaue: 'c' }] },
  },
];

/** Parameters that need each other, and DynamoDB's and the engines' rules. */
export const rules: readonly BadTable[] = [
  { what: 'ttlEnabled alone', change: { ttlEnabled: true }, rule: 'ttlEnabled needs ttlAttributeName' },
  { what: 'ttlEnabled false alone', change: { ttlEnabled: false }, rule: 'ttlEnabled needs ttlAttributeName' },
  { what: 'ttlAttributeName alone', change: { ttlAttributeName: 'ttl' }, rule: 'ttlAttributeName needs ttlEnabled' },
  {
    what: 'two partition keys',
    change: { attributeDefinitions: [attribute('id'), attribute('at')], keySchema: [key('id'), key('at')] },
    rule: '[K1]',
  },
  { what: 'a sort key alone', change: { keySchema: [key('id', 'RANGE')] }, rule: '[K1-partition]' },
  { what: 'one attribute for both keys', change: { keySchema: [key('id'), key('id', 'RANGE')] }, rule: '[K3]' },
  { what: 'a key that is not defined', change: { keySchema: [key('di')] }, rule: '[K7]' },
  {
    what: 'an attribute defined twice',
    change: { attributeDefinitions: [attribute('id'), attribute('id', 'N')] },
    rule: '[K9]',
  },
  { what: 'an unused attribute', change: { attributeDefinitions: [attribute('id'), attribute('at')] }, rule: '[K8]' },
  { what: 'PROVISIONED without units', change: { billingMode: 'PROVISIONED' }, rule: '[C2]' },
  { what: 'PAY_PER_REQUEST with units', change: { ...units(1), billingMode: 'PAY_PER_REQUEST' }, rule: '[C4]' },
  { what: 'PROVISIONED with an index without units', change: { ...units(1), ...indexes(index()) }, rule: '[C2-index]' },
  {
    what: 'PAY_PER_REQUEST with an index with units',
    change: indexes(index({ provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 } })),
    rule: '[C4-index]',
  },
  {
    what: 'time to live on a key that is no number',
    change: { ttlEnabled: true, ttlAttributeName: 'id' },
    rule: '[T2]',
  },
  { what: 'two indexes of one name', change: indexes(index(), index()), rule: '[N6]' },
  {
    what: 'an index of a sort key alone',
    change: indexes(index({ keySchema: [key('email', 'RANGE')] })),
    rule: '[K1-index]',
  },
  {
    what: 'one attribute for both keys of an index',
    change: indexes(index({ keySchema: [key('email'), key('email', 'RANGE')] })),
    rule: '[K3-index]',
  },
  {
    what: 'an index key that is not defined',
    change: indexes(index(), index({ indexName: 'byMail', keySchema: [key('mail')] })),
    rule: '[K7-index]',
  },
  {
    what: 'INCLUDE without attributes',
    change: indexes(index({ projection: { projectionType: 'INCLUDE' } })),
    rule: '[I6]',
  },
  {
    what: 'attributes without INCLUDE',
    change: indexes(index({ projection: { projectionType: 'ALL', nonKeyAttributes: ['a'] } })),
    rule: '[I7]',
  },
  {
    what: 'attributes without a projection type',
    change: indexes(index({ projection: { nonKeyAttributes: ['a'] } })),
    rule: '[I7]',
  },
  {
    what: 'an attribute included twice',
    change: indexes(index({ projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['a', 'a'] } })),
    rule: '[I9]',
  },
  { what: 'a tag of AWS', change: { tags: [{ key: 'aWs:a', value: '' }] }, rule: '[G4]' },
  {
    what: 'a tag twice',
    change: {
      tags: [
        { key: 'a', value: '' },
        { key: 'a', value: 'b' },
      ],
    },
    rule: '[G4-twice]',
  },
  { what: "a tag of the engines' own", change: { tags: [{ key: 'kro.run/a', value: '' }] }, rule: '[G5]' },
  { what: 'more tags than ACK leaves', change: { tags: many(47, at => ({ key: `k${at}`, value: '' })) }, rule: '[G1]' },
];

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
    ['tableName', 'region', 'attributeDefinitions', 'keySchema', 'tags', 'deletionPolicy', 'bilingMode'].includes(name),
  );
