import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import { load, loadAll } from 'js-yaml';
import {
  AttributeType,
  Backend,
  Billing,
  Capacity,
  Credentials,
  CrossplaneProviderVersion,
  Environment,
  ProjectionType,
  RemovalPolicy,
  Table,
} from '../../src';
import { command, render } from './doors';
import * as good from './tables';

/** A request that uses everything, as a user would write it. */
const orders = `
# orders, by customer
TableName: Shop_Orders
AttributeDefinitions:
  - { AttributeName: customer, AttributeType: S }
  - { AttributeName: placed, AttributeType: N }
  - { AttributeName: state, AttributeType: S }
KeySchema:
  - { AttributeName: customer, KeyType: HASH }
  - { AttributeName: placed, KeyType: RANGE }
BillingMode: PROVISIONED
ProvisionedThroughput: &units { ReadCapacityUnits: 5, WriteCapacityUnits: 2 }
GlobalSecondaryIndexes:
  - IndexName: byState
    KeySchema: [{ AttributeName: state, KeyType: HASH }]
    Projection: { ProjectionType: INCLUDE, NonKeyAttributes: [total] }
    ProvisionedThroughput: *units
TimeToLiveSpecification: { Enabled: true, AttributeName: expires }
Tags:
  - { Key: team, Value: shop }
`;

const backends = {
  ack: Backend.ack(),
  crossplane: Backend.crossplane(),
  kro: Backend.kro(),
  kratix: Backend.kratix(),
} as const;
const names = Object.keys(backends) as (keyof typeof backends)[];

/** The same table, as synth emits it. */
function synthesised(backend: Backend): unknown {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop', disableResourceNameHashes: true });
  const units = { readCapacity: Capacity.fixed(5), writeCapacity: Capacity.fixed(2) };
  new Table(chart, 'orders', {
    backend,
    environment: new Environment({
      name: 'test',
      region: 'eu-central-1',
      credentials: Credentials.providerConfig('shop'),
    }),
    tableName: 'Shop_Orders',
    partitionKey: { name: 'customer', type: AttributeType.STRING },
    sortKey: { name: 'placed', type: AttributeType.NUMBER },
    billing: Billing.provisioned(units),
    globalSecondaryIndexes: [
      {
        indexName: 'byState',
        partitionKey: { name: 'state', type: AttributeType.STRING },
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: ['total'],
        ...units,
      },
    ],
    timeToLiveAttribute: 'expires',
    tags: [{ key: 'team', value: 'shop' }],
    removalPolicy: RemovalPolicy.DELETE,
  });
  return Testing.synth(chart)[0];
}

const withoutHelp = { exitCode: 0, errors: '' };

