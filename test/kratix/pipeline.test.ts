import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { load, loadAll } from 'js-yaml';
import { ack } from '../../src/backends/ack/engine';
import { kratix } from '../../src/backends/kratix/engine';
import { type Manifest, manifestOf } from '../../src/backends/manifest';
import { renderRequest } from '../../src/kratix/pipeline';
import { command, withFolder } from '../command/doors';
import { kratixRequest } from '../command/tables';

const environment = { providerConfig: { kind: 'ClusterProviderConfig', name: 'default' } } as const;

/** What Kratix and Kubernetes add to a request. */
const stored = {
  ...kratixRequest(),
  metadata: {
    name: 'orders',
    namespace: 'team-a',
    uid: '7b1d3c7e-0000-4000-8000-000000000000',
    resourceVersion: '4711',
    generation: 2,
    creationTimestamp: '2026-11-21T12:00:00Z',
    labels: { 'kratix.io/promise-name': 'aws-dynamodb-kratix' },
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
    finalizers: ['kratix.io/works-cleanup'],
    managedFields: [{ manager: 'kubectl', operation: 'Update', fieldsV1: { 'f:spec': {} } }],
  },
  spec: { ...kratixRequest().spec, billingMode: 'PAY_PER_REQUEST', deletionPolicy: 'retain' },
  status: { message: 'Pending', conditions: [{ type: 'ConfigureWorkflowCompleted', status: 'False' }] },
};

const table: Manifest = {
  apiVersion: 'dynamodb.services.k8s.aws/v1alpha1',
  kind: 'Table',
  metadata: {
    name: 'orders',
    namespace: 'team-a',
    annotations: { 'services.k8s.aws/region': 'us-west-2', 'services.k8s.aws/deletion-policy': 'retain' },
  },
  spec: {
    tableName: 'orders',
    attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
    keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
    billingMode: 'PAY_PER_REQUEST',
  },
};

describe('a request', () => {
  test('becomes an ACK Table of its name and namespace', () => {
    expect(renderRequest(kratixRequest())).toEqual({
      manifest: table,
      companions: [],
      message: "Rendered: ACK's Table team-a/orders declares the table orders in us-west-2",
      violations: [],
    });
  });

  test('becomes the same with everything that Kratix adds', () =>
    expect(renderRequest(stored).manifest).toEqual(table));

  test('of one name in another namespace becomes another Table', () => {
    const request = kratixRequest();
    const other = renderRequest({ ...request, metadata: { ...request.metadata, namespace: 'team-b' } });
    expect(other.manifest?.metadata).toMatchObject({ name: 'orders', namespace: 'team-b' });
  });

  test('is not changed', () => {
    const request = JSON.stringify(stored);
    const given: unknown = JSON.parse(request);
    renderRequest(given);
    expect(JSON.stringify(given)).toBe(request);
  });

  test('is never said to be ready', () =>
    expect(renderRequest(kratixRequest()).message).not.toMatch(/ready|active|healthy/i));

  test.each([[undefined], [null], [[]], ['a'], [42], [() => 0]])('that is %p is refused', request => {
    const { manifest, violations } = renderRequest(request);
    expect(manifest).toBeUndefined();
    expect(violations).toMatchObject([{ path: [], problem: 'must be an object' }]);
  });

  test('in which much is wrong is refused with all of it', () => {
    const { manifest, message, violations } = renderRequest({
      ...kratixRequest({ billingMode: 'PROVISIONED', tags: [{ key: 'aws:a', value: '' }] }),
      kind: 'Table',
    });
    expect({ manifest, message }).toEqual({});
    expect(violations.map(({ path }) => path.join('.'))).toEqual(['kind', 'spec.provisioned', 'spec.tags.0.key']);
  });

  test.each([
    ['name', 'a..b'],
    ['name', 'a.-b'],
    ['name', 'x'.repeat(64)],
    ['namespace', 'a.b'],
    ['namespace', 'x'.repeat(64)],
  ])('whose %s is %s is refused', (member, value) => {
    const request = kratixRequest();
    const { manifest, violations } = renderRequest({ ...request, metadata: { ...request.metadata, [member]: value } });
    expect({ manifest, paths: violations.map(({ path }) => path) }).toEqual({ paths: [['metadata', member]] });
  });

  test('whose name is a subdomain of 63 characters is taken', () => {
    const request = kratixRequest();
    const name = `a.b-${'c'.repeat(59)}`;
    expect(renderRequest({ ...request, metadata: { ...request.metadata, name } }).violations).toEqual([]);
  });

  test('written by synth becomes what synth writes for ACK', () => {
    const spec = {
      tableName: 'Shop_Orders',
      region: 'eu-central-1',
      attributeDefinitions: [
        { attributeName: 'constructor', attributeType: 'S' },
        { attributeName: '__proto__', attributeType: 'N' },
      ],
      keySchema: [
        { attributeName: 'constructor', keyType: 'HASH' },
        { attributeName: '__proto__', keyType: 'RANGE' },
      ],
      billingMode: 'PROVISIONED',
      provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 2 },
      timeToLive: { enabled: true, attributeName: 'expires' },
      globalSecondaryIndexes: [
        {
          indexName: 'reverse',
          keySchema: [{ attributeName: '__proto__', keyType: 'HASH' }],
          projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['total'] },
          provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
        },
      ],
      tags: [{ key: 'team', value: 'shop' }],
      deletionPolicy: 'delete',
    } as const;
    const request = manifestOf(kratix, spec, 'orders', environment);
    const { manifest } = renderRequest({ ...request, metadata: { ...request.metadata, namespace: 'shop' } });
    const { metadata, ...rest } = manifestOf(ack, spec, 'orders', environment);
    expect(manifest).toEqual({ ...rest, metadata: { ...metadata, namespace: 'shop' } });
  });
});

