import {
  concat,
  equals,
  fallback,
  ifPresent,
  mapValues,
  membersOf,
  type View,
  viewOf,
  when,
} from '../../expression/expression';
import { presentAnd } from '../../expression/predicate';
import { optional, record, type TypeOf, text } from '../../schema/shape';
import { ackStatus } from '../ack/status';
import { conditionMessage, conditionsShape } from '../conditions';
import type { StatusVocabulary } from '../engine';

/** What the graph projects into an instance's status: ACK's facts, under the same names. */
const projected = mapValues(ackStatus.facts(viewOf(ackStatus.shape, ['object'])), (_, name) => optional(text(name)));

const instanceObject = record('Object', {
  status: optional(
    record('Status', {
      state: optional(text('State.')),
      tableStatus: optional(text('State of the table.')),
      conditions: conditionsShape,
      ...projected,
    }),
  ),
});
type Instance = TypeOf<typeof instanceObject>;

/** kro's state is ACTIVE when the graph's `readyWhen` holds, and that is ACK's own readiness. */
export const kroStatus: StatusVocabulary<Instance> = {
  shape: instanceObject,
  ready: ({ status }: View<Instance>) => presentAnd(status, ({ state }) => presentAnd(state, s => equals(s, 'ACTIVE'))),
  message: ({ status }: View<Instance>) =>
    fallback(
      ifPresent(status, ({ state, conditions }) =>
        ifPresent(state, s =>
          when(equals(s, 'ERROR'), fallback(conditionMessage(conditions, 'Ready', 'False'), 'The graph is in error')),
        ),
      ),
      fallback(
        ifPresent(status, ({ tableStatus }) => ifPresent(tableStatus, state => concat('The table is ', state))),
        fallback(
          ifPresent(status, ({ state }) => ifPresent(state, s => concat('The graph is ', s))),
          'Waiting for kro',
        ),
      ),
    ),
  facts: ({ status }: View<Instance>) =>
    mapValues(projected, (_, name) => ifPresent(status, facts => membersOf(facts)[name] as View<string | undefined>)),
};
