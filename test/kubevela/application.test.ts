import { Chart, Testing } from 'cdk8s';
import {
  Application,
  AttributeType,
  Backend,
  Billing,
  Capacity,
  Environment,
  GitOpsApp,
  ManagementPolicy,
  ProjectionType,
  Table,
  type TableOptions,
} from '../../src';

const id = { name: 'id', type: AttributeType.STRING };
const users: TableOptions = { tableName: 'users', partitionKey: id };
const units = (read: number, write: number) => ({
  readCapacity: Capacity.fixed(read),
  writeCapacity: Capacity.fixed(write),
});

interface Given {
  readonly prefix?: string;
  readonly environment?: boolean;
  readonly backend?: Backend;
}

/** A chart in an environment, as most are. */
function chartOf({ prefix = 'acme-', environment = true, backend }: Given = {}): Chart {
  const chart = new Chart(new GitOpsApp(), 'shop', { namespace: 'shop' });
  if (environment)
    new Environment({ name: 'aws', region: 'eu-west-1', tableNamePrefix: prefix || undefined }).applyTo(chart);
  backend?.applyTo(chart);
  return chart;
}

const componentsOf = (chart: Chart): readonly object[] => Testing.synth(chart)[0].spec.components;

/** What one table becomes. */
const componentOf = (table: TableOptions, via: Backend, name = 'users-table'): object => {
  const chart = chartOf();
  new Application(chart, 'app').addTable(name, table, { via });
  return componentsOf(chart)[0]!;
};

/** Everything that is wrong with what was built. */
const errorsOf = (build: (app: Application, chart: Chart) => void, given?: Given): readonly string[] => {
  const chart = chartOf(given);
  build(new Application(chart, 'app'), chart);
  return chart.node.findAll().flatMap(construct => construct.node.validate());
};

const everything: TableOptions = {
  ...users,
  timeToLiveAttribute: 'expiresAt',
  billing: Billing.provisioned(units(10, 5)),
  tags: [{ key: 'team', value: 'a' }],
  globalSecondaryIndexes: [
    {
      indexName: 'byEmail',
      partitionKey: { name: 'email', type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
      ...units(3, 4),
    },
  ],
};

describe('addTable', () => {
  test('writes a plain table as the component alone', () =>
    expect(componentOf(users, Backend.kratix())).toEqual({
      name: 'users-table',
      type: 'aws-dynamodb-kratix',
      properties: {
        tableName: 'users',
        region: 'eu-west-1',
        attributeDefinitions: [{ name: 'id', type: 'S' }],
        keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
        billingMode: 'PAY_PER_REQUEST',
        deletionPolicy: 'retain',
      },
    }));

  test('leaves the name out where the component takes its own', () => {
    expect(componentOf(users, Backend.crossplane(), 'users')).not.toHaveProperty('properties.tableName');
    expect(componentOf(users, Backend.crossplane(), 'other')).toHaveProperty('properties.tableName', 'users');
  });

  test.each([
    ['xp', Backend.crossplane()],
    ['kro', Backend.kro()],
  ])('makes a trait of each feature that has one: %s', (engine, via) => {
    const component = componentOf(everything, via);
    expect(component).toMatchObject({
      traits: [
        { type: `dynamodb-ttl-${engine}`, properties: { enabled: true, attributeName: 'expiresAt' } },
        {
          type: `dynamodb-provisioned-capacity-${engine}`,
          properties: { readCapacityUnits: 10, writeCapacityUnits: 5 },
        },
        {
          type: `dynamodb-global-index-${engine}`,
          properties: {
            indexes: [
              {
                indexName: 'byEmail',
                keySchema: [{ attributeName: 'email', keyType: 'HASH' }],
                projection: { projectionType: 'KEYS_ONLY' },
                provisionedThroughput: { readCapacityUnits: 3, writeCapacityUnits: 4 },
              },
            ],
          },
        },
      ],
    });
    // what a trait says, the component does not
    const { properties } = component as { readonly properties: object };
    expect(Object.keys(properties)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/ttl|provisioned|globalSecondary/i)]),
    );
    expect(properties).toMatchObject({
      attributeDefinitions: [
        { attributeName: 'email', attributeType: 'S' },
        { attributeName: 'id', attributeType: 'S' },
      ],
      tags: [{ key: 'team', value: 'a' }],
    });
  });

  test('takes the region of the environment where its own is left undefined', () =>
    expect(componentOf({ ...users, region: undefined }, Backend.kro())).toMatchObject({
      properties: { region: 'eu-west-1' },
    }));

  test('says everything in the component where there are no traits', () => {
    const component = componentOf(everything, Backend.kratix());
    expect(component).not.toHaveProperty('traits');
    expect(component).toMatchObject({
      properties: {
        billingMode: 'PROVISIONED',
        provisioned: { readCapacity: 10, writeCapacity: 5 },
        ttlEnabled: true,
        ttlAttributeName: 'expiresAt',
        globalSecondaryIndexes: [{ indexName: 'byEmail' }],
      },
    });
  });

  test('takes the backend of the chart, unless it is told another', () => {
    const chart = chartOf({ backend: Backend.kro() });
    const app = new Application(chart, 'app');
    app.addTable('a-table', { ...users, tableName: 'aaa' });
    app.addTable('b-table', { ...users, tableName: 'bbb' }, { via: Backend.crossplane() });
    expect(componentsOf(chart)).toMatchObject([{ type: 'aws-dynamodb-kro' }, { type: 'aws-dynamodb-xp' }]);
  });

  test('refers to the table with the prefix, and gives the component the name without it', () => {
    const chart = chartOf();
    const table = new Application(chart, 'app').addTable('users-table', users, { via: Backend.kro() });
    expect(table.tableName).toBe('acme-users');
    expect(componentsOf(chart)).toMatchObject([{ properties: { tableName: 'users' } }]);
  });
});