describe('the program', () => {
  const inKratix = (object: unknown, action: (root: string) => void) =>
    withFolder(root => {
      mkdirSync(join(root, 'input'));
      writeFileSync(join(root, 'input', 'object.yaml'), Yaml.stringify(object));
      action(root);
    });
  const read = (root: string, ...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8');

  test('writes the Table and the status, in folders that it makes', () =>
    inKratix(stored, root => {
      const message = "Rendered: ACK's Table team-a/orders declares the table orders in us-west-2";
      expect(command('pipeline', '--root', root)).toEqual({ exitCode: 0, written: `${message}\n`, errors: '' });
      expect(load(read(root, 'output', 'table.yaml'))).toEqual(table);
      expect(load(read(root, 'metadata', 'status.yaml'))).toEqual({ message });
    }));

  test('writes what ACK needs beside the Table into the same file', () =>
    inKratix(kratixRequest({ backupName: 'one', writeConnectionSecretToRef: { name: 'told' } }), root => {
      const warned = expect.stringMatching(/^1 warning:\n.* \[F1\]\n$/);
      expect(command('pipeline', '--root', root)).toMatchObject({ exitCode: 0, errors: warned });
      const objects = loadAll(read(root, 'output', 'table.yaml')) as { kind: string; metadata: object }[];
      expect(objects[0]).toEqual(table);
      expect(objects.map(({ kind }) => kind)).toEqual(['Table', 'Backup', 'Secret', ...Array(3).fill('FieldExport')]);
      for (const { metadata } of objects) expect(metadata).toMatchObject({ namespace: 'team-a' });
    }));

  test('writes the same again, beside what earlier containers wrote', () =>
    inKratix(stored, root => {
      command('pipeline', '--root', root);
      const first = read(root, 'output', 'table.yaml');
      writeFileSync(join(root, 'output', 'other.yaml'), 'a: 1\n');
      writeFileSync(join(root, 'output', 'table.yaml'), 'x'.repeat(10_000));
      expect(command('pipeline', '--root', root).exitCode).toBe(0);
      expect(read(root, 'output', 'table.yaml')).toBe(first);
      expect(read(root, 'output', 'other.yaml')).toBe('a: 1\n');
    }));

  test('writes nothing for a request that is refused', () =>
    inKratix(kratixRequest({ region: 'mars', sseSpecification: {} }), root => {
      const { exitCode, written, errors } = command('pipeline', '--root', root);
      expect({ exitCode, written }).toEqual({ exitCode: 1, written: '' });
      expect(errors.split('\n').map(line => line.split(':')[0])).toEqual(['spec.sseSpecification', 'spec.region', '']);
      expect(existsSync(join(root, 'output'))).toBe(false);
      expect(existsSync(join(root, 'metadata'))).toBe(false);
    }));

  test('says warnings, and renders', () =>
    inKratix(kratixRequest({ ttlEnabled: false, ttlAttributeName: 'ttl' }), root => {
      const { exitCode, errors } = command('pipeline', '--root', root);
      expect(exitCode).toBe(0);
      expect(errors).toMatch(/^1 warning:\n {2}spec\.ttlEnabled: switches time to live off/);
    }));

  test('says what it cannot read or write', () => {
    withFolder(root =>
      expect(command('pipeline', '--root', root)).toMatchObject({
        exitCode: 1,
        errors: `${root}/input/object.yaml: there is no such file\n`,
      }),
    );
    inKratix(stored, root => {
      writeFileSync(join(root, 'output'), 'a file');
      const { exitCode, written, errors } = command('pipeline', '--root', root);
      expect({ exitCode, written }).toEqual({ exitCode: 1, written: '' });
      expect(errors).toBe(`${root}/output/table.yaml: cannot be used (EEXIST)\n`);
    });
  });

  test('needs no more than its three folders', () =>
    inKratix(stored, root => {
      for (const folder of ['output', 'metadata']) mkdirSync(join(root, folder));
      chmodSync(root, 0o555);
      try {
        expect(command('pipeline', '--root', root).exitCode).toBe(0);
      } finally {
        chmodSync(root, 0o755);
        rmSync(join(root, 'output'), { recursive: true });
      }
    }));
});

describe('the image', () => {
  const root = join(__dirname, '..', '..');
  const dockerfile = readFileSync(join(root, 'src', 'kratix', 'Dockerfile'), 'utf8');
  const parsed = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));

  test('holds the program of this version', () =>
    expect(dockerfile).toContain(`ARG VERSION=${parsed('package.json').version}\n`));

  test('holds what the program loads, all of it in the locked versions', () => {
    const { packages } = parsed('package-lock.json');
    const loaded = new Set(Object.keys(parsed('package.json').dependencies));
    // grows while it is gone through
    for (const name of loaded)
      for (const inner of Object.keys(packages[`node_modules/${name}`].dependencies ?? {})) loaded.add(inner);
    const pinned = [...loaded].map(name => `${name}@${packages[`node_modules/${name}`].version}`);
    expect(dockerfile).toContain(` ./package.tgz ${pinned.join(' ')} \\\n`);
  });
});