describe('render', () => {
  test.each(names)('prints what synth emits for %s', backend => {
    const crossplane = backend === 'crossplane' ? ['--provider-config', 'ProviderConfig/shop'] : [];
    const answer = render(
      orders,
      '--backend',
      backend,
      '--region',
      'eu-central-1',
      '--namespace',
      'shop',
      '--deletion-policy',
      'delete',
      ...crossplane,
    );
    expect(answer).toMatchObject(withoutHelp);
    expect(load(answer.written)).toEqual(synthesised(backends[backend]));
    // the same order of members at every depth
    expect(JSON.stringify(load(answer.written))).toBe(JSON.stringify(synthesised(backends[backend])));
    // what the input says by an alias is written out
    expect(answer.written).not.toMatch(/[&*]/);
  });

  test('prints what synth emits for a Table of the whole cluster', () => {
    const answer = render(
      orders,
      ...['--backend', 'crossplane-cluster', '--region', 'eu-central-1', '--deletion-policy', 'delete'],
      ...['--provider-config', 'ProviderConfig/shop'],
    );
    expect(answer).toMatchObject(withoutHelp);
    expect(load(answer.written)).toEqual(synthesised(Backend.crossplane({ clusterScoped: true })));
  });

  test.each([false, true])('prints what synth emits for v2.6.0 of the provider, cluster-scoped: %s', clusterScoped => {
    const backend = Backend.crossplane({ providerVersion: CrossplaneProviderVersion.V2_6_0, clusterScoped });
    expect(backend.name).toBe(clusterScoped ? 'crossplane-cluster-v2.6.0' : 'crossplane-v2.6.0');
    const encryption = { SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyRef: { Name: 'orders-key' } } };
    const at = (name: string) => render({ ...good.request, ...encryption }, '--backend', name, '--region', 'us-west-2');
    expect(load(at(backend.name).written)).toMatchObject({
      spec: { forProvider: { serverSideEncryption: { enabled: true, kmsKeyArnRef: { name: 'orders-key' } } } },
    });
    expect(at('crossplane').errors).toContain('it needs provider v2.6.0');
  });

  test('gives no namespace to a Table of the whole cluster', () =>
    expect(render(good.request, '--backend', 'crossplane-cluster', '--namespace', 'shop')).toEqual({
      exitCode: 2,
      written: '',
      errors: '--namespace: cannot be given: the object belongs to no namespace (got "shop"). Leave it out.\n',
    }));

  test('prints the plainest table', () => {
    expect(render(good.request).written).toBe(`apiVersion: dynamodb.services.k8s.aws/v1alpha1
kind: Table
metadata:
  annotations:
    services.k8s.aws/deletion-policy: retain
    services.k8s.aws/region: us-west-2
  name: orders
spec:
  attributeDefinitions:
    - attributeName: id
      attributeType: S
  billingMode: PAY_PER_REQUEST
  keySchema:
    - attributeName: id
      keyType: HASH
  tableName: orders
`);
  });

  test('prints what ACK needs beside the table as further documents', () => {
    const asked = [
      { ...good.request, BackupName: 'one' },
      '--namespace',
      'shop',
      '--connection-config-map',
      'told',
    ] as const;
    const answer = render(...asked);
    expect(answer).toMatchObject({
      exitCode: 0,
      errors: expect.stringMatching(/^1 warning:\n.* \(got "told"\)\. .* \[F1\]\n$/),
    });
    const objects = loadAll(answer.written) as { kind: string; metadata: { name: string; namespace: string } }[];
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      'Table shop/orders',
      'Backup shop/orders-backup',
      'ConfigMap shop/told',
      'FieldExport shop/orders-connection-config-map-region',
      'FieldExport shop/orders-connection-config-map-table-arn',
      'FieldExport shop/orders-connection-config-map-table-name',
    ]);
    expect(loadAll(render(...asked, '--backend', 'kro').written)).toHaveLength(1);
    expect(render(...asked, '--backend', 'crossplane')).toMatchObject({
      exitCode: 2,
      written: '',
      errors: expect.stringMatching(/^BackupName: cannot be given.*\n--connection-config-map: cannot be given/),
    });
  });

  test('refuses a name that leaves none for what stands beside the table, and a bad one for the Secret', () => {
    expect(render({ ...good.request, BackupName: 'one' }, '--name', 'x'.repeat(247)).errors).toMatch(
      /^--name: is 247 characters long, the limit is 246, since the name of its Backup/,
    );
    expect(render(good.request, '--connection-secret', 'A').errors).toMatch(/^--connection-secret: must consist of/);
    expect(render({ ...good.request, ConnectionSecret: { Name: 'a' } }).errors).toMatch(
      /^ConnectionSecret: is no member of a CreateTable request.*Give --connection-secret instead/,
    );
  });

  test('prints the same bytes whatever the order of the request', () => {
    const reversed = Object.fromEntries(Object.entries(good.request).reverse());
    expect(render(reversed).written).toBe(render(good.request).written);
  });

  test('reads JSON, with tabs and escapes, as the AWS CLI writes it', () => {
    const json = JSON.stringify({ ...good.request, Tags: [{ Key: 'größe', Value: '\u{20bb7}' }] }, null, '\t').replace(
      'ö',
      '\\u00f6',
    );
    const answer = render(json);
    expect(answer).toMatchObject(withoutHelp);
    expect(load(answer.written)).toMatchObject({ spec: { tags: [{ key: 'größe', value: '\u{20bb7}' }] } });
  });

  test('reads a file that begins with a byte order mark', () =>
    expect(render(`\ufeff${orders}`)).toMatchObject(withoutHelp));

  const hostile = [
    'constructor',
    '__proto__',
    'toString',
    `\${schema.spec.name}`,
    '\\(context.name)',
    '{{ name }}',
    'true',
    '1e3',

    '~',
    '- a',
    'a: b',
    '#',
    "'",
    '"',
    ' blank ',
    '\u{1f600}',
    'é',
  ];
  test.each(names)('writes names literally for %s', backend => {
    for (const name of hostile) {
      const answer = render(
        {
          ...good.request,
          KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: name, AttributeType: 'S' }],
          TimeToLiveSpecification: { Enabled: true, AttributeName: `${name}2` },
        },
        '--backend',
        backend,
      );
      expect({ ...answer, errors: answer.errors.replace(/^\d+ warnings?:\n(.*\[N8\]\n)+$/m, '') }).toMatchObject(
        withoutHelp,
      );
      const text = JSON.stringify(load(answer.written));
      expect(text).toContain(`:${JSON.stringify(name)}`);
      expect(text).toContain(`:${JSON.stringify(`${name}2`)}`);
    }
  });

  test.each(names)('takes constructor and __proto__ for tables and indexes on %s', backend => {
    for (const name of ['constructor', '__proto__']) {
      const GlobalSecondaryIndexes = [
        { IndexName: name, KeySchema: good.request.KeySchema, Projection: { ProjectionType: 'ALL' } },
      ];
      const answer = render(
        { ...good.request, TableName: name, GlobalSecondaryIndexes },
        '--backend',
        backend,
        '--name',
        'a-name',
      );
      expect(answer).toMatchObject(withoutHelp);
      expect(JSON.stringify(load(answer.written)).split(`:${JSON.stringify(name)}`)).toHaveLength(3);
    }
  });

  test('a tag called constructor is lost nowhere', () => {
    const request = { ...good.request, Tags: [{ Key: 'constructor', Value: 'a' }] };
    expect(render(request).written).toContain('key: constructor');
    expect(render(request, '--backend', 'crossplane').written).toContain('constructor: a');
  });

  test('names the object as it is told', () => {
    expect(load(render(good.request, '--name', 'a.b-c', '--namespace', 'team-a').written)).toMatchObject({
      metadata: { name: 'a.b-c', namespace: 'team-a' },
    });
  });
});

