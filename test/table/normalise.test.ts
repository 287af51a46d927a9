// biome-ignore-all lint/suspicious/noTemplateCurlyInString: names that look like templates are what is tested
import { ack } from '../../src/backends/ack/engine';
import { isError, violationText } from '../../src/schema/violation';
import { Billing, Capacity } from '../../src/table/features/billing';
import { ProjectionType } from '../../src/table/features/indexes';
import { type Attribute, AttributeType } from '../../src/table/features/keys';
import { RemovalPolicy } from '../../src/table/features/retention';
import { TimeToLive } from '../../src/table/features/time-to-live';
import { normalise } from '../../src/table/normalise';
import type { TableOptions } from '../../src/table/table';
import { names } from './specs';

const id: Attribute = { name: 'id', type: AttributeType.STRING };
const at: Attribute = { name: 'at', type: AttributeType.NUMBER };
const users: TableOptions = { tableName: 'users', region: 'us-west-2', partitionKey: id };

const provisioned = (read: number, write: number) =>
  Billing.provisioned({ readCapacity: Capacity.fixed(read), writeCapacity: Capacity.fixed(write) });

/** What users read, without the value and the fix. */
const found = (props: unknown, prefix = '') =>
  normalise(props as TableOptions, prefix).violations.map(violation =>
    violationText(violation)
      .replace(/ \(got .*/s, '')
      .replace(/\. [A-Z].*/s, ''),
  );
const spec = (props: TableOptions, prefix = '') => {
  const { table, violations } = normalise(props, prefix);
  expect(violations.filter(isError)).toEqual([]);
  return table!;
};

describe('what users write becomes the one form', () => {
  test('the least', () =>
    expect(normalise(users, '')).toEqual({
      table: {
        tableName: 'users',
        region: 'us-west-2',
        attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
        keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
        billingMode: 'PAY_PER_REQUEST',
        deletionPolicy: 'retain',
      },
      violations: [],
    }));

  test('everything', () =>
    expect(
      normalise(
        {
          tableName: 'events',
          region: 'eu-central-1',
          partitionKey: { name: 'device', type: AttributeType.BINARY },
          sortKey: at,
          billing: provisioned(7, 3),
          timeToLiveAttribute: 'expires',
          globalSecondaryIndexes: [
            {
              indexName: 'byDay',
              partitionKey: { name: 'day', type: AttributeType.STRING },
              sortKey: at,
              projectionType: ProjectionType.INCLUDE,
              nonKeyAttributes: ['b', 'a'],
              readCapacity: Capacity.fixed(2),
              writeCapacity: Capacity.fixed(1),
            },
            { indexName: 'all', partitionKey: at, readCapacity: Capacity.fixed(1), writeCapacity: Capacity.fixed(2) },
          ],
          tags: [
            { key: 'b', value: '2' },
            { key: 'a', value: '1' },
          ],
          removalPolicy: RemovalPolicy.DELETE,
        },
        'tenant-',
      ),
    ).toEqual({
      table: {
        tableName: 'tenant-events',
        region: 'eu-central-1',
        attributeDefinitions: [
          { attributeName: 'at', attributeType: 'N' },
          { attributeName: 'day', attributeType: 'S' },
          { attributeName: 'device', attributeType: 'B' },
        ],
        keySchema: [
          { attributeName: 'device', keyType: 'HASH' },
          { attributeName: 'at', keyType: 'RANGE' },
        ],
        billingMode: 'PROVISIONED',
        provisionedThroughput: { readCapacityUnits: 7, writeCapacityUnits: 3 },
        timeToLive: { enabled: true, attributeName: 'expires' },
        globalSecondaryIndexes: [
          {
            indexName: 'byDay',
            keySchema: [
              { attributeName: 'day', keyType: 'HASH' },
              { attributeName: 'at', keyType: 'RANGE' },
            ],
            projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['b', 'a'] },
            provisionedThroughput: { readCapacityUnits: 2, writeCapacityUnits: 1 },
          },
          {
            indexName: 'all',
            keySchema: [{ attributeName: 'at', keyType: 'HASH' }],
            projection: { projectionType: 'ALL' },
            provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 2 },
          },
        ],
        tags: [
          { key: 'b', value: '2' },
          { key: 'a', value: '1' },
        ],
        deletionPolicy: 'delete',
      },
      violations: [],
    }));

  test('time to live being switched off keeps its attribute', () => {
    const { table } = normalise({ ...users, timeToLive: TimeToLive.disabled('ttl') }, '');
    expect(table).toMatchObject({ timeToLive: { enabled: false, attributeName: 'ttl' } });
  });

  test('props and empty lists that say nothing leave nothing', () => {
    const nothing = {
      sortKey: undefined,
      billing: undefined,
      timeToLive: undefined,
      timeToLiveAttribute: undefined,
      localSecondaryIndexes: [],
      globalSecondaryIndexes: [],
      tags: [],
      removalPolicy: undefined,
    };
    expect(normalise({ ...users, ...nothing }, '')).toEqual(normalise(users, ''));
  });

  test('the props stay as they were', () => {
    const frozen = Object.freeze({ ...users, tags: Object.freeze([Object.freeze({ key: 'a', value: 'b' })]) });
    expect(() => normalise(frozen, 'p-')).not.toThrow();
  });

  test('the same for the same', () =>
    expect(normalise({ ...users, sortKey: at }, 'p-')).toEqual(normalise({ ...users, sortKey: at }, 'p-')));
});

