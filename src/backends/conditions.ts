import { type Expression, equals, find, ifPresent, type View, when } from '../expression/expression';
import type { Predicate } from '../expression/node';
import { allOf, exists } from '../expression/predicate';
import { list, optional, record, type TypeOf, text } from '../schema/shape';

/** Conditions as Kubernetes objects report them. */
export const conditionsShape = optional(
  list(
    'Conditions.',
    record('Condition', {
      type: text('Type.'),
      status: text('Status.'),
      reason: optional(text('Reason.')),
      message: optional(text('Message.')),
    }),
  ),
);

type Conditions = Expression<TypeOf<typeof conditionsShape>>;

/** A condition of this type has this status. */
export const hasCondition = (conditions: Conditions, type: string, status: 'True' | 'False'): Predicate =>
  exists(conditions, 'condition', condition => allOf(equals(condition.type, type), equals(condition.status, status)));

/** The message of the condition of this type, while it has this status. */
export const conditionMessage = (
  conditions: View<TypeOf<typeof conditionsShape>>,
  type: string,
  status: 'True' | 'False',
): Expression<string | undefined> =>
  ifPresent(conditions, given =>
    find(
      given,
      'condition',
      condition => equals(condition.type, type),
      condition => when(equals(condition.status, status), condition.message),
    ),
  );