test('a projection without its type is asked for one, which has no default', () =>
  expect(
    render({
      ...good.request,
      LocalSecondaryIndexes: [{ IndexName: 'one', KeySchema: good.request.KeySchema, Projection: {} }],
    }).errors,
  ).toContain('Projection.ProjectionType: is missing. Add it: ALL, KEYS_ONLY or INCLUDE.\n'));

describe('warnings', () => {
  const request = { ...good.request, TimeToLiveSpecification: { Enabled: false, AttributeName: 'ttl' } };
  test('are summed up once, beside the table', () => {
    const { exitCode, written, errors } = render(request);
    expect(exitCode).toBe(0);
    expect(written).toContain('enabled: false');
    expect(errors).toMatch(
      /^1 warning:\n {2}TimeToLiveSpecification\.Enabled: switches time to live off, .* \[T5\]\n$/,
    );
  });
  test('are errors with --strict', () => {
    const { exitCode, written, errors } = render(request, '--strict');
    expect({ exitCode, written }).toEqual({ exitCode: 1, written: '' });
    expect(errors).toMatch(/^TimeToLiveSpecification\.Enabled: switches .*\n$/);
  });
});

describe('arguments', () => {
  const table = join(__dirname, 'no-such-table.yaml');
  test.each([
    ['nothing', [], 'A command is missing. Commands are render and pipeline'],
    ['an unknown command', ['rendr'], 'There is no command "rendr". Commands are render and pipeline'],
    ['constructor as a command', ['constructor'], 'There is no command "constructor"'],
    [
      'no backend',
      ['render', '--region', 'us-west-2', table],
      '--backend: is missing. Add it: one of ack, crossplane, ',
    ],
    [
      'an unknown backend',
      ['render', '--backend', 'terraform', '--region', 'us-west-2', table],
      '--backend: must be one of ack, crossplane, crossplane-cluster, crossplane-v2.6.0, crossplane-cluster-v2.6.0, kro, kratix (got "terraform"). Choose one of these.',
    ],
    [
      'no region',
      ['render', '--backend', 'ack', table],
      '--region: is missing. Add it: the AWS region of the table, such as us-west-2.',
    ],
    [
      'an unknown management policy',
      ['render', '--backend', 'ack', '--region', 'us-west-2', '--management-policy', 'observe', table],
      '--management-policy: must be one of adopt, read-only (got "observe").',
    ],
    [
      'no file',
      ['render', '--backend', 'ack', '--region', 'us-west-2'],
      'Give one file, or - for standard input: got 0',
    ],
    [
      'two files',
      ['render', '--backend', 'ack', '--region', 'us-west-2', table, table],
      'Give one file, or - for standard input: got 2',
    ],
    ['an unknown option', ['render', '--backed', 'ack'], '--backed: is not known. Did you mean --backend?'],
    ['one dash too few', ['render', '-backend', 'ack'], '-backend: is not known. Did you mean --backend?'],
    [
      'an unknown option with no near name',
      ['render', '-x'],
      '-x: is not known. Known are --backend, --region, --name,',
    ],
    [
      'an option without its value',
      ['render', '--backend'],
      '--backend: has no value. Give one; one that begins with "-" as --backend=<value>.',
    ],
    [
      'an option in the place of a value',
      ['render', '--backend', '--region', 'us-west-2'],
      '--backend: has no value (got "--region"). Give one; one that begins with "-" as --backend=<value>.',
    ],
    ['an option given twice', ['render', '--backend', 'ack', '--backend', 'kro', table], '--backend: is given twice'],
    [
      'a value for --strict',
      ['render', '--strict=no', table],
      '--strict: takes no value (got "no"). Leave the value out.',
    ],
    [
      'an unknown policy',
      ['render', '--backend', 'ack', '--region', 'us-west-2', '--deletion-policy', 'keep', table],
      '--deletion-policy: must be one of retain, delete (got "keep").',
    ],
    [
      'a provider configuration for ACK',
      ['render', '--backend', 'ack', '--region', 'us-west-2', '--provider-config', 'ProviderConfig/a', table],
      '--provider-config: is only for the backends crossplane, crossplane-cluster, crossplane-v2.6.0, crossplane-cluster-v2.6.0',
    ],
    [
      'a provider configuration without a kind',
      ['render', '--backend', 'crossplane', '--region', 'us-west-2', '--provider-config', 'default', table],
      '--provider-config: must be ClusterProviderConfig/<name> or ProviderConfig/<name> (got "default").',
    ],
    [
      'a provider configuration of a kind of its own',
      ['render', '--backend', 'crossplane', '--region', 'us-west-2', '--provider-config', 'constructor/a', table],
      '--provider-config: must be',
    ],
    [
      'something beside options for the pipeline',
      ['pipeline', 'a'],
      'There is nothing to give beside options: got "a"',
    ],
    [
      'an unknown option of the pipeline',
      ['pipeline', '--backend', 'ack'],
      '--backend: is not known. Known are --root, --help.',
    ],
  ])('%s: exit code 2', (_, argv, says) => {
    const { exitCode, written, errors } = command(...argv);
    expect({ exitCode, written }).toEqual({ exitCode: 2, written: '' });
    expect(errors).toContain(says);
    expect(errors.split('\n')).toHaveLength(2);
  });

  test('all that they do not understand is told at once', () => {
    const wrong = [
      '--backed',
      'ack',
      '--x=1',
      '--y',
      '--strict=no',
      '--backend=ack',
      '--region',
      '--name',
      '--backend=kro',
    ];
    const { exitCode, errors } = command('render', ...wrong);
    expect(exitCode).toBe(2);
    expect(errors.split('\n')).toEqual([
      '--backed: is not known. Did you mean --backend?',
      expect.stringMatching(/^--x: is not known \(got "1"\)\. Known are --backend, /),
      '--y: is not known. Leave it out, or take a known one.',
      '--strict: takes no value (got "no"). Leave the value out.',
      '--region: has no value (got "--name"). Give one; one that begins with "-" as --region=<value>.',
      '--backend: is given twice (got "kro"). Give it once.',
      '',
    ]);
  });

  test('a value may begin with "-", and a file be called as an option is', () => {
    expect(command('render', '--name=-a', '--backend', 'ack', '--region', 'us-west-2', '--', '--x').errors).toMatch(
      /^--name: must consist of .*\n$/,
    );
  });

  test('all that is wrong with them is told at once, before the file is read', () => {
    const wrong = ['--region', 'x', '--name', 'A', '--namespace', 'a.b', '--deletion-policy', 'keep'];
    const { exitCode, errors } = command('render', '--backend', 'kr', ...wrong, '--provider-config', 'a');
    expect(exitCode).toBe(2);
    expect(errors.split('\n')).toEqual([
      expect.stringMatching(/^--backend: must be one of .*Did you mean kro\?$/),
      expect.stringMatching(/^--region: must be a region/),
      expect.stringMatching(/^--name: must consist of/),
      expect.stringMatching(/^--namespace: must consist of/),
      expect.stringMatching(/^--deletion-policy: must be one of retain, delete/),
      expect.stringMatching(/^--provider-config: must be ClusterProviderConfig/),
      'Give one file, or - for standard input: got 0',
      '',
    ]);
  });

  test.each([
    [['--name', 'x'.repeat(64), '--backend', 'kro'], 2],
    [['--name', 'x'.repeat(247)], 2],
    [['--namespace', 'a', '--backend', 'crossplane-cluster'], 2],
    [['--connection-secret', 'A'], 2],
    [['--region', 'us-moon-1', '--strict'], 2],
    [['--region', 'us-moon-1'], 1],
    [[], 1],
  ])('what the table or the engine does not allow of them: %j', (argv, exitCode) => {
    const changes = exitCode === 1 ? { BillingMode: 'none' } : { BackupName: 'one' };
    expect(render({ ...good.request, ...changes }, ...argv)).toMatchObject({ exitCode, written: '' });
  });

  test.each([
    ['a file that does not exist', table, 'no-such-table.yaml: there is no such file'],
    ['a directory', __dirname, ': is a directory, not a file'],
    ['a path through a file', join(__filename, 'a'), ': there is no such file: part of its path is no directory'],
    ['a name too long for any file', join(__dirname, 'x'.repeat(5000)), ': cannot be used (ENAMETOOLONG)'],
    ['a file without end', '/dev/zero', '/dev/zero: is larger than 1048576 bytes'],
    ['a name that steers terminals', '/no/\u001b[31m\n', '/no/\\u001b[31m\\u000a: there is no such file'],
  ])('%s: exit code 1', (_, file, says) => {
    const { exitCode, written, errors } = command('render', '--backend', 'ack', '--region', 'us-west-2', file);
    expect({ exitCode, written }).toEqual({ exitCode: 1, written: '' });
    expect(errors).toContain(says);
  });

  test('help and version', () => {
    expect(command('--help')).toMatchObject({
      exitCode: 0,
      errors: '',
      written: expect.stringContaining('Usage: cdk8s-dynamodb <command>'),
    });
    expect(command('render', '--help').written).toContain('PointInTimeRecoverySpecification');
    expect(command('render', '--help')).toMatchObject({
      exitCode: 0,
      errors: '',
      written: expect.stringContaining('--deletion-policy'),
    });
    expect(command('render', '--backend', 'ack', '-h')).toMatchObject({ exitCode: 0, errors: '' });
    expect(command('pipeline', '--help')).toMatchObject({
      exitCode: 0,
      errors: '',
      written: expect.stringContaining('--root'),
    });
    expect(command('--version')).toMatchObject({
      exitCode: 0,
      errors: '',
      written: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  test('every option is in the help', () => {
    const known = /Known are (.*)\./.exec(command('render', '--nothing').errors)![1]!.split(', ');
    for (const option of known) expect(command('render', '--help').written).toContain(`  ${option} `);
  });
});