describe('attribute definitions', () => {
  const definitions = (props: TableOptions) =>
    spec(props).attributeDefinitions.map(a => `${a.attributeName}:${a.attributeType}`);

  test('are derived from the keys of the table and its indexes, each once', () =>
    expect(
      definitions({
        ...users,
        sortKey: at,
        globalSecondaryIndexes: [
          { indexName: 'one', partitionKey: at, sortKey: id },
          { indexName: 'two', partitionKey: { name: 'email', type: AttributeType.STRING } },
        ],
      }),
    ).toEqual(['at:N', 'email:S', 'id:S']));

  test('are sorted by code unit, whatever the locale', () => {
    const keys = ['é', 'z', 'a', 'Z', '_', '10', '9'].map((name): Attribute => ({ name, type: AttributeType.STRING }));
    expect(
      definitions({
        ...users,
        globalSecondaryIndexes: keys.map((partitionKey, i) => ({ indexName: `index-${i}`, partitionKey })),
      }),
    ).toEqual(['10:S', '9:S', 'Z:S', '_:S', 'a:S', 'id:S', 'z:S', 'é:S']);
  });

  test('do not hold the attribute of the time to live', () =>
    expect(definitions({ ...users, timeToLiveAttribute: 'ttl' })).toEqual(['id:S']));

  test('one with two types is told where it is written', () =>
    expect(
      found({
        ...users,
        globalSecondaryIndexes: [{ indexName: 'byId', partitionKey: { name: 'id', type: AttributeType.NUMBER } }],
      }),
    ).toEqual(['globalSecondaryIndexes[0].partitionKey.name: is defined twice']));
});

describe('the prefix', () => {
  test('stands before the name, once', () =>
    expect(spec(users, 'tenant-atlantis-').tableName).toBe('tenant-atlantis-users'));
  test('a name that begins with it is refused', () => {
    const { violations } = normalise({ ...users, tableName: 'tenant-atlantis-users' }, 'tenant-atlantis-');
    expect(violations).toMatchObject([
      { path: ['tableName'], rule: 'N4', severity: 'error', problem: expect.stringContaining('tenant-atlantis-') },
    ]);
  });
  test('a name that begins alike is taken', () =>
    expect(spec({ ...users, tableName: 'tenant-users' }, 'tenant-atlantis-').tableName).toBe(
      'tenant-atlantis-tenant-users',
    ));
  test('counts for the length', () => {
    expect(found({ ...users, tableName: 'x'.repeat(240) }, 'tenant-atlantis-')).toEqual([
      'tableName: must have 3 to 255 characters, has 256',
    ]);
    expect(spec({ ...users, tableName: 'x'.repeat(239) }, 'tenant-atlantis-').tableName).toHaveLength(255);
  });
  test('a name that it makes long enough is taken', () =>
    expect(spec({ ...users, tableName: 'x' }, 'p-').tableName).toBe('p-x'));
  test('a name of nothing but the prefix is refused', () =>
    expect(found({ ...users, tableName: '' }, 'tenant-atlantis-')).toEqual(['tableName: is empty']));
});

