import { equals, type View } from '../../expression/expression';
import type { Predicate } from '../../expression/node';
import { all, anyOf, blame, compare, ifGiven, implies, not, present } from '../../expression/predicate';
import { givenAs, hidden, integer, oneOf, optional, record, withDefault } from '../../schema/shape';
import { snapshot } from '../../schema/snapshot';
import type { Feature } from '../feature';
import { forbidden, type Rule, required } from '../rule';
import type { GlobalSecondaryIndexSpec } from './global-secondary-indexes';

const units = (what: string) => integer(`${what} capacity units.`, { minimum: 1 });

export const throughput = record(
  'ProvisionedThroughput',
  { readCapacityUnits: units('Read'), writeCapacityUnits: units('Write') },
  'Only with billing mode PROVISIONED.',
);

const requestUnits = (what: string) =>
  optional(integer(`${what} request units that may be used in a second at most.`, { minimum: 1 }));

export const onDemandThroughput = record(
  'OnDemandThroughput',
  { maxReadRequestUnits: requestUnits('Read'), maxWriteRequestUnits: requestUnits('Write') },
  'What may be used at most; only with billing mode PAY_PER_REQUEST.',
);

export const billingFields = {
  billingMode: withDefault(
    oneOf('Whether capacity is paid by request or provisioned.', 'PAY_PER_REQUEST', 'PROVISIONED'),
    'PAY_PER_REQUEST',
  ),
  provisionedThroughput: optional(throughput),
};

export const onDemandFields = { onDemandThroughput: optional(onDemandThroughput) };

/** Capacity of one dimension, read or write. */
export class Capacity {
  /** A fixed number of capacity units, at least 1. */
  static fixed(units: number): Capacity {
    return new Capacity(units);
  }

  private constructor(
    /** Capacity units: a read unit is one strongly consistent read of 4 kB a second, a write unit one write of 1 kB. */
    readonly units: number,
  ) {}
}

/** Capacity of both dimensions. */
export interface ProvisionedCapacity {
  /** For reads. */
  readonly readCapacity: Capacity;
  /** For writes. */
  readonly writeCapacity: Capacity;
}

/** What may be used of a table, or of an index, that is paid for by request. At least one of them. */
export interface MaxThroughputProps {
  /**
   * Read request units a second, at least 1; a unit is one strongly consistent read of 4 kB. What is over it is throttled.
   * @default - no limit but the account's
   */
  readonly maxReadRequestUnits?: number;
  /**
   * Write request units a second, at least 1; a unit is one write of 1 kB. What is over it is throttled.
   * @default - no limit but the account's
   */
  readonly maxWriteRequestUnits?: number;
}

/** How a table's capacity is paid for. */
export class Billing {
  /** By request, up to a maximum if one is given. */
  static onDemand(maxThroughput?: MaxThroughputProps): Billing {
    return new Billing('PAY_PER_REQUEST', undefined, snapshot(maxThroughput));
  }

  /** Provisioned units: every global secondary index must give its own too. */
  static provisioned(capacity: ProvisionedCapacity): Billing {
    return new Billing('PROVISIONED', snapshot(capacity));
  }

  private constructor(
    /** As the API calls it. */
    readonly mode: 'PAY_PER_REQUEST' | 'PROVISIONED',
    /** The table's own units, with `PROVISIONED`. */
    readonly capacity?: ProvisionedCapacity,
    /** What may be used at most, with `PAY_PER_REQUEST`. */
    readonly maxThroughput?: MaxThroughputProps,
  ) {}
}

/** How capacity is paid for. */
export interface BillingProps {
  /**
   * How capacity is paid for.
   * @default Billing.onDemand()
   */
  readonly billing?: Billing;
}

export const capacity = givenAs(
  record('Capacity', { units: hidden(units('Read or write')) }),
  'Capacity.fixed(units)',
  Capacity,
);
const provisionedCapacity = record('ProvisionedCapacity', { readCapacity: capacity, writeCapacity: capacity });

export const throughputOf = ({ readCapacity, writeCapacity }: ProvisionedCapacity) => ({
  readCapacityUnits: readCapacity.units,
  writeCapacityUnits: writeCapacity.units,
});

type Throughputs = Pick<
  View<GlobalSecondaryIndexSpec>,
  'provisionedThroughput' | 'onDemandThroughput' | 'warmThroughput'
>;

/** What the throughput of a table must satisfy, and that of each global index too: a rule for it, and one for those. */
export const ofTableAndIndexes = (
  rule: Omit<Rule, 'holds'>,
  holds: (of: Throughputs) => Predicate,
  source = rule.source,
): readonly Rule[] => [
  { ...rule, holds },
  { ...rule, id: `${rule.id}-index`, source, holds: table => all(table.globalSecondaryIndexes, 'index', holds) },
];

