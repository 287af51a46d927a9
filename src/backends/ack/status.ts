import { concat, fallback, ifPresent, type View } from '../../expression/expression';
import { allOf, not, presentAnd } from '../../expression/predicate';
import { optional, record, type TypeOf, text } from '../../schema/shape';
import { conditionMessage, conditionsShape, hasCondition } from '../conditions';
import type { StatusVocabulary } from '../engine';

const ackObject = record('Object', {
  status: optional(
    record('Status', {
      ackResourceMetadata: optional(record('ResourceMetadata', { arn: optional(text('ARN.')) })),
      tableStatus: optional(text('State.')),
      tableID: optional(text('ID.')),
      creationDateTime: optional(text('Time of creation.')),
      latestStreamARN: optional(text('Stream ARN.')),
      conditions: conditionsShape,
    }),
  ),
});
type AckObject = TypeOf<typeof ackObject>;

/**
 * ACK's own conditions. `tableStatus == ACTIVE` alone would hold while an index backfills or a terminal error stands,
 * and `Ready` can stand beside `ACK.Terminal` and `ACK.Recoverable`, so all are asked.
 */
export const ackStatus: StatusVocabulary<AckObject> = {
  shape: ackObject,
  ready: ({ status }: View<AckObject>) =>
    presentAnd(status, ({ conditions }) =>
      allOf(
        hasCondition(conditions, 'Ready', 'True'),
        not(hasCondition(conditions, 'ACK.Terminal', 'True')),
        not(hasCondition(conditions, 'ACK.Recoverable', 'True')),
      ),
    ),
  message: ({ status }: View<AckObject>) =>
    fallback(
      ifPresent(status, ({ conditions }) => conditionMessage(conditions, 'ACK.Terminal', 'True')),
      fallback(
        ifPresent(status, ({ conditions }) => conditionMessage(conditions, 'ACK.Recoverable', 'True')),
        fallback(
          ifPresent(status, ({ tableStatus }) => ifPresent(tableStatus, state => concat('The table is ', state))),
          'Waiting for the ACK controller',
        ),
      ),
    ),
  facts: ({ status }: View<AckObject>) => ({
    tableArn: ifPresent(status, s => ifPresent(s.ackResourceMetadata, metadata => metadata.arn)),
    tableStatus: ifPresent(status, s => s.tableStatus),
    tableID: ifPresent(status, s => s.tableID),
    latestStreamArn: ifPresent(status, s => s.latestStreamARN),
    creationDateTime: ifPresent(status, s => s.creationDateTime),
  }),
};
