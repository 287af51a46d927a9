// biome-ignore-all lint/suspicious/noTemplateCurlyInString: names that look like templates are what is tested
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Lazy, Testing, Yaml } from 'cdk8s';
import { load } from 'js-yaml';
import {
  AttributeType,
  Backend,
  Billing,
  Capacity,
  Credentials,
  Environment,
  GitOpsApp,
  ManagementPolicy,
  RemovalPolicy,
  Table,
  type TableProps,
  TimeToLive,
} from '../../src';

const id = { name: 'id', type: AttributeType.STRING };
const aws = new Environment({ name: 'aws', region: 'us-west-2', tableNamePrefix: 'tenant-atlantis-' });
const local = new Environment({ name: 'localstack', region: 'us-west-2' });
const users: TableProps = { tableName: 'users', partitionKey: id, backend: Backend.ack(), environment: local };

const chartOf = (build: (chart: Chart) => void, props: ConstructorParameters<typeof Chart>[2] = {}): Chart => {
  const chart = new Chart(Testing.app(), 'chart', props);
  build(chart);
  return chart;
};
type Manifest = {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: object; annotations?: { [key: string]: string } };
  spec: { [field: string]: unknown };
};
const synth = (build: (chart: Chart) => void, props = {}): Manifest[] =>
  Testing.synth(chartOf(build, props)) as Manifest[];
const one = (props: Partial<TableProps>, chartProps = {}): Manifest =>
  synth(chart => new Table(chart, 'table', { ...users, ...props }), chartProps)[0]!;
const errors = (build: (chart: Chart) => void): readonly string[] => {
  try {
    synth(build);
    return [];
  } catch (error) {
    const [first, ...lines] = (error as Error).message.split('\n');
    return first!.startsWith('Validation failed') ? lines.map(line => line.trim()) : [first!];
  }
};
const errorsOf = (props: object) =>
  errors(chart => new Table(chart, 'table', { ...users, ...props } as TableProps)).map(line =>
    line.replace(/^\[[^\]]*\] /, ''),
  );

describe('a table is one object', () => {
  test.each<readonly [string, Backend, string, string]>([
    ['ack', Backend.ack(), 'dynamodb.services.k8s.aws/v1alpha1', 'Table'],
    ['crossplane', Backend.crossplane(), 'dynamodb.aws.m.upbound.io/v1beta1', 'Table'],
    ['kro', Backend.kro(), 'kro.run/v1alpha1', 'DynamoDBTable'],
    ['kratix', Backend.kratix(), 'dynamodb.kratix.io/v1alpha1', 'DynamoDBRequest'],
  ])('of %s', (name, backend, apiVersion, kind) => {
    expect(backend.name).toBe(name);
    const all = synth(chart => new Table(chart, 'table', { ...users, backend }));
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ apiVersion, kind, metadata: { name: 'users' } });
    expect(Object.keys(all[0]!).sort()).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
  });

  test('as a person would read it', () =>
    expect(
      Yaml.stringify(
        one({
          environment: aws,
          sortKey: { name: 'createdAt', type: AttributeType.NUMBER },
          timeToLiveAttribute: 'expiresAt',
          globalSecondaryIndexes: [
            { indexName: 'byUser', partitionKey: { name: 'userId', type: AttributeType.STRING } },
          ],
          tags: [{ key: 'team', value: 'identity' }],
        }),
      ),
    ).toMatchSnapshot());

  test('no annotation where the engine has none', () =>
    expect(one({ backend: Backend.kro() }).metadata).toEqual({ name: 'users' }));
});

describe('as cdk8s knows it', () => {
  test('ApiObject.of finds the object', () => {
    const table = new Table(new Chart(Testing.app(), 'chart'), 'table', users);
    expect(ApiObject.of(table)).toBe(table.apiObject);
    expect(table.apiObject.kind).toBe('Table');
  });

  test('the namespace and the labels of the chart hold', () =>
    expect(one({}, { namespace: 'team-a', labels: { team: 'a' } }).metadata).toMatchObject({
      namespace: 'team-a',
      labels: { team: 'a' },
    }));

  describe('of the whole cluster', () => {
    const backend = Backend.crossplane({ clusterScoped: true });
    test('it has no namespace, not even its chart’s', () => {
      const chart = chartOf(c => new Table(c, 'table', { ...users, backend }), {
        namespace: 'team-a',
        labels: { team: 'a' },
      });
      expect((Testing.synth(chart) as Manifest[])[0]).toMatchObject({
        apiVersion: 'dynamodb.aws.upbound.io/v1beta2',
        metadata: { name: 'users', labels: { team: 'a' } },
        spec: { deletionPolicy: 'Orphan', managementPolicies: ['Observe', 'Create', 'Update'] },
      });
      expect(JSON.stringify(Testing.synth(chart))).not.toContain('team-a');
    });
    test('it is given none', () =>
      expect(errorsOf({ backend, metadata: { namespace: 'team-a' } })).toEqual([
        'metadata.namespace: cannot be given: the object belongs to no namespace (got "team-a"). Leave it out.',
      ]));
    test('it is another object than a namespaced one, and yet the same table', () =>
      expect(
        errors(chart => {
          new Table(chart, 'a', { ...users, backend });
          new Table(chart, 'b', { ...users, backend: Backend.crossplane() });
        }),
      ).toHaveLength(1));
    test.each([{ scope: 'cluster' }, { clusterScoped: 'yes' }, { providerVersion: '2.6' }, 'cluster', null])(
      'is not asked for by %j',
      options => expect(() => Backend.crossplane(options as never)).toThrow(/^Backend\.crossplane: /),
    );
  });

  test('metadata of its own is added, and goes before the chart’s', () =>
    expect(
      one(
        {
          metadata: {
            name: 'people',
            namespace: 'team-b',
            labels: { app: 'x' },
            annotations: { 'services.k8s.aws/team-id': 'b' },
          },
        },
        { namespace: 'team-a', labels: { team: 'a' } },
      ).metadata,
    ).toEqual({
      name: 'people',
      namespace: 'team-b',
      labels: { team: 'a', app: 'x' },
      annotations: {
        'services.k8s.aws/team-id': 'b',
        'services.k8s.aws/region': 'us-west-2',
        'services.k8s.aws/deletion-policy': 'retain',
      },
    }));

  test.each(['region', 'deletion-policy', 'adoption-policy', 'read-only'].map(name => `services.k8s.aws/${name}`))(
    'an annotation that contradicts the props is refused: %s',
    key =>
      expect(errorsOf({ metadata: { annotations: { [key]: 'other' } } })).toEqual([
        expect.stringContaining('is written from the props of the table'),
      ]),
  );

  test('and so is one that is added later', () =>
    expect(
      errors(chart =>
        new Table(chart, 'table', users).apiObject.metadata.addAnnotation('services.k8s.aws/region', 'other'),
      ),
    ).toEqual([expect.stringContaining('metadata.annotations["services.k8s.aws/region"]: is written from the props')]));

  test('other constructs take the name by reference, prefix included', () => {
    const chart = chartOf(c => {
      const table = new Table(c, 'table', { ...users, environment: aws });
      new ApiObject(c, 'config', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        data: { DYNAMODB_TABLE_NAME: table.tableName, lazily: Lazy.any({ produce: () => table.tableName }) },
      });
    });
    expect((Testing.synth(chart)[1] as { data: object }).data).toEqual({
      DYNAMODB_TABLE_NAME: 'tenant-atlantis-users',
      lazily: 'tenant-atlantis-users',
    });
  });

  test('a table that is declared elsewhere has a name that AWS can have', () => {
    const chart = chartOf(c => void Table.fromTableName(c, 'other', undefined as never));
    expect(chart.node.validate()).toEqual(['other: tableName: must be a string (got null). Give a string.']);
  });

  test('a table that is declared elsewhere is only a name', () =>
    expect(
      synth(chart => expect(Table.fromTableName(chart, 'other', 'tenant-x-orders').tableName).toBe('tenant-x-orders')),
    ).toEqual([]));

  test('an id that every JavaScript object has is refused by constructs itself', () =>
    expect(() => chartOf(chart => new Table(chart, 'constructor', users))).toThrow('already a Construct'));

  test.each(['constructor', '__proto__', 'toString'])('a table named %s is a table', tableName =>
    expect(
      one({
        tableName,
        metadata: { name: 'object' },
        partitionKey: { ...id, name: tableName },
        globalSecondaryIndexes: [{ indexName: tableName, partitionKey: { ...id, name: tableName } }],
      }).spec,
    ).toMatchObject({
      tableName,
      keySchema: [{ attributeName: tableName }],
      globalSecondaryIndexes: [{ indexName: tableName }],
    }),
  );
});

