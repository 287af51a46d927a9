import { ifPresent } from '../../expression/expression';
import { allOf } from '../../expression/predicate';
import { optional, record, text } from '../../schema/shape';
import { conditionMessage, conditionsShape, hasCondition } from '../conditions';
import { statusVocabulary } from '../status';

const status = record('Status', {
  atProvider: optional(record('AtProvider', { arn: optional(text('ARN.')), streamArn: optional(text('Stream ARN.')) })),
  conditions: conditionsShape,
});

/** `Ready` stays true while a later change fails, so `Synced` is asked as well. */
export const crossplaneStatus = statusVocabulary(status, {
  ready: ({ conditions }) =>
    allOf(hasCondition(conditions, 'Ready', 'True'), hasCondition(conditions, 'Synced', 'True')),
  messages: [
    ({ conditions }) => conditionMessage(conditions, 'Synced', 'False'),
    ({ conditions }) => conditionMessage(conditions, 'Ready', 'False'),
    ({ atProvider }) => ifPresent(atProvider, ({ arn }) => arn),
  ],
  awaited: 'Waiting for the Crossplane provider',
  facts: {
    tableArn: ({ atProvider }) => ifPresent(atProvider, ({ arn }) => arn),
    latestStreamArn: ({ atProvider }) => ifPresent(atProvider, ({ streamArn }) => streamArn),
  },
});
