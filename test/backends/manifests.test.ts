import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { crossplane26, crossplaneCluster, crossplaneCluster26 } from '../../src/backends/crossplane/engine';
import type { Engine } from '../../src/backends/engine';
import { annotationsOf, manifestOf } from '../../src/backends/manifest';
import { isError } from '../../src/schema/violation';
import { TableEncryptionV2 } from '../../src/table/features/encryption';
import { normalise } from '../../src/table/normalise';
import { features, tables as randomTables, specOf } from '../support/tables';
import { engines, environment, objectsOf } from './engines';
import { refused, tables } from './tables';

const folder = join(__dirname, 'manifests');

describe.each(engines.map(engine => ({ name: engine.name, engine })))('$name', ({ name: engineName, engine }) => {
  const judged = (name: string) => normalise(tables[name]!, '', { rules: engine.rules });
  const expressed = Object.keys(tables).filter(name => !refused[engineName]!.includes(name));

  test.each(expressed)('%s is the manifest that was written by hand', name => {
    const { table, violations } = judged(name);
    expect(violations.filter(isError)).toEqual([]);
    // toStrictEqual: a member that is undefined is a member, and would reach YAML as null somewhere
    expect(JSON.parse(JSON.stringify(objectsOf(engine, table!, 'object')))).toStrictEqual(
      loadAll(readFileSync(join(folder, engineName, `${name}.yaml`), 'utf8')),
    );
  });

  test('what it cannot express is refused', () => {
    for (const name of refused[engineName]!)
      expect([name, ...new Set(judged(name).violations.map(({ rule }) => rule))]).toEqual([name, 'unsupported']);
  });

  test('every file belongs to a table', () =>
    expect(readdirSync(join(folder, engineName)).sort()).toEqual(expressed.map(name => `${name}.yaml`).sort()));

  test('absent means absent: no null, no empty object, no empty list', () => {
    for (const { spec, name } of randomTables(3, 50)) {
      const json = JSON.stringify(objectsOf(engine, spec, name));
      expect(json).not.toMatch(/[:[,](null|\{\}|\[\])/);
    }
  });

  test('manifests depend on nothing but their table', () => {
    const [first, second] = randomTables(4, 2);
    const before = JSON.stringify(manifestOf(engine, first!.spec, 'a', environment));
    manifestOf(engine, second!.spec, 'b', { providerConfig: { kind: 'ProviderConfig', name: 'other' } });
    expect(JSON.stringify(manifestOf(engine, first!.spec, 'a', environment))).toBe(before);
  });

  test('no annotation is written that is not announced', () => {
    for (const { spec, name } of randomTables(5, 20))
      expect(annotationsOf(engine, environment)).toEqual(
        expect.arrayContaining(Object.keys(manifestOf(engine, spec, name, environment).metadata.annotations ?? {})),
      );
  });
});

const byHand = (name: string) => load(readFileSync(join(folder, 'crossplane', `${name}.yaml`), 'utf8')) as Namespaced;
const names = readdirSync(join(folder, 'crossplane')).map(file => file.replace('.yaml', ''));

describe('of the whole cluster, for Crossplane', () => {
  test.each(names)('%s is the namespaced one, save what surrounds it', name => {
    const { apiVersion: _, spec, ...same } = byHand(name);
    const retained = !spec.managementPolicies.includes('Delete');
    expect(manifestOf(crossplaneCluster, specOf(tables[name]!), 'object', environment)).toEqual({
      apiVersion: 'dynamodb.aws.upbound.io/v1beta2',
      ...same,
      spec: {
        ...spec,
        deletionPolicy: retained ? 'Orphan' : 'Delete',
        providerConfigRef: { name: spec.providerConfigRef.name },
      },
    });
  });
});

describe('of v2.6.0, for Crossplane', () => {
  test.each(names)('%s is that of v2.5.0', name =>
    expect(manifestOf(crossplane26, specOf(tables[name]!), 'object', environment)).toEqual(byHand(name)),
  );

  const referring = (namespace?: string) => {
    const props = { ...tables.least!, encryption: TableEncryptionV2.customerManagedKeyRef('orders-key', namespace) };
    return [crossplane26, crossplaneCluster26].map(engine => {
      const { table, violations } = normalise(props, '', { rules: engine.rules });
      const { forProvider } = manifestOf(engine, table!, 'object', environment).spec as { forProvider: object };
      return [forProvider, violations.map(({ rule, path }) => `${rule} ${path.join('.')}`)];
    });
  };

  test('a key is referred to, whose namespace is the table’s unless it is given', () => {
    const of = (kmsKeyArnRef: object) =>
      expect.objectContaining({ serverSideEncryption: { enabled: true, kmsKeyArnRef } });
    expect(referring()).toEqual([
      [of({ name: 'orders-key' }), []],
      [of({ name: 'orders-key' }), []],
    ]);
    expect(referring('keys')).toEqual([
      [of({ name: 'orders-key', namespace: 'keys' }), []],
      [of({ name: 'orders-key' }), ['unsupported encryption.keyRef.namespace']],
    ]);
  });

  test('it is only told what that version does wrong', () => {
    const versions = (engine: Engine) => new Set(engine.defects.map(({ version }) => version));
    expect(versions(crossplaneCluster)).toEqual(new Set(['all versions', 'before provider v2.6.0']));
    for (const engine of [crossplane26, crossplaneCluster26])
      expect(versions(engine)).toEqual(new Set(['all versions', 'provider v2.6.0']));
  });
});

interface Namespaced {
  readonly apiVersion: string;
  readonly spec: {
    readonly managementPolicies: readonly string[];
    readonly providerConfigRef: { readonly name: string };
  };
}

test('the tables by hand use every feature, and there are at least ten', () => {
  const specs = Object.values(tables).map(specOf);
  expect(specs.length).toBeGreaterThanOrEqual(10);
  expect(Object.keys(features).filter(feature => !specs.some(spec => features[feature]!(spec)))).toEqual([]);
});

test('a projection that is not said is ALL, on the engines that ask for it', () => {
  const index = { indexName: 'byId', keySchema: [{ attributeName: 'id', keyType: 'HASH' }], projection: {} } as const;
  const spec = {
    ...specOf(tables.least!),
    attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
    keySchema: index.keySchema,
    globalSecondaryIndexes: [index],
    localSecondaryIndexes: [index],
  } as const;
  const of = (name: string) =>
    manifestOf(engines.find(engine => engine.name === name)!, spec, 'object', environment).spec;
  expect(of('ack')).toMatchObject({
    globalSecondaryIndexes: [{ projection: { projectionType: 'ALL' } }],
    localSecondaryIndexes: [{ projection: { projectionType: 'ALL' } }],
  });
  expect(of('crossplane')).toMatchObject({
    forProvider: {
      globalSecondaryIndex: [{ projectionType: 'ALL' }],
      localSecondaryIndex: [{ projectionType: 'ALL' }],
    },
  });
});

test('Crossplane refers to the credentials of the environment', () =>
  expect(
    manifestOf(engines[1]!, specOf(tables.least!), 'object', {
      providerConfig: { kind: 'ProviderConfig', name: 'team' },
    }).spec,
  ).toMatchObject({ providerConfigRef: { kind: 'ProviderConfig', name: 'team' } }));
