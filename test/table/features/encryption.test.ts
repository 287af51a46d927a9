import { ack } from '../../../src/backends/ack/engine';
import { crossplane } from '../../../src/backends/crossplane/engine';
import { violationText } from '../../../src/schema/violation';
import { TableEncryptionV2 } from '../../../src/table/features/encryption';
import { ofProps, ofRequest } from './doors';

const keyArn = 'arn:aws:kms:us-west-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';

test.each([
  ['a key that DynamoDB owns', TableEncryptionV2.dynamoOwnedKey(), { enabled: false }],
  ['a key that AWS manages', TableEncryptionV2.awsManagedKey(), { enabled: true, sseType: 'KMS' }],
  [
    'a key by its ARN',
    TableEncryptionV2.customerManagedKey(keyArn),
    { enabled: true, sseType: 'KMS', kmsMasterKeyID: keyArn },
  ],
  [
    'a key by reference',
    TableEncryptionV2.customerManagedKeyRef('orders-key'),
    { enabled: true, sseType: 'KMS', kmsMasterKeyRef: { name: 'orders-key' } },
  ],
])('%s', (_, encryption, sseSpecification) =>
  expect(ofProps({ encryption })).toMatchObject({ table: { sseSpecification }, violations: [] }),
);

test('a request is taken as it is', () => {
  const read = ofRequest({ SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: keyArn } });
  expect(read).toMatchObject({
    table: { sseSpecification: { enabled: true, sseType: 'KMS', kmsMasterKeyID: keyArn } },
    violations: [],
  });
});

test('a table that says nothing has nothing: DynamoDB chooses', () => {
  expect(ofProps({}).table?.sseSpecification).toBeUndefined();
  expect(ofRequest({}).table).not.toHaveProperty('sseSpecification');
});

test.each([
  ['encryption.keyArn: must be the full ARN of a key', TableEncryptionV2.customerManagedKey('alias/finance-prod')],
  [
    "encryption.keyArn: is a key of another region or partition than the table's",
    TableEncryptionV2.customerManagedKey(keyArn.replace('us-west-2', 'us-east-1')),
  ],
  ['encryption.keyRef.name: must consist of lower-case letters', TableEncryptionV2.customerManagedKeyRef('Orders')],
  ['encryption.keyRef.name: must consist of lower-case letters', TableEncryptionV2.customerManagedKeyRef('a..b')],
  ['encryption.keyRef.namespace: must consist of lower-case', TableEncryptionV2.customerManagedKeyRef('a', 'b.c')],
  ['encryption.keyArn: must be a string', TableEncryptionV2.customerManagedKey(undefined as never)],
  ['encryption: must be an object', 'KMS'],
])('%s', (words, encryption) =>
  expect(ofProps({ encryption }).violations.map(violationText)).toEqual([expect.stringContaining(words)]),
);

test('a key by reference is taken by ACK, and refused on Crossplane with the version that has it', () => {
  const props = { encryption: TableEncryptionV2.customerManagedKeyRef('orders-key', 'keys') };
  expect(ofProps(props, ack.rules).violations).toEqual([]);
  expect(ofProps(props, crossplane.rules).violations.map(violationText)).toEqual([
    expect.stringMatching(/^encryption\.keyRef: cannot be given, .*; it needs provider v2\.6\.0 .*\[unsupported\]$/),
  ]);
});
