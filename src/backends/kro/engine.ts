import { membersOf, type View } from '../../expression/expression';
import { full } from '../../interfaces/full';
import type { TableSpec } from '../../table/table';
import { ack } from '../ack/engine';
import { exportsTriedOnce } from '../ack/rules';
import type { Engine } from '../engine';
import { kroStatus } from './status';

/** kro, with the graph `DynamoDBTable` over ACK's Table, so that it inherits ACK's limits, defects and actions. */
export const kro: Engine = {
  ...ack,
  name: 'kro',
  version: `kro 0.9.4, with ${ack.version}`,
  apiVersion: 'kro.run/v1alpha1',
  kind: 'DynamoDBTable',
  makes: ack,
  // kro.run/instance-name
  longestName: { most: 63, why: ', since kro puts it into a label' },
  fragment: table => ({ spec: membersOf(full.write(table as unknown as View<TableSpec>)) }),
  // its exports wait until the table is ready
  rules: ack.rules.filter(rule => rule !== exportsTriedOnce),
  status: kroStatus,
};
