// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a tag that looks like a template is one of the rows
import {
  attribute,
  type BadTable,
  index,
  indexes,
  key,
  localIndex,
  localIndexes,
  many,
  type Parameters,
  units,
  x,
} from './good-tables';

/** What is changed, what KubeVela says of it in a component, and what the API server says by a CRD's schema. */
type Row = readonly [what: string, change: Parameters, component: RegExp | undefined, schema: RegExp];

const rows: readonly Row[] = [
  ['an empty table name', { tableName: '' }, /tableName: invalid value "" \(out of bound/, /at least 3 chars/],
  ['a table name with a blank', { tableName: 'my orders' }, /tableName: must have 3 to 255 characters/, /should match/],
  [
    'a table name of 256 characters',
    { tableName: x(256) },
    /tableName: must have 3 to 255 characters/,
    /Too long: may not be more than 255/,
  ],
  ['a number for a table name', { tableName: 42 }, /tableName: conflicting values 42 and string/, /expected string/],
  ['no table name', { tableName: undefined }, /tableName: incomplete value/, /ame: Required value/],
  ['a region that is none', { region: 'mars' }, /region: invalid value "mars"/, /should match/],
  ['no region', { region: undefined }, /region: incomplete value/, /spec\.region: Required value/],
  [
    'attribute type X',
    { attributeDefinitions: [attribute('id', 'X')] },
    /ype: conflicting values "S" and "X"/,
    /Unsupported value: "X"/,
  ],
  [
    'an attribute without a type',
    { attributeDefinitions: [{ attributeName: 'id' }] },
    /ype: (incomplete|field is required|undefined)/,
    /ype: Required value/,
  ],
  [
    'an empty attribute name',
    { attributeDefinitions: [attribute('')], keySchema: [key('')] },
    /MinRunes\(1\)/,
    /at least 1 chars/,
  ],
  [
    'an attribute name of 256 characters',
    { attributeDefinitions: [attribute(x(256))], keySchema: [key(x(256))] },
    /MaxRunes\(255\)/,
    /Too long: may not be more than 255/,
  ],
  [
    'no attribute',
    { attributeDefinitions: [] },
    /attributeDefinitions must have 1 to 167 elements/,
    /attributeDefinitions in body should have at least 1 items/,
  ],
  [
    'no attribute definitions',
    { attributeDefinitions: undefined },
    /attributeDefinitions must have 1 to 167 elements/,
    /attributeDefinitions: Required value/,
  ],
  [
    '168 attributes',
    { attributeDefinitions: many(168, at => attribute(`a${at}`)), keySchema: [key('a0')] },
    /attributeDefinitions must have 1 to 167 elements/,
    /at most 167 items/,
  ],
  [
    'key type SORT',
    { keySchema: [key('id', 'SORT')] },
    /keyType: conflicting values "HASH" and "SORT"/,
    /Unsupported value: "SORT"/,
  ],
  [
    'an empty key',
    { keySchema: [] },
    /keySchema must have 1 to 2 elements/,
    /keySchema in body should have at least 1 items/,
  ],
  ['no key', { keySchema: undefined }, /keySchema must have 1 to 2 elements/, /keySchema: Required value/],
  [
    'a key of three attributes',
    {
      attributeDefinitions: many(3, at => attribute(`a${at}`)),
      keySchema: many(3, at => key(`a${at}`, at === 0 ? 'HASH' : 'RANGE')),
    },
    /keySchema must have 1 to 2 elements/,
    /keySchema: Too many: 3: must have at most 2/,
  ],
  [
    'billing mode FREE',
    { billingMode: 'FREE' },
    /billingMode: conflicting values "PROVISIONED" and "FREE"/,
    /Unsupported value: "FREE"/,
  ],
  [
    'no read units',
    units(0),
    /readCapacity(Units)?: invalid value 0 \(out of bound >=1\)/,
    /greater than or equal to 1/,
  ],
  [
    'negative write units',
    units(1, -1),
    /writeCapacity(Units)?: invalid value -1 \(out of bound >=1\)/,
    /greater than or equal to 1/,
  ],
  ['half a unit', units(1.5), /mismatched types float and int/, /must be of type int/],
  ['units as text', units('5'), /mismatched types string and int/, /expected numeric/],
  [
    'read units without write units',
    { billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 1 } },
    /writeCapacity(Units)?: (incomplete|field is required|undefined)/,
    /writeCapacity(Units)?: Required value/,
  ],
  [
    'an empty time to live attribute',
    { ttlEnabled: true, ttlAttributeName: '' },
    /ttlAttributeName: invalid value "" .*MinRunes\(1\)/,
    /ttlAttributeName in body should be at least 1 chars/,
  ],
  [
    'a time to live attribute of 256 characters',
    { ttlEnabled: true, ttlAttributeName: x(256) },
    /MaxRunes\(255\)/,
    /ttlAttributeName: Too long: may not be more than 255/,
  ],
  [
    'text for a flag',
    { ttlEnabled: 'yes', ttlAttributeName: 'ttl' },
    /ttlEnabled: conflicting values "yes" and bool/,
    /expected boolean/,
  ],
  [
    'view type ALL',
    { streamEnabled: true, streamViewType: 'ALL' },
    /streamViewType: .*"ALL"/,
    /streamViewType: Unsupported value: "ALL"/,
  ],
  [
    '21 indexes',
    indexes(...many(21, at => index({ indexName: `index-${at}` }))),
    /globalSecondaryIndexes must have at most 20 elements/,
    /globalSecondaryIndexes: Too many: 21: must have at most 20/,
  ],
  [
    'six local indexes',
    localIndexes(...many(6, at => localIndex({ indexName: `index-${at}` }))),
    /localSecondaryIndexes must have at most 5 elements/,
    /localSecondaryIndexes: Too many: 6: must have at most 5/,
  ],
  [
    'a local index without a sort key',
    localIndexes(localIndex({ keySchema: [key('id')] })),
    /localSecondaryIndexes\[\]\.keySchema must have exactly 2 elements/,
    /keySchema in body should have at least 2 items/,
  ],
  [
    'an index name of 2 characters',
    indexes(index({ indexName: 'ab' })),
    /indexName: invalid value "ab" .*MinRunes\(3\)/,
    /indexName in body should be at least 3 chars/,
  ],
  [
    'an index name of 256 characters',
    indexes(index({ indexName: x(256) })),
    /MaxRunes\(255\)/,
    /indexName: Too long: may not be more than 255/,
  ],
  [
    'an index name with a blank',
    indexes(index({ indexName: 'by email' })),
    /indexName: invalid value "by email" \(out of bound/,
    /indexName in body should match/,
  ],
  [
    'an index without a name',
    indexes(index({ indexName: undefined })),
    /indexName: (incomplete|field is required|undefined)/,
    /indexName: Required value/,
  ],
  [
    'an index without a key',
    indexes(index({ keySchema: [] })),
    /globalSecondaryIndexes\[\]\.keySchema must have 1 to 8 elements/,
    /keySchema in body should have at least 1 items/,
  ],
  [
    'an index key of nine attributes',
    indexes(index({ keySchema: many(9, at => key(`a${at}`)) })),
    /globalSecondaryIndexes\[\]\.keySchema must have 1 to 8 elements/,
    /keySchema: Too many: 9/,
  ],
  // CUE takes a record without required members as given: the component makes it {}, which means ALL
  ['an index without a projection', indexes(index({ projection: undefined })), undefined, /projection: Required value/],
  [
    'projection type SOME',
    indexes(index({ projection: { projectionType: 'SOME' } })),
    /projectionType: conflicting values "ALL" and "SOME"/,
    /Unsupported value: "SOME"/,
  ],
  [
    '21 included attributes',
    indexes(index({ projection: { projectionType: 'INCLUDE', nonKeyAttributes: many(21, at => `a${at}`) } })),
    /projection\.nonKeyAttributes must have at most 20 elements/,
    /nonKeyAttributes: Too many: 21/,
  ],
  [
    'an empty included attribute',
    indexes(index({ projection: { projectionType: 'INCLUDE', nonKeyAttributes: [''] } })),
    /nonKeyAttributes\.0: invalid value "" .*MinRunes\(1\)/,
    /nonKeyAttributes\[0\] in body should be at least 1 chars/,
  ],
  [
    'an index with no units',
    {
      ...units(1),
      ...indexes(index({ provisionedThroughput: { readCapacityUnits: 0, writeCapacityUnits: 1 } })),
    },
    /readCapacityUnits: invalid value 0/,
    /provisionedThroughput\.readCapacityUnits in body should be greater than or equal to 1/,
  ],
  [
    '51 tags',
    { tags: many(51, at => ({ key: `k${at}`, value: '' })) },
    /tags must have at most 50 elements/,
    /tags: Too many: 51/,
  ],
  [
    'an empty tag key',
    { tags: [{ key: '', value: 'a' }] },
    /tags\.0\.key: invalid value "" .*MinRunes\(1\)/,
    /tags\[0\]\.key in body should be at least 1 chars/,
  ],
  [
    'a tag key of 129 characters',
    { tags: [{ key: x(129), value: 'a' }] },
    /MaxRunes\(128\)/,
    /key: Too long: may not be more than 128/,
  ],
  [
    'a tag value of 257 characters',
    { tags: [{ key: 'a', value: x(257) }] },
    /MaxRunes\(256\)/,
    /value: Too long: may not be more than 256/,
  ],
  [
    'a tag key like a template of kro',
    { tags: [{ key: '${schema.spec.region}', value: 'a' }] },
    /tags\.0\.key: invalid value .*out of bound/,
    /tags\[0\]\.key in body should match/,
  ],
  [
    'a tag value like a template of CUE',
    { tags: [{ key: 'a', value: '\\(context.name)' }] },
    /tags\.0\.value: invalid value .*out of bound/,
    /tags\[0\]\.value in body should match/,
  ],
  [
    'deletion policy keep',
    { deletionPolicy: 'keep' },
    /deletionPolicy: conflicting values "retain" and "keep"/,
    /Unsupported value: "keep"/,
  ],
  [
    "management policy Observe, Crossplane's own",
    { managementPolicy: 'Observe' },
    /managementPolicy: .*"Observe"/,
    /managementPolicy: Unsupported value: "Observe"/,
  ],
];

/** Bounds and enums of single fields. */
export const bounds: readonly BadTable[] = rows.map(([what, change, component, schema]) => ({
  what,
  change,
  component,
  schema,
}));

const unknown: readonly (readonly [what: string, change: Parameters])[] = [
  ['bilingMode', { bilingMode: 'PAY_PER_REQUEST' }],
  ['attributeTyp of an attribute', { attributeDefinitions: [attribute('id', 'S', { attributeTyp: 'S' })] }],
  ['keyTyp of a key', { keySchema: [key('id', 'HASH', { keyTyp: 'HASH' })] }],
  [
    'readUnits of the throughput',
    {
      billingMode: 'PROVISIONED',
      provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1, readUnits: 1 },
    },
  ],
  ['indexNam of an index', indexes(index({ indexNam: 'a' }))],
  ["keyTyp of an index's key", indexes(index({ keySchema: [key('email', 'HASH', { keyTyp: 'HASH' })] }))],
  ['projectionTyp of a projection', indexes(index({ projection: { projectionTyp: 'ALL' } }))],
  [
    "readUnits of an index's throughput",
    {
      ...units(1),
      ...indexes(index({ provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1, readUnits: 1 } })),
    },
  ],
  ['vlaue of a tag', { tags: [{ key: 'a', value: 'b', vlaue: 'c' }] }],
];

