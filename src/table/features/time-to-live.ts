import { equals } from '../../expression/expression';
import { all, allOf, blame, exists, ifGiven, implies, not } from '../../expression/predicate';
import { described, flag, givenAs, optional, record } from '../../schema/shape';
import { givenTogether } from '../../schema/violation';
import type { Feature } from '../feature';
import { attributeName, uses } from './keys';

const timeToLiveShape = record(
  'TimeToLive',
  {
    enabled: flag('Whether items expire.'),
    attributeName: described(attributeName, 'The attribute that holds the time of expiry, in seconds since 1970.'),
  },
  'Expiry of items.',
);

export const timeToLiveFields = { timeToLive: optional(timeToLiveShape) };

/** Expiry of items, on or being switched off. */
export class TimeToLive {
  /** Items expire at the time, in epoch seconds, that the attribute holds. */
  static enabled(attributeName: string): TimeToLive {
    return new TimeToLive(true, attributeName);
  }

  /**
   * Switches expiry off on a table that has it. A step, not a resting place: remove it once it has taken effect, since
   * ACK would repeat the call on a table whose time to live is already off.
   */
  static disabled(attributeName: string): TimeToLive {
    return new TimeToLive(false, attributeName);
  }

  private constructor(
    /** Whether items expire. */
    readonly enabled: boolean,
    /** The attribute that holds the time of expiry. */
    readonly attributeName: string,
  ) {}
}

/** When items expire. */
export interface TimeToLiveProps {
  /**
   * The attribute that holds an item's time of expiry, a number of epoch seconds. 1 to 255 characters.
   * @default - items do not expire
   */
  readonly timeToLiveAttribute?: string;
  /**
   * Expiry in full, where it is to be switched off. Not together with `timeToLiveAttribute`.
   * @default - as timeToLiveAttribute says
   */
  readonly timeToLive?: TimeToLive;
}

export const timeToLive: Feature = {
  props: {
    timeToLiveAttribute: optional(attributeName),
    timeToLive: givenAs(
      timeToLiveFields.timeToLive,
      'TimeToLive.enabled(attributeName), or timeToLiveAttribute instead',
      TimeToLive,
    ),
  },
  toSpec: ({ timeToLiveAttribute, timeToLive }) => ({
    timeToLive: timeToLive ?? (timeToLiveAttribute === undefined ? undefined : TimeToLive.enabled(timeToLiveAttribute)),
  }),
  contradictions: ({ timeToLiveAttribute, timeToLive }) =>
    timeToLive === undefined || timeToLiveAttribute === undefined
      ? []
      : [givenTogether(['timeToLiveAttribute'], timeToLiveAttribute, 'timeToLive')],
  propPaths: {
    timeToLive: (within, { timeToLive }) => (timeToLive ? ['timeToLive', ...within] : ['timeToLiveAttribute']),
  },
  rules: [
    {
      id: 'T2',
      kind: 'policy',
      problem: 'is a key attribute that is no number, so items would never expire',
      fix: 'Take a number attribute that holds epoch seconds.',
      source: 'UpdateTimeToLive',
      holds: table =>
        ifGiven(table.timeToLive, ttl =>
          all(table.attributeDefinitions, 'definition', definition =>
            blame(
              ttl.attributeName,
              implies(equals(definition.attributeName, ttl.attributeName), equals(definition.attributeType, 'N')),
            ),
          ),
        ),
    },
    {
      id: 'T2-key',
      kind: 'policy',
      severity: 'warning',
      problem: "is part of the table's key, so an item's expiry can never be put off",
      fix: 'Let another attribute hold the time of expiry.',
      source: 'UpdateTimeToLive takes it; keys of an item cannot be updated',
      holds: table =>
        ifGiven(table.timeToLive, ttl =>
          blame(
            ttl.attributeName,
            not(
              exists(table.attributeDefinitions, 'definition', ({ attributeName, attributeType }) =>
                allOf(
                  equals(attributeName, ttl.attributeName),
                  equals(attributeType, 'N'),
                  uses(table.keySchema, attributeName),
                ),
              ),
            ),
          ),
        ),
    },
  ],
};