describe('indexes added after construction', () => {
  const byEmail = { indexName: 'byEmail', partitionKey: { name: 'email', type: AttributeType.STRING } };

  test('follow those of the props, and their attributes are defined', () => {
    const [manifest] = synth(chart =>
      new Table(chart, 'table', {
        ...users,
        globalSecondaryIndexes: [{ indexName: 'byId', partitionKey: id }],
      }).addGlobalSecondaryIndex(byEmail),
    );
    expect(manifest!.spec).toMatchObject({
      globalSecondaryIndexes: [{ indexName: 'byId' }, { indexName: 'byEmail' }],
      attributeDefinitions: [{ attributeName: 'email' }, { attributeName: 'id' }],
    });
  });

  test('are judged like the others', () => {
    const [error, ...more] = errors(chart => {
      const table = new Table(chart, 'table', users);
      table.addGlobalSecondaryIndex(byEmail);
      table.addGlobalSecondaryIndex(byEmail);
    });
    expect(error).toContain('globalSecondaryIndexes[1].indexName: is the name of two indexes');
    expect(more).toEqual([]);
  });

  test('of the table’s partition too', () => {
    const byTime = { indexName: 'byTime', sortKey: { name: 'at', type: AttributeType.NUMBER } };
    const [manifest] = synth(chart => {
      const table = new Table(chart, 'table', {
        ...users,
        sortKey: byEmail.partitionKey,
        localSecondaryIndexes: [byTime],
      });
      table.addLocalSecondaryIndex({ ...byTime, indexName: 'inTime' });
    });
    expect(manifest!.spec).toMatchObject({
      localSecondaryIndexes: [{ indexName: 'byTime' }, { indexName: 'inTime' }],
    });
  });

  test('count after a synth too', () => {
    const chart = chartOf(() => {});
    const table = new Table(chart, 'table', users);
    expect((Testing.synth(chart)[0] as Manifest).spec).not.toHaveProperty('globalSecondaryIndexes');
    table.addGlobalSecondaryIndex(byEmail);
    expect((Testing.synth(chart)[0] as Manifest).spec).toHaveProperty('globalSecondaryIndexes');
  });

  test('21 of them are one too many', () =>
    expect(
      errors(chart => {
        const table = new Table(chart, 'table', users);
        for (let i = 0; i < 21; i++) table.addGlobalSecondaryIndex({ indexName: `index-${i}`, partitionKey: id });
      }),
    ).toEqual([expect.stringContaining('must have at most 20 elements, has 21')]));

  test.each([null, 'byEmail', {}])('are no cure for a list that is %j', globalSecondaryIndexes =>
    expect(
      errors(chart =>
        new Table(chart, 'table', {
          ...users,
          globalSecondaryIndexes: globalSecondaryIndexes as never,
        }).addGlobalSecondaryIndex(byEmail),
      ),
    ).toEqual([expect.stringContaining('globalSecondaryIndexes: must be a list')]),
  );

  test('nothing in the place of one is told', () =>
    expect(errors(chart => new Table(chart, 'table', users).addGlobalSecondaryIndex(null as never))).toEqual([
      expect.stringContaining('globalSecondaryIndexes[0]: must be an object'),
    ]));
});

