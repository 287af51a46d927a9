import assert from 'node:assert/strict';
import { aws, definitionsDirectory } from '../lib/dist';
import { attribute, changed, index, key, many, type Parameters, x } from '../lib/good-tables';
import { at, type KubernetesObject } from '../lib/objects';
import type { Context, Suite } from '../lib/suite';
import { applicationOf } from '../lib/vela';
import { refusalOf } from '../lib/verdict';

export const suite: Suite = {
  name: 'kubevela-traits',
  title: 'traits in KubeVela itself: what they write, what they win over, what they refuse',
  async run(context) {
    await written(context);
    await winning(context);
    await refused(context);
  },
};

type Engine = 'xp' | 'kro';

interface Trait {
  readonly type:
    | 'dynamodb-ttl'
    | 'dynamodb-streams'
    | 'dynamodb-provisioned-capacity'
    | 'dynamodb-local-index'
    | 'dynamodb-protection'
    | 'dynamodb-encryption'
    | 'dynamodb-global-index';
  readonly properties?: Parameters;
}

const ttl = (properties?: Parameters): Trait => ({ type: 'dynamodb-ttl', properties });
const streams = (properties?: Parameters): Trait => ({ type: 'dynamodb-streams', properties });
const protection = (properties?: Parameters): Trait => ({ type: 'dynamodb-protection', properties });
const encryption = (properties?: Parameters): Trait => ({ type: 'dynamodb-encryption', properties });
const keyArn = 'arn:aws:kms:us-west-2:123456789012:key/1234abcd';
const capacity = (properties?: Parameters): Trait => ({ type: 'dynamodb-provisioned-capacity', properties });
const indexed = (...indexes: readonly object[]): Trait => ({ type: 'dynamodb-global-index', properties: { indexes } });
const indexedLocally = (...indexes: readonly object[]): Trait => ({
  type: 'dynamodb-local-index',
  properties: { indexes },
});

/** A component whose attributes suffice for every index here. */
const base = (given: Parameters) =>
  changed({ attributeDefinitions: [attribute('id'), attribute('email'), attribute('at', 'N')], ...given });

let directory: Promise<string> | undefined;

/** A component with traits: the engine's object, or why it is refused. */
async function render(
  context: Context,
  engine: Engine,
  given: Parameters,
  traits: readonly Trait[],
): Promise<KubernetesObject | string> {
  directory ??= definitionsDirectory(context, aws);
  const component = {
    name: 'orders',
    type: `aws-dynamodb-${engine}`,
    properties: base(given),
    traits: traits.map(({ type, properties }) => ({ type: `${type}-${engine}`, properties })),
  };
  const answer = await (await context.vela()).dryRun(await directory, applicationOf([component]));
  return answer.ok ? answer.value[0]!.object : refusalOf(answer);
}

/** What the features are on an object of either engine. */
const featurePath: Readonly<Record<Engine, readonly string[]>> = { kro: ['spec'], xp: ['spec', 'forProvider'] };
const plain: Readonly<Record<Engine, readonly string[]>> = {
  kro: ['tableName', 'region', 'attributeDefinitions', 'keySchema', 'deletionPolicy'],
  xp: ['region', 'attribute', 'hashKey'],
};

/** Everything beside the names and keys that each table has. */
function featuresOf(engine: Engine, rendered: KubernetesObject | string): Parameters | string {
  if (typeof rendered === 'string') return rendered;
  const all = at(rendered, ...featurePath[engine]) as Parameters;
  return Object.fromEntries(Object.entries(all).filter(([name]) => !plain[engine].includes(name)));
}

const units = (readCapacityUnits: number, writeCapacityUnits: number) => ({ readCapacityUnits, writeCapacityUnits });
const onDemand = { billingMode: 'PAY_PER_REQUEST' };
const fullIndex = index({
  keySchema: [key('email'), key('at', 'RANGE')],
  projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['total'] },
  provisionedThroughput: units(3, 4),
});
const localIndex = (indexName: string, sortKey: string) =>
  index({ indexName, keySchema: [key('id'), key(sortKey, 'RANGE')] });
const xpIndex = { name: 'byEmail', hashKey: 'email', projectionType: 'ALL' };

