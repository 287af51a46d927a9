import { fallback, ifPresent, type View } from '../../expression/expression';
import { allOf, presentAnd } from '../../expression/predicate';
import { optional, record, type TypeOf, text } from '../../schema/shape';
import { conditionMessage, conditionsShape, hasCondition } from '../conditions';
import type { StatusVocabulary } from '../engine';

const crossplaneObject = record('Object', {
  status: optional(
    record('Status', {
      atProvider: optional(
        record('AtProvider', { arn: optional(text('ARN.')), streamArn: optional(text('Stream ARN.')) }),
      ),
      conditions: conditionsShape,
    }),
  ),
});
type CrossplaneObject = TypeOf<typeof crossplaneObject>;

/** `Ready` stays true while a later change fails, so `Synced` is asked as well. */
export const crossplaneStatus: StatusVocabulary<CrossplaneObject> = {
  shape: crossplaneObject,
  ready: ({ status }: View<CrossplaneObject>) =>
    presentAnd(status, ({ conditions }) =>
      allOf(hasCondition(conditions, 'Ready', 'True'), hasCondition(conditions, 'Synced', 'True')),
    ),
  message: ({ status }: View<CrossplaneObject>) =>
    fallback(
      ifPresent(status, ({ conditions }) => conditionMessage(conditions, 'Synced', 'False')),
      fallback(
        ifPresent(status, ({ conditions }) => conditionMessage(conditions, 'Ready', 'False')),
        fallback(
          ifPresent(status, ({ atProvider }) => ifPresent(atProvider, ({ arn }) => arn)),
          'Waiting for the Crossplane provider',
        ),
      ),
    ),
  facts: ({ status }: View<CrossplaneObject>) => ({
    tableArn: ifPresent(status, ({ atProvider }) => ifPresent(atProvider, ({ arn }) => arn)),
    latestStreamArn: ifPresent(status, ({ atProvider }) => ifPresent(atProvider, ({ streamArn }) => streamArn)),
  }),
};
