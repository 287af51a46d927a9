import { type Expression, fallback, ifPresent, literal, type View } from '../expression/expression';
import type { Predicate } from '../expression/node';
import { presentAnd } from '../expression/predicate';
import { mapValues } from '../schema/records';
import { optional, record, type Shape } from '../schema/shape';
import type { StatusVocabulary } from './engine';

/** What an engine says in its object's `status`, once that is there. */
interface Said<S> {
  /** The engine reports the table ready, and no error stands. */
  readonly ready: (status: View<S>) => Predicate;
  /** What an operator reads: the first of these that is there. */
  readonly messages: readonly ((status: View<S>) => Expression<string | undefined>)[];
  /** What an operator reads as long as none of them is. */
  readonly awaited: string;
  readonly facts: { readonly [name: string]: (status: View<S>) => Expression<string | undefined> };
}

/** How a table is, where all of it stands below `status`, which no object has at first. */
export function statusVocabulary<S>(
  status: Shape<S>,
  { ready, messages, awaited, facts }: Said<S>,
): StatusVocabulary<{ readonly status?: S }> {
  return {
    shape: record('Object', { status: optional(status) }),
    ready: object => presentAnd(object.status, ready),
    message: object =>
      messages.reduceRight<Expression<string>>(
        (otherwise, message) => fallback(ifPresent(object.status, message), otherwise),
        literal(awaited),
      ),
    facts: object => mapValues(facts, fact => ifPresent(object.status, fact)),
  };
}
