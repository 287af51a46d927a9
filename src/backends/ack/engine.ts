import { ackTableApiVersion, ackTableKind } from '../../../imports/fields/ack-table';
import type { Rule } from '../../table/rule';
import type { Engine } from '../engine';
import { limitRules } from '../limit-rules';
import { tagBudget } from '../tag-budget';
import { ackMapping } from './mapping';
import { ackStatus } from './status';

/** What ACK and everything that ends in an ACK Table asks. */
export const ackRules: readonly Rule[] = [
  tagBudget('ACK', 4, 'controller version, namespace, and with kro two more'),
  ...limitRules('ACK', ackMapping),
];

/** AWS Controllers for Kubernetes: dynamodb-controller 1.9.2. */
export const ack: Engine = {
  name: 'ack',
  apiVersion: ackTableApiVersion,
  kind: ackTableKind,
  fragment: (table, shape) => ackMapping.fragment(table, shape),
  envelope: () => ({}),
  rules: ackRules,
  status: ackStatus,
};