/** Each trait with as little and as much as it takes, and what becomes of it. */
const outcomes: readonly (readonly [what: string, traits: readonly Trait[], kro: Parameters, xp: Parameters])[] = [
  [
    'time to live with nothing given',
    [ttl()],
    { ...onDemand, ttlEnabled: true, ttlAttributeName: 'expiresAt' },
    { ...onDemand, ttl: { enabled: true, attributeName: 'expiresAt' } },
  ],
  [
    'time to live of an attribute',
    [ttl({ attributeName: 'until' })],
    { ...onDemand, ttlEnabled: true, ttlAttributeName: 'until' },
    { ...onDemand, ttl: { enabled: true, attributeName: 'until' } },
  ],
  [
    'time to live switched off, with the name',
    [ttl({ enabled: false, attributeName: 'until' })],
    { ...onDemand, ttlEnabled: false, ttlAttributeName: 'until' },
    { ...onDemand, ttl: { enabled: false, attributeName: 'until' } },
  ],
  [
    'a stream',
    [streams({ viewType: 'KEYS_ONLY' })],
    { ...onDemand, streamEnabled: true, streamViewType: 'KEYS_ONLY' },
    { ...onDemand, streamEnabled: true, streamViewType: 'KEYS_ONLY' },
  ],
  [
    'a stream switched off',
    [streams({ enabled: false })],
    { ...onDemand, streamEnabled: false },
    { ...onDemand, streamEnabled: false },
  ],
  [
    'protection with nothing given',
    [protection()],
    { ...onDemand, deletionProtectionEnabled: true, pointInTimeRecoveryEnabled: true },
    { ...onDemand, deletionProtectionEnabled: true, pointInTimeRecovery: { enabled: true } },
  ],
  [
    'encryption with nothing given',
    [encryption()],
    { ...onDemand, sseEnabled: true },
    { ...onDemand, serverSideEncryption: { enabled: true } },
  ],
  [
    'encryption with a key',
    [encryption({ sseType: 'KMS', kmsKeyId: keyArn })],
    { ...onDemand, sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: keyArn },
    { ...onDemand, serverSideEncryption: { enabled: true, kmsKeyArn: keyArn } },
  ],
  [
    'provisioned capacity',
    [capacity(units(5, 2))],
    { billingMode: 'PROVISIONED', provisionedThroughput: units(5, 2) },
    { billingMode: 'PROVISIONED', readCapacity: 5, writeCapacity: 2 },
  ],
  [
    'an index of a partition key',
    [indexed(index({ projection: {} }))],
    { ...onDemand, globalSecondaryIndexes: [index({ projection: {} })] },
    { ...onDemand, globalSecondaryIndex: [xpIndex] },
  ],
  [
    'an index with everything, beside capacity',
    [indexed(fullIndex), capacity(units(5, 2))],
    { billingMode: 'PROVISIONED', provisionedThroughput: units(5, 2), globalSecondaryIndexes: [fullIndex] },
    {
      billingMode: 'PROVISIONED',
      readCapacity: 5,
      writeCapacity: 2,
      globalSecondaryIndex: [
        {
          ...xpIndex,
          rangeKey: 'at',
          projectionType: 'INCLUDE',
          nonKeyAttributes: ['total'],
          readCapacity: 3,
          writeCapacity: 4,
        },
      ],
    },
  ],
  [
    'two traits of an index each',
    [indexed(index()), indexed(index({ indexName: 'byTime', keySchema: [key('at')] }))],
    { ...onDemand, globalSecondaryIndexes: [index(), index({ indexName: 'byTime', keySchema: [key('at')] })] },
    { ...onDemand, globalSecondaryIndex: [xpIndex, { ...xpIndex, name: 'byTime', hashKey: 'at' }] },
  ],
  [
    'local indexes beside a global one',
    [indexedLocally(localIndex('inTime', 'at')), indexed(index()), indexedLocally(localIndex('inMail', 'email'))],
    {
      ...onDemand,
      localSecondaryIndexes: [localIndex('inTime', 'at'), localIndex('inMail', 'email')],
      globalSecondaryIndexes: [index()],
    },
    {
      ...onDemand,
      localSecondaryIndex: [
        { name: 'inTime', rangeKey: 'at', projectionType: 'ALL' },
        { name: 'inMail', rangeKey: 'email', projectionType: 'ALL' },
      ],
      globalSecondaryIndex: [xpIndex],
    },
  ],
  [
    'an index of several attributes',
    [indexed(index({ keySchema: [key('email'), key('id'), key('at', 'RANGE')] }))],
    { ...onDemand, globalSecondaryIndexes: [index({ keySchema: [key('email'), key('id'), key('at', 'RANGE')] })] },
    {
      ...onDemand,
      globalSecondaryIndex: [
        {
          name: 'byEmail',
          keySchema: [key('email'), key('id'), key('at', 'RANGE')],
          projectionType: 'ALL',
        },
      ],
    },
  ],
  [
    'the same index twice, which is one',
    [indexed(index()), indexed(index())],
    { ...onDemand, globalSecondaryIndexes: [index()] },
    { ...onDemand, globalSecondaryIndex: [xpIndex] },
  ],
];