describe('backend and environment', () => {
  const bare: TableProps = { tableName: 'users', partitionKey: id };

  test('hold from the app down, until something below sets others', () => {
    const app = Testing.app();
    Backend.kro().applyTo(app);
    local.applyTo(app);
    const plain = new Chart(app, 'plain');
    const own = new Chart(app, 'own');
    Backend.crossplane().applyTo(own);
    aws.applyTo(own);
    const tables = [
      new Table(plain, 'a', bare),
      new Table(own, 'a', bare),
      new Table(own, 'b', { ...bare, tableName: 'orders', backend: Backend.ack(), environment: local }),
    ];
    expect(tables.map(table => [table.backend?.name, table.tableName])).toEqual([
      ['kro', 'users'],
      ['crossplane', 'tenant-atlantis-users'],
      ['ack', 'orders'],
    ]);
    expect([Backend.of(plain)?.name, Environment.of(own)?.name]).toEqual(['kro', 'aws']);
  });

  test('cannot change under what has taken them already', () => {
    const chart = Testing.chart();
    aws.applyTo(chart);
    Backend.ack().applyTo(chart);
    new Table(chart, 'table', bare);
    expect(() => local.applyTo(chart)).toThrow('applyTo: comes too late for test/table, which has taken another.');
    expect(() => Backend.kro().applyTo(chart.node.root)).not.toThrow();
    expect(() => Backend.kro().applyTo(chart)).toThrow('applyTo: comes too late for test');
    aws.applyTo(chart);
    Backend.ack().applyTo(chart);
  });

  test.each([null, 'chart', 5])('hold for a construct, and not for %p', scope => {
    expect(() => local.applyTo(scope as never)).toThrow('applyTo: must be given a construct');
    expect(() => Backend.ack().applyTo(scope as never)).toThrow('applyTo: must be given a construct');
    expect(() => Environment.of(scope as never)).toThrow('of: must be given a construct');
    expect(() => Backend.of(scope as never)).toThrow('of: must be given a construct');
  });

  test('above the app there are none', () => {
    expect(() => local.applyTo(undefined as never)).toThrow('applyTo: must be given a construct');
    expect(Environment.of(undefined as never)).toBeUndefined();
  });

  test('without them both are asked for, and nothing is written', () =>
    expect(errors(chart => new Table(chart, 'table', bare))).toEqual([
      '[chart/table] backend: is missing. Give it, or call applyTo of a Backend with the chart, before the table.',
      '[chart/table] environment: is missing. Give it, or call applyTo of an Environment with the chart, before the table.',
    ]));

  test('without an environment no name is too short: its prefix may lengthen it', () => {
    const told = (tableName: string) =>
      errors(chart => new Table(chart, 'table', { ...bare, tableName, backend: Backend.ack() })).slice(1);
    expect(told('a')).toEqual([]);
    expect(told('')).toEqual([expect.stringContaining('tableName: must have 1 to 255 characters, has 0')]);
    expect(told('a b')).toEqual([expect.stringContaining('tableName: must consist of')]);
  });

  test('props of a class are refused, whose getters would be overlooked', () => {
    class Own implements TableProps {
      readonly tableName = 'users';
      readonly partitionKey = id;
      get deletionProtection() {
        return true;
      }
    }
    for (const props of [new Own(), Object.create({ ...users })])
      expect(errors(chart => new Table(chart, 'table', props)).join('\n')).toContain('props: must be a plain object');
    class OwnEnvironment {
      readonly name = 'x';
      readonly region = 'us-east-1';
      get accountId() {
        return 'abc';
      }
    }
    expect(() => new Environment(new OwnEnvironment())).toThrow('Environment: must be a plain object');
  });

  test('and so is what is of a class within them', () => {
    class OwnIndex {
      readonly indexName = 'byMail';
      readonly partitionKey = id;
      get projectionType() {
        return 'KEYS_ONLY';
      }
    }
    const told =
      'globalSecondaryIndexes[0]: must be a plain object (got an instance of OwnIndex). Give one whose members';
    expect(errorsOf({ globalSecondaryIndexes: [new OwnIndex()] }).join('\n')).toContain(told);
    expect(
      errors(chart => new Table(chart, 'table', users).addGlobalSecondaryIndex(new OwnIndex() as never)).join('\n'),
    ).toContain(told);
    expect(errorsOf({ billing: Billing.onDemand(new Map() as never) }).join('\n')).toContain(
      'billing: must be a plain object (got an instance of Map). Give one whose members',
    );
    expect(errorsOf({ billing: new Map() as never }).join('\n')).toContain(
      'billing: must be a plain object (got an instance of Map). Give Billing.onDemand()',
    );
    const credentials = Object.create(Credentials.providerConfig('aws'));
    expect(() => new Environment({ name: 'aws', region: 'us-west-2', credentials })).toThrow(
      'credentials: must be a plain object (got an instance of Credentials). Give Credentials.',
    );
  });

  test('a table is as it was when it was declared, whatever becomes of what was given', () => {
    const capacity = { readCapacity: Capacity.fixed(1), writeCapacity: Capacity.fixed(1) };
    const key = { ...id };
    const chart = chartOf(() => {});
    new Table(chart, 'table', { ...users, partitionKey: key, billing: Billing.provisioned(capacity) });
    key.name = 'other';
    capacity.readCapacity = Capacity.fixed(9);
    expect(Testing.synth(chart)[0].spec).toMatchObject({
      keySchema: [{ attributeName: 'id' }],
      provisionedThroughput: { readCapacityUnits: 1 },
    });
  });

  test.each<readonly [object, string]>([
    [{ lables: { a: 'b' } }, 'metadata.lables: is not known (got {"a":"b"}). Did you mean labels?'],
    [{ generateName: 'x' }, 'metadata.generateName: is not known'],
    [{ labels: { 'a b': 'c' } }, 'metadata.labels["a b"]: must consist of at most 63 letters'],
    [{ labels: { a: 'c d' } }, 'metadata.labels.a: must consist of letters, digits'],
    [{ labels: { a: 'b'.repeat(64) } }, 'metadata.labels.a: must have at most 63 characters, has 64'],
    [{ labels: { constructor: 'x' } }, 'metadata.labels.constructor: is a name that cdk8s cannot write'],
    [{ labels: new Map([['a', 'b']]) }, 'metadata.labels: must be an object of strings'],
    [{ annotations: { 'x y': 'z' } }, 'metadata.annotations["x y"]: must consist of'],
    [{ annotations: { [`${'x'.repeat(254)}/a`]: 'z' } }, 'after a domain of at most 253 characters and "/"'],
    [{ finalizers: [`${'x.'.repeat(127)}xx/a`] }, 'after a domain of at most 253 characters and "/"'],
    [{ labels: { a: undefined } }, 'metadata.labels.a: must be a string'],
    [{ labels: Object.create({ a: 'b' }) }, 'metadata.labels: must be an object of strings'],
    [{ finalizers: [5] }, 'metadata.finalizers[0]: must be a string (got 5)'],
    [{ finalizers: ['no slash!'] }, 'metadata.finalizers[0]: must consist of'],
    [{ ownerReferences: [{ kind: 'A' }] }, 'metadata.ownerReferences[0].apiVersion: is missing'],
    [new Map(), 'metadata: must be a plain object'],
  ])('metadata that no object may have: %j', (metadata, told) =>
    expect(errorsOf({ metadata }).join('\n')).toContain(told),
  );

  test('metadata that an object may have', () => {
    const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'a', uid: 'b', controller: true };
    const metadata = {
      labels: { 'example.com/team': '', a_b: 'C.d' },
      annotations: { 'example.com/note': 'anything\ngoes', [`${'x'.repeat(253)}/note`]: '' },
      finalizers: ['example.com/wait'],
      ownerReferences: [owner],
    };
    expect(errorsOf({ metadata })).toEqual([]);
    expect(one({ metadata }).metadata).toMatchObject({ finalizers: metadata.finalizers, ownerReferences: [owner] });
  });

  test('a name that no object can have is told of as the table’s alone', () => {
    const app = new GitOpsApp({ outdir: join(tmpdir(), 'never-written') });
    new Table(new Chart(app, 'chart'), 'table', { ...users, tableName: '\u001b[31m!' });
    expect(() => app.synth()).toThrow('because of 1 error:\n  [chart/table] tableName: must hold no control');
  });

  test('without them everything else is told all the same', () => {
    const wrong = { ...bare, tableName: 'a b', tags: 'x', metadata: { labels: { a: 1 }, namespace: 'A' } } as never;
    const told = (props: object) =>
      errors(chart => new Table(chart, 'table', { ...(wrong as object), ...props } as never));
    const texts = (...all: string[]) => all.map(text => expect.stringContaining(text));
    const ofMetadata = ['metadata.labels.a: must be', 'metadata.namespace: must consist of'] as const;
    const [labels, namespace] = ofMetadata;
    expect(told({})).toEqual(
      texts(
        labels,
        'backend: is missing',
        'environment: is missing',
        namespace,
        'tags: must be a list',
        'tableName: must consist of',
      ),
    );
    expect(told({ environment: local })).toEqual(
      texts(labels, 'backend: is missing', namespace, 'tags: must be a list', 'tableName: must consist of'),
    );
    expect(told({ backend: Backend.ack(), region: 7 })).toEqual(
      texts(
        labels,
        'environment: is missing',
        namespace,
        'region: must be a string',
        'tags: must be a list',
        'tableName: must consist of',
      ),
    );
  });

  test('the region is the environment’s, unless the table has its own', () => {
    const region = (props: Partial<TableProps>) => one(props).metadata.annotations?.['services.k8s.aws/region'];
    expect(region({})).toBe('us-west-2');
    expect(region({ region: 'eu-west-1' })).toBe('eu-west-1');
    expect(region({ region: undefined })).toBe('us-west-2');
  });

  test('Crossplane refers to the environment’s credentials', () => {
    const of = (credentials?: Credentials) =>
      one({
        backend: Backend.crossplane(),
        environment: new Environment({ name: 'x', region: 'us-west-2', credentials }),
      }).spec.providerConfigRef;
    expect(of()).toEqual({ kind: 'ClusterProviderConfig', name: 'default' });
    expect(of(Credentials.providerConfig('team'))).toEqual({ kind: 'ProviderConfig', name: 'team' });
  });
});

