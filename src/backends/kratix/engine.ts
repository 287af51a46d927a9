import { membersOf, type View } from '../../expression/expression';
import { kratixRequest } from '../../interfaces/kratix';
import type { TableSpec } from '../../table/table';
import { ack } from '../ack/engine';
import type { Engine } from '../engine';
import { kratixStatus } from './status';

/** Kratix, with the Promise `aws-dynamodb-kratix` and its request, which ends in ACK's Table as kro's object does. */
export const kratix: Engine = {
  ...ack,
  name: 'kratix',
  version: `Kratix's current API, with ${ack.version}`,
  apiVersion: 'dynamodb.kratix.io/v1alpha1',
  kind: 'DynamoDBRequest',
  makes: ack,
  elsewhere: true,
  longestName: { most: 63, why: ', which Kratix writes into the schema of every request' },
  fragment: table => ({ spec: membersOf(kratixRequest.write(table as unknown as View<TableSpec>)) }),
  status: kratixStatus,
};
