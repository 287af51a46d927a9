import { type Boundary, type Make, onDemand, provisioned } from './boundary';

const index = 'GlobalSecondaryIndexes[]';

const most = ['MaxReadRequestUnits', 'MaxWriteRequestUnits'];
const warm = ['ReadUnitsPerSecond', 'WriteUnitsPerSecond'];
const bothMost = { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 10 };
const leastWarm = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 };

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
  {
    rule: 'C6',
    broken: warm.flatMap((unit): readonly Make[] => [
      c => ({ ...onDemand(c), WarmThroughput: { ...leastWarm, [unit]: 3_999 } }),
      c => {
        const ProvisionedThroughput = { ReadCapacityUnits: 12_001, WriteCapacityUnits: 12_001 };
        return {
          ...provisioned(c),
          ProvisionedThroughput,
          WarmThroughput: { ReadUnitsPerSecond: 12_001, WriteUnitsPerSecond: 12_001, [unit]: 12_000 },
        };
      },
    ]),
    kept: [c => ({ ...onDemand(c), WarmThroughput: leastWarm })],
  },
  {
    rule: 'C6',
    broken: warm.map(unit => c => c.withIndex(onDemand(c), { WarmThroughput: { ...leastWarm, [unit]: 3_999 } })),
    kept: [c => c.withIndex(onDemand(c), { WarmThroughput: leastWarm })],
  },
];
