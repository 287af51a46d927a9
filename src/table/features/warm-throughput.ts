import { allOf, anyOf, blame, compare, ifGiven, present } from '../../expression/predicate';
import { integer, optional, record } from '../../schema/shape';
import type { Feature } from '../feature';
import { ofTableAndIndexes } from './billing';

const units = (what: string, minimum: number) =>
  optional(integer(`${what} units that are served in a second at once.`, { minimum }));

// what a table that is paid for by request starts with; Terraform asks as much of every table
const warmThroughputShape = record(
  'WarmThroughput',
  { readUnitsPerSecond: units('Read', 12000), writeUnitsPerSecond: units('Write', 4000) },
  'What is served at once, without scaling first. That of a table cannot be lowered.',
);

export const warmThroughputFields = { warmThroughput: optional(warmThroughputShape) };

/** What a table, or an index, serves at once, without scaling first. At least one of them. */
export interface WarmThroughput {
  /**
   * Read units a second, at least 12,000, and with provisioned billing at least as many as are provisioned.
   * @default - DynamoDB's own
   */
  readonly readUnitsPerSecond?: number;
  /**
   * Write units a second, at least 4,000, and with provisioned billing at least as many as are provisioned.
   * @default - DynamoDB's own
   */
  readonly writeUnitsPerSecond?: number;
}

/** What is served at once. */
export interface WarmThroughputProps {
  /**
   * What is served at once, before an expected peak. It costs by the unit, and that of a table cannot be lowered.
   * @default - DynamoDB's own: what a new table starts with
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html WarmThroughput
   */
  readonly warmThroughput?: WarmThroughput;
}

export const warmThroughput: Feature = {
  props: warmThroughputFields,
  toSpec: ({ warmThroughput }) => ({ warmThroughput }),
  rules: [
    ...ofTableAndIndexes(
      {
        id: 'C6',
        kind: 'dynamodb',
        problem: 'is lower than the provisioned units',
        fix: 'Give as many or more, or leave it out.',
        source: 'CreateTable: Requested ReadUnitsPerSecond for WarmThroughput is lower than initial throughput',
      },
      ({ warmThroughput, provisionedThroughput }) =>
        ifGiven(warmThroughput, warm =>
          ifGiven(provisionedThroughput, provisioned =>
            allOf(
              ...(['read', 'write'] as const).map(dimension =>
                ifGiven(warm[`${dimension}UnitsPerSecond`], units =>
                  blame(units, compare(units, '>=', provisioned[`${dimension}CapacityUnits`])),
                ),
              ),
            ),
          ),
        ),
    ),
    ...ofTableAndIndexes(
      {
        id: 'C6-empty',
        kind: 'policy',
        problem: 'must give reads, writes or both',
        fix: 'Give one, or leave it out.',
        source: 'CreateTable WarmThroughput, both of whose members are optional',
      },
      ({ warmThroughput }) =>
        ifGiven(warmThroughput, given =>
          blame(warmThroughput, anyOf(present(given.readUnitsPerSecond), present(given.writeUnitsPerSecond))),
        ),
    ),
  ],
};