describe('everything that is wrong is told at once, in the words of the props', () => {
  test.each<readonly [string, object, readonly string[]]>([
    ['a short name', { tableName: 'ab' }, ['tableName: must have 3 to 255 characters, has 2']],
    [
      'a key without a name',
      { partitionKey: { name: '', type: 'S' } },
      ['partitionKey.name: must have 1 to 255 characters, has 0'],
    ],
    [
      'a key of 300 characters',
      { sortKey: { name: 'x'.repeat(300), type: 'S' } },
      ['sortKey.name: must have 1 to 255 characters, has 300'],
    ],
    ['an unquoted N', { sortKey: { name: 'at', type: false } }, ['sortKey.type: must be a string']],
    ['one attribute for both keys', { sortKey: id }, ['sortKey.name: is both the partition key and the sort key']],
    ['no units', { billing: provisioned(0, 1) }, ['billing.readCapacity: must be at least 1']],
    ['half a unit', { billing: provisioned(1, 1.5) }, ['billing.writeCapacity: must be an integer']],
    [
      'more than the quota',
      { billing: provisioned(1, 40_001) },
      ["billing.writeCapacity: is more than the 40000 units of a default account's quota"],
    ],
    [
      'a long time to live',
      { timeToLiveAttribute: 'x'.repeat(256) },
      ['timeToLiveAttribute: must have 1 to 255 characters, has 256'],
    ],
    [
      'a long time to live in full',
      { timeToLive: TimeToLive.enabled('x'.repeat(256)) },
      ['timeToLive.attributeName: must have 1 to 255 characters, has 256'],
    ],
    [
      'time to live on a key',
      { timeToLiveAttribute: 'id' },
      ['timeToLiveAttribute: is a key attribute that is no number, so items would never expire'],
    ],
    [
      'time to live said twice',
      { timeToLiveAttribute: 'a', timeToLive: TimeToLive.enabled('b') },
      ['timeToLiveAttribute: is given together with timeToLive'],
    ],
    [
      'an index with one capacity',
      {
        billing: provisioned(1, 1),
        globalSecondaryIndexes: [{ indexName: 'byId', partitionKey: id, readCapacity: Capacity.fixed(1) }],
      },
      ['globalSecondaryIndexes[0].readCapacity: needs writeCapacity'],
    ],
    [
      'an index without units to write',
      {
        billing: provisioned(1, 1),
        globalSecondaryIndexes: [
          { indexName: 'byId', partitionKey: id, readCapacity: Capacity.fixed(1), writeCapacity: Capacity.fixed(0) },
        ],
      },
      ['globalSecondaryIndexes[0].writeCapacity: must be at least 1'],
    ],
    [
      'an index without capacity',
      { billing: provisioned(1, 1), globalSecondaryIndexes: [{ indexName: 'byId', partitionKey: id }] },
      [
        'globalSecondaryIndexes[0].indexName: has no provisioned throughput, which every index needs with billing mode PROVISIONED',
      ],
    ],
    [
      'an index with one attribute for both keys',
      { globalSecondaryIndexes: [{ indexName: 'byId', partitionKey: id, sortKey: id }] },
      ["globalSecondaryIndexes[0].sortKey.name: is in the index's key twice"],
    ],
    [
      'an index with keys of no length and too much',
      {
        globalSecondaryIndexes: [
          { indexName: 'byId', partitionKey: { name: '', type: 'S' }, sortKey: { name: 'x'.repeat(256), type: 'S' } },
        ],
      },
      [
        'globalSecondaryIndexes[0].partitionKey.name: must have 1 to 255 characters, has 0',
        'globalSecondaryIndexes[0].sortKey.name: must have 1 to 255 characters, has 256',
      ],
    ],
    [
      'INCLUDE without names',
      { globalSecondaryIndexes: [{ indexName: 'byId', partitionKey: id, projectionType: 'INCLUDE' }] },
      ['globalSecondaryIndexes[0].projectionType: is INCLUDE, which needs nonKeyAttributes'],
    ],
    [
      'an included name without a character',
      {
        globalSecondaryIndexes: [
          { indexName: 'byId', partitionKey: id, projectionType: 'INCLUDE', nonKeyAttributes: ['a', ''] },
        ],
      },
      ['globalSecondaryIndexes[0].nonKeyAttributes[1]: must have 1 to 255 characters, has 0'],
    ],
    [
      '21 included names',
      {
        globalSecondaryIndexes: [
          { indexName: 'byId', partitionKey: id, projectionType: 'INCLUDE', nonKeyAttributes: names(21) },
        ],
      },
      ['globalSecondaryIndexes[0].nonKeyAttributes: must have at most 20 elements, has 21'],
    ],
    [
      '21 indexes',
      { globalSecondaryIndexes: names(21).map(indexName => ({ indexName, partitionKey: id })) },
      ['globalSecondaryIndexes: must have at most 20 elements, has 21'],
    ],
    ['a removal policy of AWS CDK', { removalPolicy: 'Snapshot' }, ['removalPolicy: must be one of retain, delete']],
    ['a misspelt prop', { tableNam: 'x' }, ['tableNam: is not known']],
    [
      'a misspelt member',
      { partitionKey: { nmae: 'id', type: 'S' } },
      ['partitionKey.nmae: is not known', 'partitionKey.name: is missing'],
    ],
  ])('%s', (_, changes, expected) => expect(found({ ...users, ...changes })).toEqual(expected));

  test('broken features hide no others', () =>
    expect(
      found({
        tableName: 'ab',
        region: 7,
        partitionKey: id,
        sortKey: id,
        billing: provisioned(0, 1),
        timeToLive: { enabled: 'yes' },
        tags: [
          { key: 'aws:x', value: '' },
          { key: 'y', value: 1 },
        ],
        globalSecondaryIndexes: [{ indexName: 'byId', partitionKey: id }],
        removalPolicy: 'keep',
        colour: 'blue',
      }),
    ).toEqual([
      'colour: is not known',
      'region: must be a string',
      'billing.readCapacity: must be at least 1',
      'timeToLive.enabled: must be true or false',
      'timeToLive.attributeName: is missing',
      'tags[1].value: must be a string',
      'removalPolicy: must be one of retain, delete',
      'tableName: must have 3 to 255 characters, has 2',
      'sortKey.name: is both the partition key and the sort key',
      'globalSecondaryIndexes[0].indexName: has no provisioned throughput, which every index needs with billing mode PROVISIONED',
    ]));

  test.each([
    ['name', 'tableName'],
    ['hash_key', 'partitionKey'],
    ['rangeKey', 'sortKey'],
    ['billingMode', 'billing'],
    ['readCapacity', 'billing'],
    ['provisionedThroughput', 'billing'],
    ['ttl', 'timeToLiveAttribute'],
    ['stream', 'dynamoStream'],
    ['streamSpecification', 'dynamoStream'],
    ['onDemandThroughput', 'billing'],
    ['keySchema', 'partitionKey'],
    ['pointInTimeRecovery', 'pointInTimeRecoverySpecification'],
    ['serverSideEncryption', 'encryption'],
    ['sseSpecification', 'encryption'],
    ['deletion_protection_enabled', 'deletionProtection'],
    ['deletionPolicy', 'removalPolicy'],
    ['global_secondary_index', 'globalSecondaryIndexes'],
    ['localSecondaryIndex', 'localSecondaryIndexes'],
  ])('%s, as other tools call it, is %s', (given, prop) =>
    expect(normalise({ ...users, [given]: 1 } as never, '').violations).toMatchObject([
      { path: [given], problem: 'is not known', fix: `Did you mean ${prop}?` },
    ]),
  );

  test.each([
    ['name', 'indexName'],
    ['hashKey', 'partitionKey'],
    ['projection', 'projectionType'],
  ])('%s of an index is %s', (given, prop) => {
    const index = { indexName: 'byId', partitionKey: id, [given]: 1 };
    expect(normalise({ ...users, globalSecondaryIndexes: [index] }, '').violations).toMatchObject([
      { path: ['globalSecondaryIndexes', 0, given], fix: `Did you mean ${prop}?` },
    ]);
  });

  test('a misspelt member hides nothing else of its feature', () => {
    const tags = [{ key: 'aws:x', value: 'v', foo: 1 }];
    expect(found({ ...users, tags })).toEqual([
      'tags[0].foo: is not known',
      'tags[0].key: begins with aws:, which is reserved',
    ]);
    expect(normalise({ ...users, tags }, '').table).toBeUndefined();
  });

  test('a wrong index leaves the rules of the keys standing', () =>
    expect(found({ ...users, sortKey: id, globalSecondaryIndexes: [{ indexName: 7, partitionKey: id }] })).toEqual([
      'globalSecondaryIndexes[0].indexName: must be a string',
      'sortKey.name: is both the partition key and the sort key',
    ]));

  test('rules of the engine are told with the table’s', () => {
    const tags = Array.from({ length: 47 }, (_, i) => ({ key: `tag-${i}`, value: '' }));
    expect(
      normalise({ ...users, sortKey: id, tags }, '', { rules: ack.rules }).violations.map(violation => violation.rule),
    ).toEqual(['K3', 'G1']);
  });

  test.each([
    ['partitionKey', 'id', 'Give { name, type }.'],
    ['billing', 'PROVISIONED', 'Give Billing.onDemand() or Billing.provisioned({ readCapacity, writeCapacity }).'],
    ['encryption', 'arn:aws:kms:x', 'Give TableEncryptionV2.customerManagedKey(keyArn) or another of its factories.'],
    ['timeToLive', 'a', 'Give TimeToLive.enabled(attributeName), or timeToLiveAttribute instead.'],
    ['tags', { a: 'b' }, 'Give a list of { key, value }.'],
  ])('%s of another kind is told how it is given', (prop, value, fix) =>
    expect(normalise({ ...users, [prop]: value }, '').violations).toMatchObject([{ path: [prop], fix }]),
  );

  test.each([
    [{ billing: { mode: 'PROVISIONED', capacity: { readCapacity: 5, writeCapacity: Capacity.fixed(1) } } }],
    [{ globalSecondaryIndexes: [{ indexName: 'all', partitionKey: at, readCapacity: 5 }] }],
  ])('a number is no capacity: %j', changes =>
    expect(normalise({ ...users, ...changes } as never, '').violations[0]).toMatchObject({
      problem: 'must be an object',
      fix: 'Give Capacity.fixed(units).',
    }),
  );

  test('a missing key is asked for by what it consists of', () =>
    expect(normalise({ ...users, partitionKey: undefined } as never, '').violations.map(violationText)).toEqual([
      'partitionKey: is missing. Add it: an attribute, by its name and its type.',
    ]));

  test('a table without a region is no table', () => {
    const { table, violations } = normalise({ ...users, region: undefined, tags: 'x' } as never, '');
    expect(table).toBeUndefined();
    expect(violations.map(({ path }) => path)).toEqual([['tags'], ['region']]);
  });

  test('a table of the wrong structure is no table', () => {
    expect(normalise({ ...users, region: 7 } as never, '').table).toBeUndefined();
    expect(normalise({ ...users, tableName: 'ab' }, '').table).toBeDefined();
  });
});

