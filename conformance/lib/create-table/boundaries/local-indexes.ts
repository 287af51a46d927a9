import { type Chance, hash, type Request, range, repeat } from '../request';
import {
  type Boundary,
  defining,
  includingLocally,
  includingTwenty,
  type Make,
  onDemand,
  provisioned,
  wrongCharacters,
} from './boundary';

const index = 'LocalSecondaryIndexes[]';

const indexes = (c: Chance, count: number): Request =>
  repeat(count, at => `index-${at}`).reduce(
    (made, IndexName) => c.withLocalIndex({ IndexName }, made),
    c.table({ sortKey: true }),
  );

export const localIndexes: readonly Boundary[] = [
  {
    rule: 'LocalSecondaryIndexes',
    broken: [6, 7].map(count => c => indexes(c, count)),
    kept: [1, 5].map(count => c => indexes(c, count)),
  },
  {
    rule: `${index}.IndexName`,
    broken: [
      ...[0, 2, 256].map(
        (length): Make =>
          c =>
            c.withLocalIndex({ IndexName: c.text(length) }),
      ),
      ...wrongCharacters.map(
        (character): Make =>
          c =>
            c.withLocalIndex({ IndexName: `${c.text(5)}${character}` }),
      ),
    ],
    kept: [3, 255].map(length => c => c.withLocalIndex({ IndexName: c.text(length) })),
  },
  {
    rule: `${index}.KeySchema`,
    broken: [
      c => c.withLocalIndex({ KeySchema: [] }),
      c => c.withLocalIndex({ KeySchema: [hash('id')] }),
      c => c.withLocalIndex({ KeySchema: [range('at')] }),
    ],
    kept: [c => c.withLocalIndex()],
  },
  {
    rule: `${index}.KeySchema[].AttributeName`,
    broken: [0, 256].map(length => c => {
      const name = c.text(length);
      return defining(c.withLocalIndex({ KeySchema: [hash('id'), range(name)] }), name);
    }),
    kept: [
      c => {
        const name = c.text(255);
        return defining(c.withLocalIndex({ KeySchema: [hash('id'), range(name)] }), name);
      },
    ],
  },
  {
    rule: `${index}.KeySchema[].KeyType`,
    broken: ['hash', 'PARTITION'].map(
      KeyType => c => c.withLocalIndex({ KeySchema: [{ AttributeName: 'id', KeyType }, range('at')] }),
    ),
    kept: [c => c.withLocalIndex()],
  },
  {
    rule: `${index}.Projection.ProjectionType`,
    broken: ['all', 'NONE'].map(ProjectionType => c => c.withLocalIndex({ Projection: { ProjectionType } })),
    kept: ['ALL', 'KEYS_ONLY'].map(ProjectionType => c => c.withLocalIndex({ Projection: { ProjectionType } })),
  },
  {
    rule: `${index}.Projection.NonKeyAttributes`,
    broken: [21, 22].map(count => c => includingLocally(c, c.names(count))),
    kept: [1, 20].map(count => c => includingLocally(c, c.names(count))),
  },
  {
    rule: `${index}.Projection.NonKeyAttributes[]`,
    broken: [0, 256].map(length => c => includingLocally(c, ['x', c.text(length)])),
    kept: [1, 255].map(length => c => includingLocally(c, ['x', `${c.text(length - 1)}y`])),
  },
  {
    rule: 'N6-local',
    broken: [c => c.withLocalIndex({ IndexName: 'twice' }, c.withLocalIndex({ IndexName: 'twice' }))],
    kept: [c => c.withLocalIndex({ IndexName: 'twice' }, c.withLocalIndex({ IndexName: 'Twice' }))],
  },
  {
    rule: 'N6-both',
    broken: [c => c.withIndex(c.withLocalIndex({ IndexName: 'both' }), { IndexName: 'both' })],
    kept: [c => c.withIndex(c.withLocalIndex({ IndexName: 'both' }), { IndexName: 'Both' })],
  },
  {
    rule: 'K1-local',
    broken: [c => c.withLocalIndex({ KeySchema: [hash('id'), hash('at')] })],
    kept: [c => c.withLocalIndex({ KeySchema: [hash('id'), range('at')] })],
  },
  {
    rule: 'K3-index-local',
    broken: [c => c.withLocalIndex({ KeySchema: [hash('id'), range('id')] })],
    kept: [c => c.withLocalIndex()],
  },
  {
    rule: 'K7-index-local',
    broken: [c => c.withLocalIndex({ KeySchema: [hash('id'), range('by')] })],
    kept: [c => defining(c.withLocalIndex({ KeySchema: [hash('id'), range('by')] }), 'by')],
  },
  {
    rule: 'I3',
    broken: [
      c => defining(c.withLocalIndex({ KeySchema: [hash('id'), range('by')] }, c.table({ sortKey: false })), 'by'),
    ],
    kept: [c => c.withLocalIndex()],
  },
  {
    rule: 'I4',
    broken: [
      c => c.withLocalIndex({ KeySchema: [hash('at'), range('id')] }),
      c => defining(c.withLocalIndex({ KeySchema: [hash('by'), range('at')] }), 'by'),
    ],
    kept: [c => c.withLocalIndex()],
  },
  {
    rule: 'I6-local',
    broken: [
      c => c.withLocalIndex({ Projection: { ProjectionType: 'INCLUDE' } }),
      c => includingLocally(c, []),
      c => includingLocally(c, [], onDemand(c, true)),
      c => includingLocally(c, [], provisioned(c, true)),
    ],
    kept: [c => includingLocally(c, ['a'])],
  },
  {
    rule: 'I7-local',
    broken: ['ALL', 'KEYS_ONLY'].map(
      ProjectionType => c => c.withLocalIndex({ Projection: { ProjectionType, NonKeyAttributes: c.names(2) } }),
    ),
    kept: [c => includingLocally(c, c.names(2))],
  },
  {
    rule: 'I8',
    broken: [c => includingLocally(c, ['last'], includingTwenty(c, 5, c.table({ sortKey: true })))],
    kept: [c => includingLocally(c, c.names(20), includingTwenty(c, 4, c.table({ sortKey: true })))],
  },
  {
    rule: 'I9-local',
    broken: [c => includingLocally(c, ['a', 'b', 'a'])],
    kept: [c => includingLocally(c, ['a', 'A'])],
  },
];