describe('other components', () => {
  test('are handed on as they are, in the order in which they were added', () => {
    const chart = chartOf({ backend: Backend.kro() });
    const app = new Application(chart, 'app');
    app.addComponent({ name: 'web', type: 'webservice', properties: { image: 'a:1', anything: { goes: [1] } } });
    app.addTable('users-table', users);
    app.addComponent({
      name: 'job',
      type: 'task',
      dependsOn: ['users-table', 'web'],
      traits: [{ type: 'scaler', properties: { replicas: 2 } }, { type: 'plain' }],
    });
    expect(componentsOf(chart)).toEqual([
      { name: 'web', type: 'webservice', properties: { image: 'a:1', anything: { goes: [1] } } },
      expect.objectContaining({ name: 'users-table' }),
      {
        name: 'job',
        type: 'task',
        dependsOn: ['users-table', 'web'],
        traits: [{ type: 'scaler', properties: { replicas: 2 } }, { type: 'plain' }],
      },
    ]);
  });

  test('take the id for a name that is left undefined', () => {
    const chart = chartOf();
    new Application(chart, 'app', { metadata: { name: undefined } }).addComponent({ name: 'web', type: 'webservice' });
    expect(Testing.synth(chart)[0].metadata).toEqual({ name: 'app', namespace: 'shop' });
  });

  test('may be all there is', () => {
    const chart = chartOf();
    new Application(chart, 'app', { metadata: { name: 'other', labels: { a: 'b' } } }).addComponent({
      name: 'web',
      type: 'webservice',
    });
    expect(Testing.synth(chart)[0].metadata).toEqual({ name: 'other', namespace: 'shop', labels: { a: 'b' } });
  });
});

