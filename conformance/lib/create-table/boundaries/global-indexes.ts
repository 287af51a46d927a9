import { type Chance, hash, type Request, range, repeat } from '../request';
import { type Boundary, defining, including, includingTwenty, onDemand, provisioned } from './boundary';

const index = 'GlobalSecondaryIndexes[]';

const indexes = (c: Chance, count: number): Request =>
  repeat(count, at => `index-${at}`).reduce((made, IndexName) => c.withIndex(made, { IndexName }), c.table());

/** An index with so many partition keys and sort keys. */
const keyed = (c: Chance, partition: number, sort: number): Request => {
  const names = c.names(partition + sort);
  const KeySchema = names.map((name, at) => (at < partition ? hash(name) : range(name)));
  return defining(c.withIndex(c.table(), { KeySchema }), ...names);
};

export const globalIndexes: readonly Boundary[] = [
  {
    rule: 'GlobalSecondaryIndexes',
    broken: [21, 22, 25].map(count => c => indexes(c, count)),
    kept: [1, 20].map(count => c => indexes(c, count)),
  },
  {
    rule: `${index}.KeySchema`,
    broken: [c => c.withIndex(c.table(), { KeySchema: [] })],
    kept: [c => c.withIndex(c.table())],
  },
  {
    rule: 'K4',
    broken: [c => keyed(c, 5, 0), c => keyed(c, 5, 4), c => keyed(c, 1, 5), c => keyed(c, 4, 5)],
    kept: [c => keyed(c, 2, 0), c => keyed(c, 4, 4), c => keyed(c, 1, 4)],
  },
  {
    rule: `${index}.Projection.ProjectionType`,
    broken: ['all', 'KEYS', 'NONE'].map(
      ProjectionType => c => c.withIndex(c.table(), { Projection: { ProjectionType } }),
    ),
    kept: ['ALL', 'KEYS_ONLY'].map(ProjectionType => c => c.withIndex(c.table(), { Projection: { ProjectionType } })),
  },
  {
    rule: `${index}.Projection.ProjectionType`,
    broken: [c => c.withIndex(c.table(), { Projection: {} })],
    kept: [],
  },
  {
    rule: 'I6',
    broken: [
      c => c.withIndex(c.table(), { Projection: { ProjectionType: 'INCLUDE' } }),
      c => including(c, []),
      c => including(c, [], onDemand(c)),
      c => including(c, [], provisioned(c)),
    ],
    kept: [c => including(c, ['a'])],
  },
  {
    rule: `${index}.Projection.NonKeyAttributes`,
    broken: [21, 22].map(count => c => including(c, c.names(count))),
    kept: [1, 20].map(count => c => including(c, c.names(count))),
  },
  {
    rule: 'I7',
    broken: ['ALL', 'KEYS_ONLY'].map(
      ProjectionType => c =>
        c.withIndex(c.table(), { Projection: { ProjectionType, NonKeyAttributes: c.names(c.number(1, 20)) } }),
    ),
    kept: [c => including(c, c.names(c.number(1, 20)))],
  },
  {
    rule: 'I8',
    broken: [
      c => including(c, ['last'], includingTwenty(c, 5)),
      // a name counts in each index that includes it
      c => {
        const same = c.names(17);
        return repeat(6, at => at).reduce(made => including(c, same, made), c.table());
      },
    ],
    kept: [c => includingTwenty(c, 5)],
  },
  {
    rule: 'I9',
    broken: [c => including(c, ['a', 'b', 'a']), c => including(c, [...c.names(18), 'x', 'x'])],
    kept: [c => including(c, ['a', 'A'])],
  },
];
