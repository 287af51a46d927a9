import { concat, equals, fallback, ifPresent } from '../../expression/expression';
import { allOf, anyOf, ifGiven, matches, present, presentAnd } from '../../expression/predicate';
import { optional, record, text } from '../../schema/shape';
import { statusVocabulary } from '../status';

const status = record('Status', {
  tableStatus: optional(text('State of the table, if something reports it back.')),
  tableArn: optional(text('ARN, if something reports it back.')),
  healthStatus: optional(record('HealthStatus', { state: optional(text('State, from a HealthRecord.')) })),
});

/**
 * Kratix writes manifests elsewhere: only what is reported back tells of the table. Until then it is Rendered, never
 * ready. Whatever is reported must be good.
 */
export const kratixStatus = statusVocabulary(status, {
  ready: ({ tableStatus, healthStatus }) =>
    allOf(
      anyOf(
        present(tableStatus),
        presentAnd(healthStatus, ({ state }) => present(state)),
      ),
      ifGiven(tableStatus, state => equals(state, 'ACTIVE')),
      ifGiven(healthStatus, ({ state }) => ifGiven(state, s => matches(s, '^(ready|healthy)$'))),
    ),
  messages: [
    ({ tableStatus, healthStatus }) =>
      ifPresent(tableStatus, state =>
        fallback(
          ifPresent(healthStatus, health => ifPresent(health.state, s => concat('The table is ', state, ' and ', s))),
          concat('The table is ', state),
        ),
      ),
    ({ healthStatus }) => ifPresent(healthStatus, ({ state }) => ifPresent(state, s => concat('The table is ', s))),
  ],
  awaited: 'Rendered: nothing has reported the table back yet',
  facts: { tableArn: ({ tableArn }) => tableArn, tableStatus: ({ tableStatus }) => tableStatus },
});
