import { ackTableApiVersion, ackTableKind } from '../../../imports/fields/ack-table';
import { tableActions } from '../../iam/controller';
import type { Engine } from '../engine';
import { mappedBy } from '../mapped-by';
import { ackDefects } from './defects';
import { ackMapping } from './mapping';
import { ackRules, exportsTriedOnce } from './rules';
import { ackStatus } from './status';

/** AWS Controllers for Kubernetes. kro and Kratix end in it, so its rules are theirs. */
export const ack: Engine = {
  name: 'ack',
  version: 'dynamodb-controller 1.9.2',
  apiVersion: ackTableApiVersion,
  kind: ackTableKind,
  ...mappedBy(ackMapping, 'ACK', ...ackRules, exportsTriedOnce),
  envelope: () => ({}),
  defects: ackDefects,
  // insights and policy are read with every table: without these none ever syncs
  actions: [...tableActions, 'dynamodb:DescribeContributorInsights', 'dynamodb:GetResourcePolicy'],
  status: ackStatus,
};