describe('an environment is checked when it is made', () => {
  test.each<readonly [object, string]>([
    [{ region: 'us-west-2' }, 'name: is missing'],
    [{ name: '', region: 'us-west-2' }, 'name: must have 1 to 63 characters'],
    [{ name: '../x', region: 'us-west-2' }, 'name: must consist of lower-case letters'],
    [{ name: 'aws', region: 'Oregon' }, 'region: must be a region'],
    [{ name: 'aws', region: 'us-west-2', tableNamePrefix: 'a b' }, 'tableNamePrefix: must consist of'],
    [{ name: 'aws', region: 'us-west-2', tableNamePrefix: '${x}' }, 'tableNamePrefix: must consist of'],
    [{ name: 'aws', region: 'us-west-2', accountId: '123' }, 'accountId: must be twelve digits'],
    [{ name: 'aws', region: 'us-west-2', accountId: 123456789012 }, 'accountId: must be a string'],
    [{ name: 'aws', region: 'us-west-2', acount: '1' }, 'acount: is not known'],
    [{ name: 'aws', region: 'us-west-2', credentials: Credentials.providerConfig('') }, 'credentials.name: must have'],
    [
      { name: 'aws', region: 'us-west-2', credentials: Credentials.providerConfig('A') },
      'credentials.name: must consist of lower-case letters',
    ],
  ])('%j', (props, message) => expect(() => new Environment(props as never)).toThrow(message));
  test.each([null, undefined, 'aws', []])('%p in the place of its props', props =>
    expect(() => new Environment(props as never)).toThrow('must be an object'),
  );
  test('an empty prefix is none', () =>
    expect(new Environment({ name: 'a', region: 'us-west-2', tableNamePrefix: '' }).tableNamePrefix).toBe(''));
});

