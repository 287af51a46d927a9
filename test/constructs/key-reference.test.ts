import { ApiObject, Chart, Testing } from 'cdk8s';
import {
  Application,
  AttributeType,
  Backend,
  CrossplaneProviderVersion,
  Environment,
  Table,
  TableEncryptionV2,
} from '../../src';

const partitionKey = { name: 'id', type: AttributeType.STRING };
const v2_6_0 = { providerVersion: CrossplaneProviderVersion.V2_6_0 };

interface Key {
  readonly name: string;
  readonly namespace?: string;
  /** @default - ACK's */
  readonly group?: string;
}

function chartFor(backend: Backend): Chart {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop' });
  new Environment({ name: 'aws', region: 'us-west-2' }).applyTo(chart);
  backend.applyTo(chart);
  return chart;
}

/** What is wrong with an app, warnings being errors. */
function strictly(chart: Chart): readonly string[] {
  process.env.CDK8S_DYNAMODB_STRICT = '1';
  try {
    return chart.node.root.node.validate();
  } finally {
    delete process.env.CDK8S_DYNAMODB_STRICT;
  }
}

/** What is wrong with a table whose key is referred to; the key is declared after it. */
function told(encryption: TableEncryptionV2, key?: Key, backend = Backend.ack()) {
  const chart = chartFor(backend);
  new Table(chart, 'table', { tableName: 'users', partitionKey, encryption });
  if (key) {
    const { group = 'kms.services.k8s.aws', ...metadata } = key;
    new ApiObject(chart, 'key', { apiVersion: `${group}/v1`, kind: 'Key', metadata });
  }
  return strictly(chart);
}

const missing = [
  expect.stringMatching(/^chart\/table: encryption\.keyRef: refers to a Key that nothing .* \(got "mine"\).* \[E5\]$/),
];
const ref = TableEncryptionV2.customerManagedKeyRef('mine');
const elsewhere = TableEncryptionV2.customerManagedKeyRef('mine', 'elsewhere');

test('a key that nothing declares is told of', () => {
  expect(told(ref)).toEqual(missing);
  expect(told(ref, { name: 'other' })).toEqual(missing);
  expect(told(ref, { name: 'mine', namespace: 'elsewhere' })).toEqual(missing);
  expect(told(ref, { name: 'mine', group: 'kms.aws.m.upbound.io' })).toEqual(missing);
});

test('one that the app declares, in the namespace of the table or in that of the reference, is not', () => {
  expect(told(ref, { name: 'mine' })).toEqual([]);
  expect(told(elsewhere, { name: 'mine', namespace: 'elsewhere' })).toEqual([]);
  expect(told(elsewhere, { name: 'mine' })).toEqual(missing);
});

test('it is a key of the engine that provides the table', () => {
  const namespaced = { name: 'mine', group: 'kms.aws.m.upbound.io' };
  expect(told(ref, namespaced, Backend.crossplane(v2_6_0))).toEqual([]);
  expect(told(ref, { name: 'mine' }, Backend.crossplane(v2_6_0))).toEqual(missing);
  expect(told(ref, { name: 'mine' }, Backend.kro())).toEqual([]);
  const ofCluster = Backend.crossplane({ ...v2_6_0, clusterScoped: true });
  expect(told(ref, { name: 'mine', group: 'kms.aws.upbound.io' }, ofCluster)).toEqual([]);
  expect(told(ref, namespaced, ofCluster)).toEqual(missing);
});

test('a table of an Application is asked too', () => {
  const chart = chartFor(Backend.kro());
  new Application(chart, 'app').addTable('users', { tableName: 'users', partitionKey, encryption: ref });
  expect(strictly(chart)).toEqual([expect.stringMatching(/^chart\/app\/users: encryption\.keyRef: .* \[E5\]$/)]);
});