describe('names that a program could take for something else are names', () => {
  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s, as table, attribute and index', name => {
    const named = spec({
      ...users,
      tableName: name,
      partitionKey: { name, type: AttributeType.STRING },
      timeToLiveAttribute: `${name}-ttl`,
      globalSecondaryIndexes: [{ indexName: name, partitionKey: { name, type: AttributeType.STRING }, sortKey: at }],
    });
    expect(named).toMatchObject({
      tableName: name,
      attributeDefinitions: expect.arrayContaining([{ attributeName: name, attributeType: 'S' }]),
      keySchema: [{ attributeName: name, keyType: 'HASH' }],
      globalSecondaryIndexes: [{ indexName: name }],
    });
  });

  test.each(['${schema.spec.region}', '\\(parameter.region)', '{{x}}', '"', "'", '\\', '#', ' ', '😀'])(
    '%j, as an attribute',
    name =>
      expect(spec({ ...users, partitionKey: { name, type: AttributeType.STRING } }).keySchema).toEqual([
        { attributeName: name, keyType: 'HASH' },
      ]),
  );

  test('props named like them are unknown', () =>
    expect(
      found(
        JSON.parse(
          '{"tableName":"users","region":"us-west-2","partitionKey":{"name":"id","type":"S"},"constructor":1,"__proto__":{"sortKey":1}}',
        ),
      ),
    ).toEqual(['constructor: is not known', '__proto__: is not known']));
});