describe('the name of the object', () => {
  test.each([
    ['users', 'users'],
    ['User_Sessions.V2', 'user-sessions-v2'],
    ['_-users-_', 'users'],
    ['1st', '1st'],
    ['__proto__', 'proto'],
  ])('of %s is %s, without the prefix', (tableName, name) => {
    const manifest = one({ tableName, environment: aws });
    expect(manifest.metadata.name).toBe(name);
    expect(manifest.spec.tableName).toBe(`tenant-atlantis-${tableName}`);
  });

  test('is asked for where nothing is left, whatever the prefix', () => {
    for (const environment of [local, aws])
      expect(errorsOf({ tableName: '_._', environment })).toEqual([
        expect.stringMatching(/^metadata\.name: leaves no Kubernetes name for "_\._" .*Give metadata\.name yourself/),
      ]);
  });
  test('is asked for where it would be too long', () =>
    expect(errorsOf({ tableName: 'x'.repeat(254) })).toEqual([
      expect.stringMatching(/^metadata\.name: is 254 characters long, the limit is 253 \(/),
    ]));
  test.each(['Users', 'a_b', '-a', 'a-', 'a..b', '', 'ä'])('%j is no name', name =>
    expect(errorsOf({ metadata: { name } })).toEqual([expect.stringMatching(/^metadata\.name: /)]),
  );
  test('is taken as it is given', () =>
    expect(one({ tableName: 'A_B', metadata: { name: 'c.d' } }).metadata.name).toBe('c.d'));
});

test.each(['users', 5, ['a'], null])('props that are no object (%p) are told as one error of their own', props =>
  expect(errors(chart => void new Table(chart, 'a', props as never))).toEqual([
    expect.stringMatching(/^\[chart\/a\] props: must be an object/),
  ]),
);

test.each([[['ack']], [[{ name: 'ack' }]], [[]]])('new Backend(...%j) is refused in words', given =>
  expect(() => Reflect.construct(Backend, given)).toThrow(
    'Backend: is not made with new. Take one, such as Backend.ack().',
  ),
);

describe('one owner', () => {
  const two = (a: Partial<TableProps>, b: Partial<TableProps>) =>
    errors(chart => {
      new Table(chart, 'a', { ...users, ...a });
      new Table(chart, 'b', { ...users, ...b });
    });

  test('two objects for one table are one error, on the second, whatever their kinds', () =>
    expect(two({ backend: Backend.ack() }, { backend: Backend.crossplane(), metadata: { name: 'other' } })).toEqual([
      '[chart/b] the table users is declared by chart/a too. Keep one of them, or give one a name of its own. To move it to another engine, let the first only look at it: managementPolicy READ_ONLY. [N10]',
    ]));
  test('whoever only looks at a table is no owner of it', () => {
    const readOnly = { managementPolicy: ManagementPolicy.READ_ONLY };
    const other = { backend: Backend.crossplane(), metadata: { name: 'other' } };
    expect(two({ backend: Backend.ack() }, { ...other, ...readOnly })).toEqual([]);
    expect(two(readOnly, { ...readOnly, metadata: { name: 'users' } })).toHaveLength(1);
  });
  test('it moves to another engine as the error says: the first only looks, until it is removed', () => {
    const first = { managementPolicy: ManagementPolicy.READ_ONLY };
    const second = { metadata: { name: 'other' }, managementPolicy: ManagementPolicy.ADOPT };
    const engines = [Backend.ack(), Backend.crossplane(), Backend.kro(), Backend.kratix()];
    for (const from of engines)
      for (const to of engines)
        expect(
          two(
            { ...first, backend: from },
            {
              ...second,
              backend: to,
              deletionProtection: true,
              pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
            },
          ),
        ).toEqual([]);
  });
  test('two tables whose objects would have one name are an error that names both', () =>
    expect(two({ tableName: 'my_users' }, { tableName: 'my.users' })).toEqual([
      '[chart/b] the Table object my-users of the table my.users is declared by chart/a too, for the table my_users. Give one of the objects another name: metadata.name of a Table, the name of a component, or the prop that asks for it. [N10]',
    ]));
  test('they are told by the app that writes files, which would collide, and so is the Secret that they share: each once', () => {
    const app = new GitOpsApp({ outdir: join(tmpdir(), 'never-written') });
    const chart = new Chart(app, 'chart');
    for (const tableName of ['my_users', 'my.users', 'my-users'])
      new Table(chart, tableName, { ...users, tableName, connectionSecretName: 'shared' });
    expect(() => app.synth()).toThrow(
      /^Nothing was written, because of 4 errors:\n( {2}\[chart\/my\.users\] .* \[N10\]\n){2}( {2}\[chart\/my-users\] .* \[N10\]\n){2}$/,
    );
  });
  test('kro makes an ACK Table of its object’s name, so the two may not meet', () => {
    const ofKro = { tableName: 'other', backend: Backend.kro(), metadata: { name: 'users' } };
    expect(two({}, ofKro)).toHaveLength(1);
    expect(two({}, { ...ofKro, metadata: { name: 'users', namespace: 'elsewhere' } })).toEqual([]);
    expect(two({}, { ...ofKro, backend: Backend.crossplane() })).toEqual([]);
  });
  test('one name in two regions is two tables', () =>
    expect(two({}, { region: 'eu-west-1', metadata: { name: 'other' } })).toEqual([]));
  test('the region of the environment is a region like any other', () =>
    expect(two({}, { region: 'us-west-2', metadata: { name: 'other' } })).toHaveLength(1));
  test('one name in two environments is two tables', () =>
    expect(
      two(
        { environment: local },
        { environment: new Environment({ name: 'other', region: 'us-west-2' }), metadata: { name: 'other' } },
      ),
    ).toEqual([]));
  test('two environments of one account are one', () => {
    const of = (name: string) => new Environment({ name, region: 'us-west-2', accountId: '123456789012' });
    expect(two({ environment: of('a') }, { environment: of('b'), metadata: { name: 'other' } })).toHaveLength(1);
  });
  describe('an environment that names its account, and one of the same name that does not', () => {
    const other = { metadata: { name: 'other' } };
    const of = (name: string, accountId?: string) => ({
      environment: new Environment({ name, region: 'us-west-2', accountId }),
    });
    test.each([
      [undefined, '123456789012'],
      ['123456789012', undefined],
    ])('are one: %p and %p', (first, second) =>
      expect(two(of('a', first), { ...of('a', second), ...other })).toHaveLength(1),
    );
    test('are not one where both name one, and another', () =>
      expect(two(of('a', '111111111111'), { ...of('a', '222222222222'), ...other })).toEqual([]));
    test('are told of once, though the table is claimed twice', () =>
      expect(
        errors(chart => {
          new Table(chart, 'a', { ...users, ...of('a') });
          new Table(chart, 'b', { ...users, ...of('b', '123456789012'), metadata: { name: 'b' } });
          new Table(chart, 'c', { ...users, ...of('a', '123456789012'), metadata: { name: 'c' } });
        }),
      ).toEqual([expect.stringMatching(/^\[chart\/c\] the table users is declared by chart\/. too\. /)]));
  });
  test('a name with the prefix and a name that brings it are one table', () => {
    const plain = new Environment({ name: 'aws', region: 'us-west-2' });
    expect(
      two(
        { environment: aws },
        { environment: plain, tableName: 'tenant-atlantis-users', metadata: { name: 'other' } },
      ),
    ).toHaveLength(1);
  });
  test('many tables of one name are an error on each but the first, which it names', () => {
    const told = errors(chart => {
      for (let at = 0; at < 300; at++) new Table(chart, `t${at}`, users);
    });
    expect(told).toHaveLength(299);
    expect(told[6]).toBe(
      '[chart/t7] the table users is declared by chart/t0 too. Keep one of them, or give one a name of its own. To move it to another engine, let the first only look at it: managementPolicy READ_ONLY. [N10]',
    );
  });
  test.each([undefined, '', 5, null])('tables without a name (%p) do not contest it', tableName => {
    const told = errors(chart => {
      for (let at = 0; at < 10; at++) new Table(chart, `t${at}`, { ...users, tableName } as never);
    });
    expect(told.filter(error => error.includes('is declared by'))).toEqual([]);
    expect(told.filter(error => /tableName/.test(error))).toHaveLength(told.length);
  });
  test('whoever contests the table and its object is told of once', () => {
    const told = errors(chart => {
      for (const id of ['a', 'b']) new Table(chart, id, users);
      new Table(chart, 'c', { ...users, tableName: 'others', metadata: { name: 'users' } });
    });
    expect(told).toEqual([
      expect.stringMatching(/^\[chart\/b\] the table users is declared by chart\/a too\. /),
      expect.stringMatching(/^\[chart\/c\] the Table object users of the table others is declared by chart\/a too, /),
    ]);
  });
  test('across charts too', () => {
    const app = Testing.app();
    for (const name of ['one', 'two']) new Table(new Chart(app, name), 'table', users);
    expect(() => app.synth()).toThrow('[two/table] the table users is declared by one/table too');
  });
  test('one table for each of two environments, though its objects have one name', () => {
    const app = Testing.app();
    for (const [name, accountId] of [
      ['dev', '111111111111'],
      ['prod', '222222222222'],
    ] as const) {
      const environment = new Environment({ name, accountId, region: 'us-west-2', tableNamePrefix: `${name}-` });
      new Table(new Chart(app, name, { namespace: 'shop' }), 'orders', { ...users, environment });
    }
    expect(() => app.synth()).not.toThrow();
  });
  test('in two apps they are nobody’s business', () => {
    for (const _ of [1, 2]) expect(() => one({})).not.toThrow();
  });
  test('objects of one name in two namespaces are two', () =>
    expect(two({ metadata: { namespace: 'a' } }, { tableName: 'Users', metadata: { namespace: 'b' } })).toEqual([]));
});

describe('objects beside the table', () => {
  const asked = { backupName: 'one', connectionSecretName: 'users-connection' };
  const exported = ['region', 'table-arn', 'table-name'].map(key => `FieldExport users-connection-secret-${key}`);
  const beside = ['Backup users-backup', 'Secret users-connection', ...exported];
  const called = (objects: readonly Manifest[]) => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

  test('stand after it, in its namespace and with its labels, and their children have ids of their own', () => {
    const metadata = { namespace: 'shop', labels: { team: 'a' }, annotations: { note: 'b' } };
    const chart = chartOf(c => void new Table(c, 'table', { ...users, ...asked, backend: Backend.ack(), metadata }), {
      labels: { app: 'x' },
    });
    const objects = Testing.synth(chart) as Manifest[];
    expect(called(objects)).toEqual(['Table users', ...beside]);
    for (const { metadata } of objects)
      expect(metadata).toMatchObject({ namespace: 'shop', labels: { app: 'x', team: 'a' } });
    expect(objects.filter(({ metadata }) => metadata.annotations?.note).length).toBe(1);
    expect(chart.node.findChild('table').node.children.map(({ node }) => node.id)).toEqual([
      'Resource',
      'backup',
      'connectionSecret',
      'connectionSecretRegion',
      'connectionSecretTableArn',
      'connectionSecretTableName',
    ]);
    expect(objects[2]).toStrictEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'users-connection', namespace: 'shop', labels: { app: 'x', team: 'a' } },
    });
  });

  test('are not there when nothing asks for them, and stay when an index is added', () => {
    expect(called(synth(chart => new Table(chart, 'table', { ...users, backend: Backend.ack() })))).toEqual([
      'Table users',
    ]);
    const objects = synth(chart =>
      new Table(chart, 'table', { ...users, ...asked, backend: Backend.ack() }).addGlobalSecondaryIndex({
        indexName: 'byB',
        partitionKey: { name: 'b', type: AttributeType.STRING },
      }),
    );
    expect(called(objects)).toEqual(['Table users', ...beside]);
    expect(JSON.stringify(objects[0])).toContain('byB');
  });

  test('are seen by an app’s own resolvers', () => {
    const app = new App({
      resolvers: [{ resolve: context => void (context.value === 'one' && context.replaceValue('resolved')) }],
    });
    const chart = new Chart(app, 'chart');
    new Table(chart, 'table', { ...users, ...asked, backend: Backend.ack(), environment: local });
    expect((Testing.synth(chart) as Manifest[])[1]).toMatchObject({ spec: { backupName: 'resolved' } });
  });

  test.each([
    ['kro', Backend.kro()],
    ['kratix', Backend.kratix()],
  ])('are left to %s, which makes them of its own object', (_, backend) =>
    expect(synth(chart => new Table(chart, 'table', { ...users, ...asked, backend }))).toHaveLength(1),
  );

  test('are refused by Crossplane, with the reason', () =>
    expect(errorsOf({ ...asked, connectionConfigMapName: 'a', backend: Backend.crossplane() })).toEqual([
      expect.stringMatching(/^backupName: cannot be given, because the provider has no on-demand backup/),
      expect.stringMatching(/^connectionSecretName: cannot be given, because the provider writes nothing/),
      expect.stringMatching(/^connectionConfigMapName: cannot be given, because the provider writes none/),
    ]));

  test.each([Backend.ack(), Backend.kro(), Backend.kratix()])('have one owner: $name', backend => {
    const secret = (name: string) => ({ ...users, tableName: name, connectionSecretName: 'shared', backend });
    const told = (namespace?: string) =>
      errors(chart => {
        new Table(chart, 'a', secret('one'));
        new Table(chart, 'b', { ...secret('two'), metadata: { namespace } });
      });
    expect(told()).toEqual([
      '[chart/b] the Secret object shared of the table two is declared by chart/a too, for the table one. Give one of the objects another name: metadata.name of a Table, the name of a component, or the prop that asks for it. [N10]',
    ]);
    expect(told('elsewhere')).toEqual([]);
  });

  test.each([Backend.ack(), Backend.kro()])('are told of all at once, each once: $name', backend =>
    expect(
      errors(chart => {
        for (const tableName of ['one', 'two'])
          new Table(chart, tableName, {
            ...users,
            tableName,
            backend,
            backupName: 'a-backup',
            connectionSecretName: 's',
            connectionConfigMapName: 'cm',
          });
      }),
    ).toEqual(
      ['ConfigMap object cm', 'Secret object s'].map(object =>
        expect.stringContaining(`the ${object} of the table two is declared by chart/one too`),
      ),
    ),
  );

  test('leave the table as much of a name as their own need', () => {
    const named = (length: number) =>
      errorsOf({ backupName: 'one', backend: Backend.ack(), metadata: { name: 'x'.repeat(length) } });
    expect(named(246)).toEqual([]);
    expect(named(247)).toEqual([
      expect.stringMatching(
        /^metadata\.name: is 247 characters long, the limit is 246, since the name of its Backup is made of it/,
      ),
    ]);
  });
});

