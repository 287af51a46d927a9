import { concat, ifPresent } from '../../expression/expression';
import { allOf, not } from '../../expression/predicate';
import { optional, record, text } from '../../schema/shape';
import { conditionMessage, conditionsShape, hasCondition } from '../conditions';
import { statusVocabulary } from '../status';

const status = record('Status', {
  ackResourceMetadata: optional(record('ResourceMetadata', { arn: optional(text('ARN.')) })),
  tableStatus: optional(text('State.')),
  tableID: optional(text('ID.')),
  creationDateTime: optional(text('Time of creation.')),
  latestStreamARN: optional(text('Stream ARN.')),
  conditions: conditionsShape,
});

/**
 * ACK's own conditions. `tableStatus == ACTIVE` alone would hold while an index backfills or a terminal error stands,
 * and `Ready` can stand beside `ACK.Terminal` and `ACK.Recoverable`, so all are asked.
 */
export const ackStatus = statusVocabulary(status, {
  ready: ({ conditions }) =>
    allOf(
      hasCondition(conditions, 'Ready', 'True'),
      not(hasCondition(conditions, 'ACK.Terminal', 'True')),
      not(hasCondition(conditions, 'ACK.Recoverable', 'True')),
    ),
  messages: [
    ({ conditions }) => conditionMessage(conditions, 'ACK.Terminal', 'True'),
    ({ conditions }) => conditionMessage(conditions, 'ACK.Recoverable', 'True'),
    ({ tableStatus }) => ifPresent(tableStatus, state => concat('The table is ', state)),
  ],
  awaited: 'Waiting for the ACK controller',
  facts: {
    tableArn: ({ ackResourceMetadata }) => ifPresent(ackResourceMetadata, ({ arn }) => arn),
    tableStatus: ({ tableStatus }) => tableStatus,
    tableID: ({ tableID }) => tableID,
    latestStreamArn: ({ latestStreamARN }) => latestStreamARN,
    creationDateTime: ({ creationDateTime }) => creationDateTime,
  },
});
