import { membersOf, type View } from '../../expression/expression';
import { kratixRequest } from '../../interfaces/kratix';
import type { TableSpec } from '../../table/table';
import { ack } from '../ack/engine';
import type { Engine } from '../engine';
import { kratixStatus } from './status';

/** Kratix, with the Promise `aws-dynamodb-kratix` and its request. */
export const kratix: Engine = {
  name: 'kratix',
  version: `Kratix's current API, with ${ack.version}`,
  apiVersion: 'dynamodb.kratix.io/v1alpha1',
  kind: 'DynamoDBRequest',
  makes: ack,
  elsewhere: true,
  // Kratix writes that limit into the schema of every request
  longestName: 63,
  fragment: table => ({ spec: membersOf(kratixRequest.write(table as unknown as View<TableSpec>)) }),
  envelope: () => ({}),
  rules: ack.rules,
  limits: ack.limits,
  defects: ack.defects,
  actions: ack.actions,
  status: kratixStatus,
};