async function written(context: Context): Promise<void> {
  for (const [what, traits, kro, xp] of outcomes) {
    await context.test(`traits write ${what}`, async () => {
      assert.deepEqual(featuresOf('kro', await render(context, 'kro', {}, traits)), kro);
      assert.deepEqual(featuresOf('xp', await render(context, 'xp', {}, traits)), xp);
    });
  }
}

/** A trait over what the component of kro says inline. */
async function winning(context: Context): Promise<void> {
  const cases: readonly (readonly [what: string, inline: Parameters, trait: Trait, wanted: Parameters])[] = [
    [
      'time to live switched off by a trait stays off, whatever the component says',
      { ttlEnabled: true, ttlAttributeName: 'until' },
      ttl({ enabled: false, attributeName: 'expires' }),
      { ...onDemand, ttlEnabled: false, ttlAttributeName: 'expires' },
    ],
    [
      'a stream switched off by a trait stays off and has no view type, whatever the component says',
      { streamEnabled: true, streamViewType: 'KEYS_ONLY' },
      streams({ enabled: false }),
      { ...onDemand, streamEnabled: false },
    ],
    [
      "the capacity trait wins over the component's billing mode",
      { billingMode: 'PAY_PER_REQUEST' },
      capacity(units(5, 2)),
      { billingMode: 'PROVISIONED', provisionedThroughput: units(5, 2) },
    ],
    [
      "the capacity trait wins over the component's units",
      { billingMode: 'PROVISIONED', provisionedThroughput: units(9, 9) },
      capacity(units(5, 2)),
      { billingMode: 'PROVISIONED', provisionedThroughput: units(5, 2) },
    ],
    [
      "the index trait adds to the component's indexes",
      { globalSecondaryIndexes: [index()] },
      indexed(index({ indexName: 'byTime', keySchema: [key('at')] })),
      { ...onDemand, globalSecondaryIndexes: [index(), index({ indexName: 'byTime', keySchema: [key('at')] })] },
    ],
  ];
  for (const [what, inline, trait, wanted] of cases) {
    await context.test(what, async () => {
      assert.deepEqual(featuresOf('kro', await render(context, 'kro', inline, [trait])), wanted);
    });
  }
  const other: Readonly<Record<string, object>> = {
    'another key': index({ keySchema: [key('at')] }),
    'another projection': index({ projection: { projectionType: 'KEYS_ONLY' } }),
  };
  for (const [what, second] of Object.entries(other)) {
    await context.test(`two traits that define one index with ${what} conflict, in either order`, async () => {
      for (const engine of ['kro', 'xp'] as const) {
        for (const traits of [
          [indexed(index()), indexed(second)],
          [indexed(second), indexed(index())],
        ]) {
          const rendered = await render(context, engine, {}, traits);
          assert.match(String(rendered), /invalid patch trait dynamodb-global-index.*conflicting values/s, engine);
        }
      }
    });
  }
}