describe('what is wrong', () => {
  test('is told all at once, and nothing is written', () =>
    expect(
      errorsOf({ tableName: 'ab', sortKey: id, tags: [{ key: 'aws:x', value: '' }], metadata: { name: 'A' } }),
    ).toEqual([
      expect.stringMatching(/^tableName: must have 3 to 255 characters/),
      expect.stringMatching(/^sortKey\.name: is both .* \[K3\]$/),
      expect.stringMatching(/^tags\[0\]\.key: begins with aws:.* \[G4\]$/),
      expect.stringMatching(/^metadata\.name: /),
    ]));

  test('is told of the engine’s rules too', () =>
    expect(
      errorsOf({
        backend: Backend.crossplane(),
        tags: Array.from({ length: 48 }, (_, i) => ({ key: `key-${i}`, value: '' })),
      }),
    ).toEqual([expect.stringMatching(/^tags: must have at most 47 elements.*\[G1\]$/)]));

  test('is not a tag called like a member of every object: cdk8s alone would lose it', () => {
    const chart = chartOf(() => {});
    const tags = ['__proto__', 'constructor'].map(key => ({ key, value: 'kept' }));
    const table = new Table(chart, 'table', { ...users, backend: Backend.crossplane(), tags });
    table.apiObject.addJsonPatch(JsonPatch.add('/spec/forProvider/streamEnabled', true));
    const [manifest] = Testing.synth(chart);
    const read = load(Yaml.stringify(manifest)) as { spec: { forProvider: { tags: object } } };
    expect(Object.entries(read.spec.forProvider.tags)).toEqual([
      ['__proto__', 'kept'],
      ['constructor', 'kept'],
    ]);
    expect(read.spec.forProvider).toHaveProperty('streamEnabled', true);
  });

  test('stops the app from writing anything', () => {
    const app = new App({ outdir: Testing.app().outdir });
    new Table(new Chart(app, 'good'), 'table', users);
    new Table(new Chart(app, 'bad'), 'table', { ...users, tableName: 'ab' });
    expect(() => app.synth()).toThrow('[bad/table] tableName: must have 3 to 255 characters, has 2 (got "ab")');
  });

  test.each<readonly [string, unknown]>([
    ['tableName', 7],
    ['tableName', undefined],
    ['tableName', {}],
    ['partitionKey', null],
    ['billing', 'PROVISIONED'],
    ['tags', 'team=a'],
    ['localSecondaryIndexes', 'byTime'],
    ['globalSecondaryIndexes', {}],
    ['globalSecondaryIndexes', 'byEmail'],
    ['region', null],
    ['metadata', null],
    ['metadata', 'name'],
    ['backend', 'ack'],
    ['backend', null],
    ['environment', 'aws'],
    ['environment', {}],
    ['environment', null],
    ['tableNam', 'users'],
  ])('a wrong %s (%p) is an error that names it', (prop, value) => {
    const found = errorsOf({ [prop]: value });
    expect(found.length).toBeGreaterThan(0);
    expect(found.join('\n')).toContain(prop);
    expect(found.join('\n')).not.toMatch(/Cannot read|undefined is not|is not a function/);
  });

  test('a construct in the place of a name is told, not thrown at', () =>
    expect(errorsOf({ tableName: Testing.chart() })).toContainEqual(
      expect.stringMatching(/^tableName: must be a string/),
    ));
});