describe('wrong types of every prop are told, and nothing throws', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  const wrong: readonly unknown[] = [
    null,
    0,
    -1,
    1.5,
    Number.NaN,
    '',
    'text',
    true,
    false,
    [],
    [null],
    [[]],
    {},
    { name: null },
    { mode: 'PROVISIONED' },
    5n,
    Symbol('s'),
    () => 1,
    new Date(0),
    new Map(),
    new (class Forged {
      readonly units = 'x';
    })(),
    Object.create(null),
    cycle,
    [cycle],
    new Array(3),
  ];
  const props = [
    'tableName',
    'region',
    'partitionKey',
    'sortKey',
    'billing',
    'timeToLive',
    'timeToLiveAttribute',
    'localSecondaryIndexes',
    'globalSecondaryIndexes',
    'tags',
    'removalPolicy',
  ];

  test.each(props)('%s', prop => {
    for (const value of wrong) {
      const { violations } = normalise({ ...users, [prop]: value } as never, 'p-', { rules: ack.rules });
      for (const violation of violations) expect(violationText(violation)).toMatch(/^[\x20-\x7e…’]+$/);
    }
  });

  test.each(props)('a member of %s', prop => {
    const nested = {
      partitionKey: ['name', 'type'],
      sortKey: ['name', 'type'],
      billing: ['mode', 'capacity'],
      timeToLive: ['enabled', 'attributeName'],
    }[prop] ?? ['x'];
    const whole: { readonly [name: string]: unknown } = {
      partitionKey: id,
      sortKey: at,
      billing: provisioned(1, 1),
      timeToLive: TimeToLive.enabled('ttl'),
    };
    for (const member of nested)
      for (const value of wrong) {
        const given = { ...users, [prop]: { ...(whole[prop] as object), [member]: value } };
        expect(() => normalise(given as never, '').violations.map(violationText)).not.toThrow();
      }
  });

  test.each([
    'indexName',
    'partitionKey',
    'partitionKeys',
    'sortKey',
    'sortKeys',
    'projectionType',
    'nonKeyAttributes',
    'readCapacity',
    'writeCapacity',
  ])('%s of an index', member => {
    for (const value of wrong) {
      const given = { ...users, globalSecondaryIndexes: [{ indexName: 'byId', partitionKey: id, [member]: value }] };
      expect(() => normalise(given as never, '').violations.map(violationText)).not.toThrow();
    }
  });

  test.each([null, undefined, 7, 'users', [], [users], true, () => users])('instead of the props: %p', props => {
    const { table, violations } = normalise(props as never, 'p-');
    expect(table).toBeUndefined();
    expect(violations).toHaveLength(1);
  });

  test('plain objects that say the same as the classes do are taken', () =>
    expect(
      spec({
        ...users,
        billing: {
          mode: 'PROVISIONED',
          capacity: { readCapacity: { units: 1 }, writeCapacity: { units: 2 } },
        } as never,
        timeToLive: { enabled: true, attributeName: 'ttl' } as never,
      }),
    ).toEqual(spec({ ...users, billing: provisioned(1, 2), timeToLive: TimeToLive.enabled('ttl') })));
});
