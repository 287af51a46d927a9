import { type Boundary, onDemand, provisioned } from './boundary';

const index = 'GlobalSecondaryIndexes[]';

const most = ['MaxReadRequestUnits', 'MaxWriteRequestUnits'];
const bothMost = { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 10 };
const leastWarm = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 };
const many = { ReadCapacityUnits: 12_001, WriteCapacityUnits: 12_001 };
const manyWarm = { ReadUnitsPerSecond: 12_001, WriteUnitsPerSecond: 12_001 };

export const throughput: readonly Boundary[] = [
  ...most.flatMap((unit): readonly Boundary[] => [
    {
      rule: `OnDemandThroughput.${unit}`,
      broken: [0, -2, -1_000, -1].map(value => c => ({
        ...onDemand(c),
        OnDemandThroughput: { ...bothMost, [unit]: value },
      })),
      kept: [c => ({ ...onDemand(c), OnDemandThroughput: { ...bothMost, [unit]: 1 } })],
    },
    {
      rule: `${index}.OnDemandThroughput.${unit}`,
      broken: [0, -2, -1_000, -1].map(
        value => c => c.withIndex(onDemand(c), { OnDemandThroughput: { ...bothMost, [unit]: value } }),
      ),
      kept: [c => c.withIndex(onDemand(c), { OnDemandThroughput: { ...bothMost, [unit]: 1 } })],
    },
  ]),
  {
    rule: 'C5',
    broken: [c => ({ ...provisioned(c), OnDemandThroughput: bothMost })],
    kept: [c => ({ ...onDemand(c), OnDemandThroughput: bothMost })],
  },
  {
    rule: 'C5-empty',
    broken: [c => ({ ...onDemand(c), OnDemandThroughput: {} })],
    kept: most.map(unit => c => ({ ...onDemand(c), OnDemandThroughput: { [unit]: 1 } })),
  },
  {
    rule: 'C5-index',
    broken: [c => c.withIndex(provisioned(c), { OnDemandThroughput: bothMost })],
    kept: [c => c.withIndex(onDemand(c), { OnDemandThroughput: bothMost })],
  },
  {
    rule: 'C5-empty-index',
    broken: [c => c.withIndex(onDemand(c), { OnDemandThroughput: {} })],
    kept: most.map(unit => c => c.withIndex(onDemand(c), { OnDemandThroughput: { [unit]: 1 } })),
  },
  ...Object.entries(leastWarm).flatMap(([unit, least]): readonly Boundary[] => [
    {
      rule: `WarmThroughput.${unit}`,
      broken: [0, least - 1].map(value => c => ({ ...onDemand(c), WarmThroughput: { ...leastWarm, [unit]: value } })),
      kept: [c => ({ ...onDemand(c), WarmThroughput: { [unit]: least } })],
    },
    {
      rule: `${index}.WarmThroughput.${unit}`,
      broken: [0, least - 1].map(
        value => c => c.withIndex(onDemand(c), { WarmThroughput: { ...leastWarm, [unit]: value } }),
      ),
      kept: [c => c.withIndex(onDemand(c), { WarmThroughput: { [unit]: least } })],
    },
  ]),
  {
    rule: 'C6',
    broken: Object.keys(leastWarm).map(unit => c => ({
      ...provisioned(c),
      ProvisionedThroughput: many,
      WarmThroughput: { ...manyWarm, [unit]: 12_000 },
    })),
    kept: [c => ({ ...provisioned(c), ProvisionedThroughput: many, WarmThroughput: manyWarm })],
  },
  {
    rule: 'C6-index',
    broken: Object.keys(leastWarm).map(
      unit => c =>
        c.withIndex(provisioned(c), { ProvisionedThroughput: many, WarmThroughput: { ...manyWarm, [unit]: 12_000 } }),
    ),
    kept: [c => c.withIndex(provisioned(c), { ProvisionedThroughput: many, WarmThroughput: manyWarm })],
  },
];