describe('warnings', () => {
  const warned = { timeToLive: TimeToLive.disabled('ttl') };
  afterEach(() => {
    delete process.env.CDK8S_DYNAMODB_STRICT;
  });

  test('do not stop synth', () => expect(one(warned).spec).toHaveProperty('timeToLive.enabled', false));

  test('are errors when CDK8S_DYNAMODB_STRICT=1', () => {
    process.env.CDK8S_DYNAMODB_STRICT = '1';
    expect(errorsOf(warned)).toEqual([expect.stringMatching(/\[T5\]$/)]);
    expect(errorsOf({})).toEqual([]);
  });

  test('are errors with true, and a word of another kind is told', () => {
    process.env.CDK8S_DYNAMODB_STRICT = 'true';
    expect(errorsOf(warned)).toHaveLength(1);
    process.env.CDK8S_DYNAMODB_STRICT = 'yes';
    expect(errorsOf(warned)).toEqual([expect.stringContaining('CDK8S_DYNAMODB_STRICT: must be 1')]);
  });

  test('0 is not strict', () => {
    process.env.CDK8S_DYNAMODB_STRICT = '0';
    expect(errorsOf(warned)).toEqual([]);
  });
});

describe('in YAML', () => {
  const written = (props: Partial<TableProps>) => {
    const manifest = one(props);
    const yaml = Yaml.stringify(manifest);
    expect(load(yaml)).toEqual(manifest);
    return yaml;
  };

  test('an N is quoted, since YAML 1.1 takes it for false', () =>
    expect(written({ sortKey: { name: 'at', type: AttributeType.NUMBER } })).toContain('attributeType: "N"'));

  test.each([
    'N',
    'y',
    'on',
    'no',
    'null',
    '~',
    'true',
    '1',
    '1e3',
    '0x1',
    '007',
    '1_000',
    '.inf',
    '2026-11-21',
    '12:30:45',
    '#x',
    ': ',
    '- a',
    '&a',
    '*a',
    '!a',
    '${x}',
    '\\(x)',
    '"',
    "'",
    '\\',
    ' lead',
    'trail ',
    '\u00a0',
    '\u200b',
    'é漢😀',
    '<<',
    '=',
    '|',
    '>',
    '%',
    '@',
    '`',
    '{',
    '[',
  ])('a key %j is read back as it is', name => {
    written({ partitionKey: { ...id, name }, timeToLiveAttribute: `${name}x` });
  });

  test.each(
    ['toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'prototype', 'length', 'name', 'N', '<<', '1e3'].filter(
      key => !key.includes('<'),
    ),
  )('a tag %s is kept on Crossplane, where tags are a map', key => {
    const { spec } = one({ backend: Backend.crossplane(), tags: [{ key, value: 'x' }] });
    expect(spec).toMatchObject({ forProvider: { tags: { [key]: 'x' } } });
    expect(load(Yaml.stringify(spec))).toEqual(spec);
  });
});