/** What each trait refuses by itself. */
const bad: readonly (readonly [what: string, trait: Trait, reason: RegExp])[] = [
  ['an empty time to live attribute', ttl({ attributeName: '' }), /attributeName: .*out of bound =~"\^\.\{1,255\}\$"/],
  ['a time to live attribute of 256 characters', ttl({ attributeName: x(256) }), /attributeName: .*out of bound/],
  ['text for a flag', ttl({ enabled: 'no' }), /enabled: .*"no"/],
  ['a misspelt flag', ttl({ enabeld: false }), /enabeld: field not allowed/],
  ['a stream without a view type', streams(), /viewType: must be given.*\[S1\]/],
  ['a view type of no stream', streams({ enabled: false, viewType: 'KEYS_ONLY' }), /\[S1-off\]/],
  ['view type ALL', streams({ viewType: 'ALL' }), /viewType: .*"ALL"/],
  ['a recovery period of what is off', protection({ pointInTimeRecovery: false, recoveryPeriodInDays: 7 }), /\[P1\]/],
  ['a recovery period of 36 days', protection({ recoveryPeriodInDays: 36 }), /recoveryPeriodInDays: .*<=35/],
  ['AES256', encryption({ sseType: 'AES256' }), /sseType: .*\[E1\]/],
  ['the alias of a key', encryption({ kmsKeyId: 'alias/finance' }), /kmsKeyId: .*\[E3\]/],
  ['a key of what is off', encryption({ enabled: false, kmsKeyId: keyArn }), /\[E2\]/],
  ['a key and a reference', encryption({ kmsKeyId: keyArn, kmsKeyRef: { name: 'key' } }), /\[E4\]/],
  ['no units', capacity(), /CapacityUnits: cannot convert incomplete value/],
  ['read units alone', capacity({ readCapacityUnits: 1 }), /writeCapacityUnits: cannot convert incomplete value/],
  ['no read units', capacity(units(0, 1)), /readCapacityUnits: invalid value 0 \(out of bound >=1\)/],
  ['half a unit', capacity(units(1, 1.5)), /writeCapacityUnits: .*mismatched types/],
  ['misspelt units', capacity({ ...units(1, 1), readUnits: 1 }), /readUnits: field not allowed/],
  ['no indexes', { type: 'dynamodb-global-index' }, /indexes must have 1 to 20 elements/],
  ['an empty list of indexes', indexed(), /indexes must have 1 to 20 elements/],
  ['21 indexes', indexed(...many(21, i => index({ indexName: `index-${i}` }))), /indexes must have 1 to 20 elements/],
  ['no local indexes', { type: 'dynamodb-local-index' }, /indexes must have 1 to 5 elements/],
  [
    'six local indexes',
    indexedLocally(...many(6, i => localIndex(`index-${i}`, 'at'))),
    /indexes must have 1 to 5 elements/,
  ],
  ['a local index of one key', indexedLocally(index()), /indexes\[\]\.keySchema must have exactly 2 elements/],
  ['an index name of 2 characters', indexed(index({ indexName: 'ab' })), /indexName: .*MinRunes\(3\)/],
  ['an index name with a blank', indexed(index({ indexName: 'by email' })), /indexName: .*out of bound/],
  ['an index without a key', indexed(index({ keySchema: [] })), /indexes\[\]\.keySchema must have 1 to 8 elements/],
  [
    'an index key of nine attributes',
    indexed(index({ keySchema: many(9, i => key(`a${i}`)) })),
    /indexes\[\]\.keySchema must have 1 to 8 elements/,
  ],
  [
    'an index without a name',
    indexed(index({ indexName: undefined })),
    /(indexName|name): (cannot convert )?incomplete value/,
  ],
  ['key type SORT', indexed(index({ keySchema: [key('email', 'SORT')] })), /keyType: conflicting values .*"SORT"/],
  ['projection type SOME', indexed(index({ projection: { projectionType: 'SOME' } })), /projectionType: .*"SOME"/],
  [
    '21 included attributes',
    indexed(index({ projection: { projectionType: 'INCLUDE', nonKeyAttributes: many(21, i => `a${i}`) } })),
    /projection\.nonKeyAttributes must have at most 20 elements/,
  ],
  [
    'included attributes that are not named',
    indexed(index({ projection: { projectionType: 'INCLUDE' } })),
    /needs nonKeyAttributes.*\[I6\]/,
  ],
  ['an index key without HASH', indexed(index({ keySchema: [key('email', 'RANGE')] })), /\[K1-index\]/],
  ['two indexes of one name', indexed(index(), index({ keySchema: [key('at')] })), /\[N6\]/],
  ['an index with no units', indexed(index({ provisionedThroughput: units(1, 0) })), /writeCapacityUnits: .*>=1/],
  ['a misspelt list', { type: 'dynamodb-global-index', properties: { index: [index()] } }, /index: field not allowed/],
  ['a misspelt member of an index', indexed(index({ indexNam: 'a' })), /indexNam: field not allowed/],
  [
    'a misspelt member of an index key',
    indexed(index({ keySchema: [key('email', 'HASH', { keyTyp: 'HASH' })] })),
    /keyTyp: field not allowed/,
  ],
  [
    'a misspelt projection',
    indexed(index({ projection: { projectionTyp: 'ALL' } })),
    /projectionTyp: field not allowed/,
  ],
];

async function refused(context: Context): Promise<void> {
  for (const [what, trait, reason] of bad) {
    await context.test(`a trait is refused: ${what}`, async () => {
      const rendered = await Promise.all((['kro', 'xp'] as const).map(engine => render(context, engine, {}, [trait])));
      for (const each of rendered) assert.match(typeof each === 'string' ? each : 'accepted', reason);
    });
  }
}