/** A misspelt parameter at each level: the first word names it. */
export const misspelt: readonly BadTable[] = unknown.map(([what, change]) => {
  const [parameter] = what.split(' ');
  return {
    what,
    change,
    component: new RegExp(`\\.${parameter}: field not allowed`),
    schema: new RegExp(`\\.${parameter}: field not declared in schema`),
  };
});

const keyArn = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';
const asked: readonly (readonly [what: string, change: Parameters, rule: string])[] = [
  ['ttlEnabled alone', { ttlEnabled: true }, 'ttlEnabled needs ttlAttributeName'],
  ['ttlEnabled false alone', { ttlEnabled: false }, 'ttlEnabled needs ttlAttributeName'],
  ['ttlAttributeName alone', { ttlAttributeName: 'ttl' }, 'ttlAttributeName needs ttlEnabled'],
  [
    'a recovery period, which ACK has not',
    { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 },
    'recoveryPeriodInDays: cannot be given, because ACK lacks the field',
  ],
  ['a recovery period of what is off', { pointInTimeRecoveryEnabled: false, recoveryPeriodInDays: 7 }, '[P1]'],
  ['a read-only table that is to be deleted', { managementPolicy: 'read-only', deletionPolicy: 'delete' }, '[M1]'],
  ['kmsMasterKeyID alone', { kmsMasterKeyID: keyArn }, 'kmsMasterKeyID needs sseEnabled'],
  ['encryption with AES256', { sseEnabled: true, sseType: 'AES256' }, '[E1]'],
  ['a key of what is off', { sseEnabled: false, kmsMasterKeyID: keyArn }, '[E2]'],
  ['the alias of a key', { sseEnabled: true, kmsMasterKeyID: 'alias/finance' }, '[E3]'],
  ['a key and a reference', { sseEnabled: true, kmsMasterKeyID: keyArn, kmsMasterKeyRef: { name: 'key' } }, '[E4]'],
  ['PROVISIONED with a maximum', { ...units(1), onDemandThroughput: { maxReadRequestUnits: 1 } }, '[C5]'],
  ['a maximum of nothing', { onDemandThroughput: {} }, '[C5-empty]'],
  ['warm throughput, which ACK lacks', { warmThroughput: { readUnitsPerSecond: 12_000 } }, '[unsupported]'],
  ['streamViewType alone', { streamViewType: 'KEYS_ONLY' }, 'streamViewType needs streamEnabled'],
  ['a stream without a view type', { streamEnabled: true }, '[S1]'],
  ['a view type of no stream', { streamEnabled: false, streamViewType: 'KEYS_ONLY' }, '[S1-off]'],
  [
    'two partition keys',
    { attributeDefinitions: [attribute('id'), attribute('at')], keySchema: [key('id'), key('at')] },
    '[K1]',
  ],
  ['a sort key alone', { keySchema: [key('id', 'RANGE')] }, '[K1-partition]'],
  ['one attribute for both keys', { keySchema: [key('id'), key('id', 'RANGE')] }, '[K3]'],
  ['a key that is not defined', { keySchema: [key('di')] }, '[K7]'],
  ['an attribute defined twice', { attributeDefinitions: [attribute('id'), attribute('id', 'N')] }, '[K9]'],
  ['an unused attribute', { attributeDefinitions: [attribute('id'), attribute('at')] }, '[K8]'],
  ['PROVISIONED without units', { billingMode: 'PROVISIONED' }, '[C2]'],
  ['PAY_PER_REQUEST with units', { ...units(1), billingMode: 'PAY_PER_REQUEST' }, '[C4]'],
  ['PROVISIONED with an index without units', { ...units(1), ...indexes(index()) }, '[C2-index]'],
  [
    'PAY_PER_REQUEST with an index with units',
    indexes(index({ provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 } })),
    '[C4-index]',
  ],
  ['time to live on a key that is no number', { ttlEnabled: true, ttlAttributeName: 'id' }, '[T2]'],
  ['two indexes of one name', indexes(index(), index()), '[N6]'],
  ['an index of a sort key alone', indexes(index({ keySchema: [key('email', 'RANGE')] })), '[K1-index]'],
  [
    'an index of five partition keys',
    indexes(index({ keySchema: many(5, at => key(at === 0 ? 'email' : `a${at}`)) })),
    '[K4]',
  ],
  [
    'one attribute for both keys of an index',
    indexes(index({ keySchema: [key('email'), key('email', 'RANGE')] })),
    '[K3-index]',
  ],
  [
    'an index key that is not defined',
    indexes(index(), index({ indexName: 'byMail', keySchema: [key('mail')] })),
    '[K7-index]',
  ],
  ['INCLUDE without attributes', indexes(index({ projection: { projectionType: 'INCLUDE' } })), '[I6]'],
  [
    'attributes without INCLUDE',
    indexes(index({ projection: { projectionType: 'ALL', nonKeyAttributes: ['a'] } })),
    '[I7]',
  ],
  ['attributes without a projection type', indexes(index({ projection: { nonKeyAttributes: ['a'] } })), '[I7]'],
  [
    'an attribute included twice',
    indexes(index({ projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['a', 'a'] } })),
    '[I9]',
  ],
  ['two local indexes of one name', localIndexes(localIndex(), localIndex()), '[N6-local]'],
  [
    'a local and a global index of one name',
    { ...localIndexes(localIndex()), globalSecondaryIndexes: [index({ indexName: 'inMail' })] },
    '[N6-both]',
  ],
  ['a local index without a sort key of the table', { ...localIndexes(localIndex()), keySchema: [key('id')] }, '[I3]'],
  [
    'a local index of another partition',
    localIndexes(localIndex({ keySchema: [key('at'), key('email', 'RANGE')] })),
    '[I4]',
  ],
  [
    'a local index of two partition keys',
    localIndexes(localIndex({ keySchema: [key('id'), key('email')] })),
    '[K1-local]',
  ],
  [
    'one attribute for both keys of a local index',
    localIndexes(localIndex({ keySchema: [key('id'), key('id', 'RANGE')] })),
    '[K3-index-local]',
  ],
  [
    'a local index key that is not defined',
    localIndexes(localIndex({ keySchema: [key('id'), key('mail', 'RANGE')] })),
    '[K7-index-local]',
  ],
  [
    'a local index with INCLUDE without attributes',
    localIndexes(localIndex({ projection: { projectionType: 'INCLUDE' } })),
    '[I6-local]',
  ],
  [
    'a local index with attributes without INCLUDE',
    localIndexes(localIndex({ projection: { projectionType: 'ALL', nonKeyAttributes: ['a'] } })),
    '[I7-local]',
  ],
  [
    'an attribute included twice in a local index',
    localIndexes(localIndex({ projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['a', 'a'] } })),
    '[I9-local]',
  ],
  ['a tag of AWS', { tags: [{ key: 'aWs:a', value: '' }] }, '[G4]'],
  [
    'a tag twice',
    {
      tags: [
        { key: 'a', value: '' },
        { key: 'a', value: 'b' },
      ],
    },
    '[G4-twice]',
  ],
  ["a tag of the engines' own", { tags: [{ key: 'kro.run/a', value: '' }] }, '[G5]'],
  ['more tags than ACK leaves', { tags: many(47, at => ({ key: `k${at}`, value: '' })) }, '[G1]'],
];

/** Parameters that need each other, and DynamoDB's and the engines' rules. */
export const rules: readonly BadTable[] = asked.map(([what, change, rule]) => ({ what, change, rule }));

/** Rules that a trait could still satisfy, so that a component which has traits does not ask them. */
export const mendedByTraits = ['[K8]', '[C2]', '[C4]', '[C2-index]', '[C4-index]'];