describe('what is refused, with the reason', () => {
  const kro = { backend: Backend.kro() };
  const rows: readonly (readonly [string, string, (app: Application, chart: Chart) => void, Given?])[] = [
    ['an empty application', 'components: is empty. Add a table or a component.', () => undefined],
    [
      'a backend without a component',
      'users: via: has no component for ack. Choose one of crossplane, kro, kratix.',
      app => app.addTable('users', users, { via: Backend.ack() }),
    ],
    [
      'no backend',
      'users: via: is missing. Choose one of crossplane, kro, kratix.',
      app => app.addTable('users', users),
    ],
    [
      'no environment',
      'users: environment: is missing. Call applyTo of an Environment with the chart, before the table.',
      app => app.addTable('users', users),
      { environment: false, ...kro },
    ],
    [
      'a wrong table, by the component and the prop',
      'users: partitionKey.name: must have 1 to 255 characters, has 0 (got ""). Lengthen it.',
      app => app.addTable('users', { ...users, partitionKey: { ...id, name: '' } }),
      kro,
    ],
    [
      'a name with the prefix',
      'users: tableName: already begins with the environment\'s prefix acme- (got "acme-users"). Give the name without it: it is added once. [N4]',
      app => app.addTable('users', { ...users, tableName: 'acme-users' }),
      kro,
    ],
    [
      'two components of one name',
      'web: is the name of two components. Give each a name of its own.',
      app => {
        app.addComponent({ name: 'web', type: 'webservice' });
        app.addComponent({ name: 'web', type: 'worker' });
      },
    ],
  ];
  test.each(rows.map(([name, ...row]) => ({ name, row })))('$name', ({ row: [message, build, given] }) =>
    expect(errorsOf(build, given)).toEqual([message]),
  );

  test('a table that another component declares', () =>
    expect(
      errorsOf(app => {
        app.addTable('one', users);
        app.addTable('two', users);
      }, kro),
    ).toEqual([
      'two: the table acme-users is declared by shop/app/one too. Keep one of them, or give one a name of its own. To move it to another engine, let the first only look at it: managementPolicy READ_ONLY. [N10]',
    ]));

  test('two tables of one name in one application are told once, as components of one name', () =>
    expect(
      errorsOf(app => {
        app.addTable('one', users);
        app.addTable('one', users);
      }, kro).filter(error => error.includes('is declared by')),
    ).toEqual([]));

  test('a table that a Table declares through another engine', () =>
    expect(
      errorsOf((app, chart) => {
        app.addTable('one', users);
        new Table(chart, 'table', { ...users, backend: Backend.ack() });
      }, kro),
    ).toEqual([
      'the table acme-users is declared by shop/app/one too. Keep one of them, or give one a name of its own. To move it to another engine, let the first only look at it: managementPolicy READ_ONLY. [N10]',
    ]));

  test('a Table of the whole cluster has no component', () =>
    expect(
      errorsOf(app => app.addTable('one', users), { backend: Backend.crossplane({ clusterScoped: true }) }),
    ).toEqual([
      expect.stringContaining('via: has no component for crossplane-cluster. Choose one of crossplane, kro, kratix.'),
    ]));

  test('not a table that is only looked at', () =>
    expect(
      errorsOf(app => {
        app.addTable('one', users);
        app.addTable('two', { ...users, managementPolicy: ManagementPolicy.READ_ONLY });
      }, kro),
    ).toEqual([]));

  test('a Secret that another component declares', () =>
    expect(
      errorsOf(app => {
        for (const name of ['one', 'two'])
          app.addTable(name, { ...users, tableName: name, connectionSecretName: 'shared' });
      }, kro),
    ).toEqual([
      'two: the Secret object shared of the table acme-two is declared by shop/app/one too, for the table acme-one. Give one of the objects another name: metadata.name of a Table, the name of a component, or the prop that asks for it. [N10]',
    ]));

  test('not what Kratix makes in another cluster', () =>
    expect(
      errorsOf(app => {
        for (const via of [Backend.kro(), Backend.kratix()])
          app.addTable(via.name, { ...users, tableName: via.name, connectionSecretName: 'shared' }, { via });
      }, kro),
    ).toEqual([]));

  test('an object that another application or a Table declares', () => {
    const chart = chartOf(kro);
    for (const name of ['one', 'two'])
      new Application(chart, name).addTable('orders-table', { ...users, tableName: name });
    new Table(chart, 'table', { ...users, metadata: { name: 'orders-table' } });
    const told = chart.node.findAll().flatMap(construct => construct.node.validate());
    const where = 'is declared by shop/one/orders-table too, for the table acme-one';
    const fix =
      'Give one of the objects another name: metadata.name of a Table, the name of a component, or the prop that asks for it. [N10]';
    expect(told).toEqual([
      `orders-table: the DynamoDBTable object orders-table of the table acme-two ${where}. ${fix}`,
      `the DynamoDBTable object orders-table of the table acme-users ${where}. ${fix}`,
    ]);
  });

  test.each(['aws-dynamodb-xp', 'aws-dynamodb-kro', 'aws-dynamodb-kratix'])('%s as a component like any other', type =>
    expect(errorsOf(app => app.addComponent({ name: 'a', type }))).toEqual([
      `a: type: is a table's component (got "${type}"). Use addTable.`,
    ]),
  );

  test.each(['\u001b[31mred\u001b[0m\nline', 'x'.repeat(5000)])('a name that would steer a terminal: %j', name => {
    const table = { ...users, tableName: name };
    const told = errorsOf(app => {
      for (const _ of [1, 2]) app.addTable(name, table, { via: Backend.kro() });
      app.addComponent({ name, type: 'x', dependsOn: [name, `${name}!`] });
      new Table(app, 'table', { ...table, backend: Backend.kro() });
    });
    expect(told.length).toBeGreaterThan(5);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
    for (const line of told) expect(line).not.toMatch(/[\u0000-\u001f]|x{200}/);
  });

  test.each<readonly [string, (app: Application) => void, string]>([
    ['no component', app => app.addComponent(undefined as never), 'component: must be an object'],
    ['no name', app => app.addComponent({ type: 'webservice' } as never), 'name: must be a string'],
    ['a name that Kubernetes refuses', app => app.addComponent({ name: 'A B', type: 'x' }), 'lower-case letters'],
    ['a type that is none', app => app.addComponent({ name: 'a', type: 5 as never }), 'type: must be the name'],
    [
      'properties that are none',
      app => app.addComponent({ name: 'a', type: 'x', properties: 'y' as never }),
      'properties: must',
    ],
    [
      'traits that are none',
      app => app.addComponent({ name: 'a', type: 'x', traits: [7] as never }),
      'traits[0]: must be an object',
    ],
    [
      'a type of no possible name',
      app => app.addComponent({ name: 'a', type: 'web service !' }),
      'type: must be the name',
    ],
    [
      'a trait without a type',
      app => app.addComponent({ name: 'a', type: 'x', traits: [{ type: '' }] }),
      'traits[0].type: must be the name of a TraitDefinition (got "")',
    ],
    [
      'what a trait cannot have',
      app => app.addComponent({ name: 'a', type: 'x', traits: [{ type: 'y', properties: 'x' as never }] }),
      'traits[0].properties: must be an object (got "x")',
    ],
    [
      'null, which cdk8s would leave out',
      app => app.addComponent({ name: 'a', type: 'x', properties: { values: { service: null } } }),
      'a: properties.values.service: cannot be null',
    ],
    [
      'a component that waits for itself',
      app => app.addComponent({ name: 'a', type: 'x', dependsOn: ['a'] }),
      'a: dependsOn leads back to it',
    ],
    [
      'a component that it waits for in vain',
      app => app.addComponent({ name: 'a', type: 'x', dependsOn: ['b'] }),
      'names "b"',
    ],
    [
      'a table of nothing',
      app => app.addTable('a', undefined as never, { via: Backend.kro() }),
      'table: must be an object (got null)',
    ],
    [
      'a table without a name',
      app => app.addTable(null as never, users, { via: Backend.kro() }),
      'name: must be a string',
    ],
    ['a backend by its name', app => app.addTable('a', users, { via: 'kro' as never }), 'via: must be a Backend'],
    ['a backend of null', app => app.addTable('a', users, { via: null as never }), 'via: must be a Backend (got null)'],
    [
      'an option that is not known',
      app => app.addTable('a', users, { via: Backend.kro(), prefix: 'x' } as never),
      'prefix: is not known (got "x"). Known are via.',
    ],
    ['options that are none', app => app.addTable('a', users, null as never), 'options: must be an object'],
    [
      'options that are a text',
      app => app.addTable('a', users, 'kro' as never),
      'options: must be an object (got "kro")',
    ],
    [
      'a backend in the place of the options',
      app => app.addTable('a', users, Backend.kro() as never),
      'a: options: is no place for a backend. Give { via: Backend.kro() } as the third argument, after the table.',
    ],
    [
      'a backend in an object too many',
      app => app.addTable('a', users, { via: { backend: Backend.kro() } } as never),
      'a: via: must be a Backend (got {"backend":"an instance of Backend"})',
    ],
    [
      'a backend among the props',
      app => app.addTable('a', { ...users, backend: Backend.kro() } as never),
      'a: backend: is no place for a backend. Give { via: Backend.kro() } as the third argument, after the table.',
    ],
    [
      'a table of a class',
      app => app.addTable('a', Object.create(users), { via: Backend.kro() }),
      'table: must be a plain object',
    ],
    [
      'a member that no component has',
      app => app.addComponent({ name: 'a', type: 'x', dependson: ['b'] } as never),
      'dependson: is not known (got ["b"]). Did you mean dependsOn?',
    ],
    [
      'a member that no trait has',
      app => app.addComponent({ name: 'a', type: 'x', traits: [{ type: 'y', property: {} }] } as never),
      'traits[0].property: is not known (got {}). Known are type, properties.',
    ],
  ])('%s, in words', (_, build, told) => {
    expect(errorsOf(build).join('\n')).toContain(told);
    expect(errorsOf(build).join('\n')).not.toMatch(/TypeError|internal|"engine"/);
  });

  test('a misplaced backend is told of as that alone', () => {
    const kroHere = { ...users, backend: Backend.kro() } as never;
    expect(errorsOf(app => app.addTable('a', users, Backend.kro() as never))).toHaveLength(1);
    expect(errorsOf(app => app.addTable('a', kroHere))).toHaveLength(1);
  });

  test('components that wait for each other, and none that only waits for those', () =>
    expect(
      errorsOf(app => {
        app.addComponent({ name: 'a', type: 'x', dependsOn: ['b'] });
        app.addComponent({ name: 'b', type: 'x@v1', dependsOn: ['a'] });
        app.addComponent({ name: 'c', type: 'x', dependsOn: ['a'] });
      }),
    ).toEqual(['a', 'b'].map(name => expect.stringContaining(`${name}: dependsOn leads back to it`))));

  test('an Environment that comes after the Application, but not one after the table', () => {
    const chart = chartOf({ environment: false, backend: Backend.kro() });
    const app = new Application(chart, 'app');
    const environment = (name: string) => new Environment({ name, region: 'eu-west-1' });
    environment('aws').applyTo(chart);
    app.addTable('users-table', users);
    expect(componentsOf(chart)).toHaveLength(1);
    expect(() => environment('other').applyTo(chart)).toThrow('applyTo: comes too late for shop/app');
  });

  test('an Application of no possible name', () => {
    const chart = chartOf();
    new Application(chart, 'My App').addComponent({ name: 'a', type: 'x' });
    expect(() => Testing.synth(chart)).toThrow('metadata.name: must');
  });

  test.each([Backend.crossplane(), Backend.kro(), Backend.kratix()])('a name of more than 63 characters', via => {
    const told = (length: number) => errorsOf(app => app.addTable('a'.repeat(length), users, { via }));
    expect(told(63)).toEqual([]);
    expect(told(64)).toEqual([expect.stringContaining('is 64 characters long, the limit is 63, since ')]);
  });

  test('a name of an Application that leaves KubeVela no room for the revision, though Kubernetes would take it', () => {
    const told = (length: number) => {
      const app = new Application(chartOf(), 'a'.repeat(length));
      app.addComponent({ name: 'a', type: 'x' });
      return app.node.validate();
    };
    expect(told(57)).toEqual([]);
    expect(told(58)).toEqual([
      expect.stringContaining(
        'metadata.name: is 58 characters long, the limit is 57, since KubeVela puts it into labels',
      ),
    ]);
  });

  test('not the same name in another region', () =>
    expect(
      errorsOf(app => {
        app.addTable('one', users);
        app.addTable('two', { ...users, region: 'us-east-1' });
      }, kro),
    ).toEqual([]));

  test('a wrong table beside what is missing around it', () => {
    const build = (app: Application) => app.addTable('Users', { ...users, tags: 'x' as never });
    const told = ['tags: must be a list', 'name: must consist of'].map(text => expect.stringContaining(text));
    const missing = (name: string) => expect.stringContaining(`${name}: is missing`);
    expect(errorsOf(build, { environment: false })).toEqual([missing('environment'), missing('via'), ...told]);
    expect(errorsOf(build)).toEqual([missing('via'), ...told]);
    expect(errorsOf(build, { environment: false, ...kro })).toEqual([missing('environment'), ...told]);
  });

  test('everything at once', () =>
    expect(
      errorsOf(app => {
        app.addTable('users', { ...users, tableName: 'a b', tags: [{ key: '', value: '' }] });
      }, kro),
    ).toHaveLength(2));
});