test('the same app gives the same bytes', () => {
  const bytes = () => {
    const app = Testing.app();
    const chart = new Chart(app, 'chart');
    for (const [i, backend] of [Backend.ack(), Backend.crossplane(), Backend.kro(), Backend.kratix()].entries())
      new Table(chart, `table-${i}`, {
        ...users,
        tableName: `users-${i}`,
        backend,
        billing: Billing.provisioned({ readCapacity: Capacity.fixed(1), writeCapacity: Capacity.fixed(2) }),
        removalPolicy: RemovalPolicy.DELETE,
        tags: [
          { key: 'b', value: '1' },
          { key: 'a', value: '2' },
        ],
      });
    return app.synthYaml();
  };
  expect(bytes()).toBe(bytes());
});

describe('junk is told, and nothing else', () => {
  test.each<[object, string]>([
    [{ metadata: { namespace: 'Bad NS!' } }, 'metadata.namespace: must consist of'],
    [{ metadata: { namespace: 7 } }, 'metadata.namespace: must be a string'],
    [{ metadata: { name: Symbol('x') } }, 'metadata.name: must be a string'],
    [{ metadata: { name: 7 }, backupName: 'first' }, 'metadata.name: must be a string'],
    [{ metadata: { finalizers: 'x' } }, 'metadata.finalizers: must be a list'],
    [{ metadata: { ownerReferences: {} } }, 'metadata.ownerReferences: must be a list'],
    [{ metadata: { labels: 'x' } }, 'metadata.labels: must be an object of strings'],
    [{ metadata: { annotations: { a: 1 } } }, 'metadata.annotations.a: must be a string'],
    [{ tableName: 'bad name' }, 'tableName: must consist of'],
  ])('%j', (props, message) => expect(errorsOf(props)).toEqual([expect.stringContaining(message)]));

  test('labels of the chart', () => {
    const chart = chartOf(c => void new Table(c, 'table', users), { labels: { team: 7 as never } });
    expect(chart.node.findAll().flatMap(construct => construct.node.validate())).toEqual([
      expect.stringContaining('chart.labels.team: must be a string'),
    ]);
  });

  test.each([Credentials.clusterProviderConfig('Not A Name!'), { kind: 'Foo', name: 'x' }])('credentials %j', given =>
    expect(() => new Environment({ name: 'a', region: 'us-west-2', credentials: given as Credentials })).toThrow(
      'credentials.',
    ),
  );
});

test('props are taken as they are when the table is made', () => {
  const index = { indexName: 'byA', partitionKey: { name: 'a', type: AttributeType.STRING } };
  const props = { ...users, tags: [{ key: 'a', value: 'b' }], globalSecondaryIndexes: [index] };
  const own: unknown[] = [];
  own.push(own);
  expect(errorsOf({ tags: own })).not.toEqual([]);
  const chart = chartOf(() => undefined);
  const table = new Table(chart, 'table', props);
  const added = { indexName: 'byB', partitionKey: { name: 'b', type: AttributeType.STRING } };
  table.addGlobalSecondaryIndex(added);
  const before = JSON.stringify(table.apiObject.toJson());
  props.tags.push({ key: 'c', value: 'd' });
  props.globalSecondaryIndexes.push({ ...index, indexName: 'byC' });
  added.indexName = 'other';
  table.addGlobalSecondaryIndex({ ...index, indexName: 'byD' });
  const after = JSON.stringify(table.apiObject.toJson());
  expect(before).toContain('byB');
  expect(after).not.toMatch(/byC|other|"c"/);
});

test('metadata is taken as it is when the table is made', () => {
  const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'a', uid: 'b' };
  const labels: { [name: string]: unknown } = { a: 'b' };
  const chart = chartOf(() => undefined);
  const table = new Table(chart, 'table', { ...users, metadata: { labels, ownerReferences: [owner] } as never });
  owner.name = 'other';
  labels.a = 7;
  table.addGlobalSecondaryIndex({ indexName: 'byA', partitionKey: { name: 'a', type: AttributeType.STRING } });
  expect((Testing.synth(chart)[0] as Manifest).metadata).toMatchObject({
    labels: { a: 'b' },
    ownerReferences: [{ name: 'a' }],
  });
});

test('an app’s own resolvers see the spec', () => {
  const app = new App({
    resolvers: [{ resolve: context => void (context.value === 'users' && context.replaceValue('resolved')) }],
  });
  const chart = new Chart(app, 'chart');
  const table = new Table(chart, 'table', users);
  expect(table.apiObject.toJson().spec.tableName).toBe('resolved');
});
