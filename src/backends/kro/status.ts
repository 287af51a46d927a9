import { concat, equals, fallback, ifPresent, membersOf, type View, viewOf, when } from '../../expression/expression';
import { presentAnd } from '../../expression/predicate';
import { mapValues } from '../../schema/records';
import { optional, record, text } from '../../schema/shape';
import { ackStatus } from '../ack/status';
import { conditionMessage, conditionsShape } from '../conditions';
import { statusVocabulary } from '../status';

/** What the graph projects into an instance's status: ACK's facts, under the same names. */
const projected = mapValues(ackStatus.facts(viewOf(ackStatus.shape, ['object'])), (_, name) => optional(text(name)));

const status = record('Status', {
  state: optional(text('State.')),
  tableStatus: optional(text('State of the table.')),
  conditions: conditionsShape,
  ...projected,
});

/** kro's state is ACTIVE when the graph's `readyWhen` holds, and that is ACK's own readiness. */
export const kroStatus = statusVocabulary(status, {
  ready: ({ state }) => presentAnd(state, s => equals(s, 'ACTIVE')),
  messages: [
    ({ state, conditions }) =>
      ifPresent(state, s =>
        when(equals(s, 'ERROR'), fallback(conditionMessage(conditions, 'Ready', 'False'), 'The graph is in error')),
      ),
    ({ tableStatus }) => ifPresent(tableStatus, state => concat('The table is ', state)),
    ({ state }) => ifPresent(state, s => concat('The graph is ', s)),
  ],
  awaited: 'Waiting for kro',
  facts: mapValues(projected, (_, name) => facts => membersOf(facts)[name] as View<string | undefined>),
});
