import { concat, equals, fallback, ifPresent, membersOf, type View } from '../../expression/expression';
import { presentAnd } from '../../expression/predicate';
import { full } from '../../interfaces/full';
import { optional, record, type TypeOf, text } from '../../schema/shape';
import type { TableSpec } from '../../table/table';
import { ackRules } from '../ack/engine';
import type { Engine, StatusVocabulary } from '../engine';

const instanceObject = record('Object', {
  status: optional(
    record('Status', {
      state: optional(text('State.')),
      tableArn: optional(text('ARN.')),
      tableStatus: optional(text('State of the table.')),
      latestStreamArn: optional(text('Stream ARN.')),
    }),
  ),
});
type Instance = TypeOf<typeof instanceObject>;

/** kro's state is ACTIVE when the graph's `readyWhen` holds, and that is ACK's own readiness. */
const kroStatus: StatusVocabulary<Instance> = {
  shape: instanceObject,
  ready: ({ status }: View<Instance>) => presentAnd(status, ({ state }) => presentAnd(state, s => equals(s, 'ACTIVE'))),
  message: ({ status }: View<Instance>) =>
    fallback(
      ifPresent(status, ({ tableStatus }) => ifPresent(tableStatus, state => concat('The table is ', state))),
      fallback(
        ifPresent(status, ({ state }) => ifPresent(state, s => concat('The graph is ', s))),
        'Waiting for kro',
      ),
    ),
  facts: ({ status }: View<Instance>) => ({
    tableArn: ifPresent(status, ({ tableArn }) => tableArn),
    tableStatus: ifPresent(status, ({ tableStatus }) => tableStatus),
    latestStreamArn: ifPresent(status, ({ latestStreamArn }) => latestStreamArn),
  }),
};

/** kro 0.9.4, with the graph `DynamoDBTable` over ACK's Table. */
export const kro: Engine = {
  name: 'kro',
  apiVersion: 'kro.run/v1alpha1',
  kind: 'DynamoDBTable',
  // kro puts it into a label of the Table (kro.run/instance-name)
  longestName: 63,
  fragment: table => ({ spec: membersOf(full.write(table as unknown as View<TableSpec>)) }),
  envelope: () => ({}),
  rules: ackRules,
  status: kroStatus,
};
