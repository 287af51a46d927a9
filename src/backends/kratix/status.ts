import { concat, equals, fallback, ifPresent, type View } from '../../expression/expression';
import { allOf, anyOf, ifGiven, present, presentAnd } from '../../expression/predicate';
import { optional, record, type TypeOf, text } from '../../schema/shape';
import type { StatusVocabulary } from '../engine';

const requestObject = record('Object', {
  status: optional(
    record('Status', {
      tableStatus: optional(text('State of the table, if something reports it back.')),
      tableArn: optional(text('ARN, if something reports it back.')),
      healthStatus: optional(record('HealthStatus', { state: optional(text('State, from a HealthRecord.')) })),
    }),
  ),
});
type Request = TypeOf<typeof requestObject>;

/**
 * Kratix writes manifests elsewhere: only what is reported back tells of the table. Until then it is Rendered, never
 * ready. Whatever is reported must be good.
 */
export const kratixStatus: StatusVocabulary<Request> = {
  shape: requestObject,
  ready: ({ status }: View<Request>) =>
    presentAnd(status, ({ tableStatus, healthStatus }) =>
      allOf(
        anyOf(
          present(tableStatus),
          presentAnd(healthStatus, ({ state }) => present(state)),
        ),
        ifGiven(tableStatus, state => equals(state, 'ACTIVE')),
        ifGiven(healthStatus, ({ state }) => ifGiven(state, s => anyOf(equals(s, 'ready'), equals(s, 'healthy')))),
      ),
    ),
  message: ({ status }: View<Request>) =>
    fallback(
      ifPresent(status, ({ tableStatus, healthStatus }) =>
        ifPresent(tableStatus, state =>
          fallback(
            ifPresent(healthStatus, health => ifPresent(health.state, s => concat('The table is ', state, ' and ', s))),
            concat('The table is ', state),
          ),
        ),
      ),
      fallback(
        ifPresent(status, ({ healthStatus }) =>
          ifPresent(healthStatus, ({ state }) => ifPresent(state, s => concat('The table is ', s))),
        ),
        'Rendered: nothing has reported the table back yet',
      ),
    ),
  facts: ({ status }: View<Request>) => ({
    tableArn: ifPresent(status, ({ tableArn }) => tableArn),
    tableStatus: ifPresent(status, ({ tableStatus }) => tableStatus),
  }),
};
