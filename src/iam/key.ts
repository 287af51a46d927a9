import type { TableSpec } from '../table/table';
import { keyArns } from './arn';
import { type Action, allow, type PolicyStatement } from './policy';

/** AWS CDK's aws-dynamodb/lib/perms.js: what DynamoDB does with a key in the name of whoever asks it. */
export const keyReadActions: readonly Action[] = ['kms:Decrypt', 'kms:DescribeKey'];
export const keyAllActions: readonly Action[] = [
  ...keyReadActions,
  'kms:Encrypt',
  'kms:ReEncrypt*',
  'kms:GenerateDataKey*',
];

/**
 * A statement for the key of the user's own that a table is encrypted with, if it has one. Of a key that an engine
 * provides no ARN is known: all keys of the region are meant then, as far as DynamoDB is who uses them.
 *
 * @param throughDynamoDb whether it is only for what DynamoDB does with a key that is known, too
 */
export function allowKey(
  actions: readonly Action[],
  { region, sseSpecification }: Pick<TableSpec, 'region' | 'sseSpecification'>,
  accountId: string | undefined,
  throughDynamoDb: boolean,
): readonly PolicyStatement[] {
  const { kmsMasterKeyID, kmsMasterKeyRef } = sseSpecification ?? {};
  if (kmsMasterKeyID !== undefined && !throughDynamoDb) return [allow(actions, [kmsMasterKeyID])];
  if (kmsMasterKeyID === undefined && kmsMasterKeyRef === undefined) return [];
  return [
    {
      ...allow(actions, [kmsMasterKeyID ?? keyArns(region, accountId)]),
      // the suffix is that of no endpoint: all partitions have the same, China's too (KMS Developer Guide, kms:ViaService)
      Condition: { StringEquals: { 'kms:ViaService': [`dynamodb.${region}.amazonaws.com`] } },
    },
  ];
}