/** What every global index must satisfy in a billing mode; an error names the index. */
const indexesWith =
  (mode: Billing['mode'], asked: (index: View<GlobalSecondaryIndexSpec>) => Predicate): Rule['holds'] =>
  table =>
    implies(
      equals(table.billingMode, mode),
      all(table.globalSecondaryIndexes, 'index', index => blame(index.indexName, asked(index))),
    );

/** What a default account may provision for one table. */
const quota = 40000;

export const billing: Feature = {
  props: {
    billing: optional(
      givenAs(
        record('Billing', {
          mode: billingFields.billingMode,
          capacity: optional(hidden(provisionedCapacity)),
          maxThroughput: optional(hidden(onDemandThroughput)),
        }),
        'Billing.onDemand() or Billing.provisioned({ readCapacity, writeCapacity })',
        Billing,
      ),
    ),
  },
  toSpec: ({ billing = Billing.onDemand() }) => ({
    billingMode: billing.mode,
    provisionedThroughput: billing.capacity && throughputOf(billing.capacity),
    onDemandThroughput: billing.maxThroughput,
  }),
  propPaths: {
    billingMode: () => ['billing'],
    onDemandThroughput: within => ['billing', ...within],
    provisionedThroughput: ([dimension]) =>
      dimension === undefined
        ? ['billing']
        : ['billing', dimension === 'readCapacityUnits' ? 'readCapacity' : 'writeCapacity'],
  },
  rules: [
    {
      id: 'C2',
      kind: 'dynamodb',
      problem: 'must be given with billing mode PROVISIONED',
      fix: 'Give read and write capacity units, or choose PAY_PER_REQUEST.',
      source: 'CreateTable ProvisionedThroughput',
      traitsMaySatisfy: true,
      holds: table => implies(equals(table.billingMode, 'PROVISIONED'), required(table.provisionedThroughput)),
    },
    {
      id: 'C4',
      kind: 'dynamodb',
      problem: 'must not be given with billing mode PAY_PER_REQUEST',
      fix: 'Leave it out, or choose PROVISIONED.',
      source: 'CreateTable ProvisionedThroughput',
      traitsMaySatisfy: true,
      holds: table => implies(equals(table.billingMode, 'PAY_PER_REQUEST'), forbidden(table.provisionedThroughput)),
    },
    {
      id: 'C2-index',
      kind: 'dynamodb',
      problem: 'has no provisioned throughput, which every index needs with billing mode PROVISIONED',
      fix: "Give the index's own read and write capacity units.",
      source: 'CreateTable GlobalSecondaryIndexes',
      traitsMaySatisfy: true,
      holds: indexesWith('PROVISIONED', index => present(index.provisionedThroughput)),
    },
    {
      id: 'C4-index',
      kind: 'dynamodb',
      problem: 'has provisioned throughput, which no index may have with billing mode PAY_PER_REQUEST',
      fix: "Leave the index's capacity out, or choose PROVISIONED.",
      source: 'CreateTable GlobalSecondaryIndexes',
      traitsMaySatisfy: true,
      holds: indexesWith('PAY_PER_REQUEST', index => not(present(index.provisionedThroughput))),
    },
    {
      id: 'C5',
      kind: 'dynamodb',
      problem: 'must not be given with billing mode PROVISIONED',
      fix: 'Leave it out, or choose PAY_PER_REQUEST.',
      source: 'CreateTable OnDemandThroughput',
      holds: table => implies(equals(table.billingMode, 'PROVISIONED'), forbidden(table.onDemandThroughput)),
    },
    {
      id: 'C5-index',
      kind: 'dynamodb',
      problem: 'has a maximum of requests, which no index may have with billing mode PROVISIONED',
      fix: 'Leave it out, or choose PAY_PER_REQUEST.',
      source: 'CreateTable GlobalSecondaryIndexes OnDemandThroughput',
      holds: indexesWith('PROVISIONED', index => not(present(index.onDemandThroughput))),
    },
    ...ofTableAndIndexes(
      {
        id: 'C5-empty',
        kind: 'dynamodb',
        problem: 'must give a maximum for reads, for writes or for both',
        fix: 'Give one, or leave it out.',
        source: 'CreateTable OnDemandThroughput',
      },
      ({ onDemandThroughput: maximum }) =>
        ifGiven(maximum, given =>
          blame(maximum, anyOf(present(given.maxReadRequestUnits), present(given.maxWriteRequestUnits))),
        ),
      'CreateTable GlobalSecondaryIndexes OnDemandThroughput',
    ),
    ...(['read', 'write'] as const).flatMap(dimension =>
      ofTableAndIndexes(
        {
          id: `C3-${dimension}`,
          kind: 'policy',
          severity: 'warning',
          problem: `is more than the ${quota} units of a default account's quota`,
          fix: 'Make sure that the quota was raised.',
          source: 'DynamoDB DescribeLimits',
        },
        ({ provisionedThroughput }) =>
          ifGiven(provisionedThroughput, given => compare(given[`${dimension}CapacityUnits`], '<=', quota)),
      ),
    ),
  ],
};
