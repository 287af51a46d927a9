import { type Boundary, onDemand, provisioned, without } from './boundary';

const index = 'GlobalSecondaryIndexes[]';

const units = (dimension: string): readonly Boundary[] => [
  {
    rule: `ProvisionedThroughput.${dimension}`,
    broken: [0, -1, -(2 ** 31)].map(value => c => ({
      ...provisioned(c),
      ProvisionedThroughput: { ...c.units(), [dimension]: value },
    })),
    kept: [1, 2].map(value => c => ({
      ...provisioned(c),
      ProvisionedThroughput: { ...c.units(), [dimension]: value },
    })),
  },
  {
    rule: `${index}.ProvisionedThroughput.${dimension}`,
    broken: [0, -1].map(
      value => c => c.withIndex(provisioned(c), { ProvisionedThroughput: { ...c.units(), [dimension]: value } }),
    ),
    kept: [c => c.withIndex(provisioned(c), { ProvisionedThroughput: { ...c.units(), [dimension]: 1 } })],
  },
];

export const capacity: readonly Boundary[] = [
  {
    rule: 'BillingMode',
    broken: ['ON_DEMAND', 'provisioned', 'PAY_PER_REQUEST '].map(BillingMode => c => ({ ...c.table(), BillingMode })),
    kept: [c => provisioned(c), c => onDemand(c), c => without(provisioned(c), 'BillingMode')],
  },
  {
    rule: 'C2',
    broken: [
      c => without(provisioned(c), 'ProvisionedThroughput'),
      // provisioned is what a table is that says nothing
      c => without(onDemand(c), 'BillingMode'),
    ],
    kept: [c => provisioned(c)],
  },
  {
    rule: 'C2-index',
    broken: [
      c => ({ ...c.withIndex(onDemand(c)), BillingMode: 'PROVISIONED', ProvisionedThroughput: c.units() }),
      c => {
        const { GlobalSecondaryIndexes } = c.withIndex(onDemand(c));
        return { ...provisioned(c), GlobalSecondaryIndexes };
      },
    ],
    kept: [c => c.withIndex(provisioned(c))],
  },
  {
    rule: 'C4',
    broken: [c => ({ ...onDemand(c), ProvisionedThroughput: c.units() })],
    kept: [c => onDemand(c)],
  },
  {
    rule: 'C4-index',
    broken: [c => c.withIndex(onDemand(c), { ProvisionedThroughput: c.units() })],
    kept: [c => c.withIndex(onDemand(c))],
  },
  ...units('ReadCapacityUnits'),
  ...units('WriteCapacityUnits'),
  {
    rule: 'TableClass',
    broken: ['IA', 'standard'].map(TableClass => c => ({ ...c.table(), TableClass })),
    kept: ['STANDARD', 'STANDARD_INFREQUENT_ACCESS'].map(TableClass => c => ({ ...c.table(), TableClass })),
  },
];
