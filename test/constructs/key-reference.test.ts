import { ApiObject, Chart, Testing } from 'cdk8s';
import { AttributeType, Backend, Environment, Table, TableEncryptionV2 } from '../../src';

/** What is wrong with a table whose key is referred to, warnings being errors. */
function told(encryption: TableEncryptionV2, key?: { readonly name: string; readonly namespace?: string }) {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop' });
  new Environment({ name: 'aws', region: 'us-west-2' }).applyTo(chart);
  Backend.ack().applyTo(chart);
  const partitionKey = { name: 'id', type: AttributeType.STRING };
  const table = new Table(chart, 'table', { tableName: 'users', partitionKey, encryption });
  if (key) new ApiObject(chart, 'key', { apiVersion: 'kms.services.k8s.aws/v1alpha1', kind: 'Key', metadata: key });
  process.env.CDK8S_DYNAMODB_STRICT = '1';
  try {
    return table.node.validate();
  } finally {
    delete process.env.CDK8S_DYNAMODB_STRICT;
  }
}

const missing = [expect.stringMatching(/^encryption\.keyRef: refers to a Key that nothing .* \(got "mine"\)/)];

test('a key that nothing declares is told of', () => {
  const ref = TableEncryptionV2.customerManagedKeyRef('mine');
  expect(told(ref)).toEqual(missing);
  expect(told(ref, { name: 'other' })).toEqual(missing);
  expect(told(ref, { name: 'mine', namespace: 'elsewhere' })).toEqual(missing);
});

test('one that the app declares, in the namespace of the table or in that of the reference, is not', () => {
  expect(told(TableEncryptionV2.customerManagedKeyRef('mine'), { name: 'mine' })).toEqual([]);
  const elsewhere = TableEncryptionV2.customerManagedKeyRef('mine', 'elsewhere');
  expect(told(elsewhere, { name: 'mine', namespace: 'elsewhere' })).toEqual([]);
  expect(told(elsewhere, { name: 'mine' })).toEqual(missing);
});
