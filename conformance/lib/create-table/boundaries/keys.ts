import { define, hash, range } from '../request';
import { type Boundary, defining, without } from './boundary';

const index = 'GlobalSecondaryIndexes[]';

export const keys: readonly Boundary[] = [
  {
    rule: 'AttributeDefinitions',
    broken: [c => without(c.table(), 'AttributeDefinitions')],
    kept: [c => c.table()],
  },
  {
    rule: 'KeySchema',
    broken: [
      c => without(c.table(), 'KeySchema'),
      c => ({ ...c.table(), KeySchema: [] }),
      c => ({ ...defining(c.table({ sortKey: true }), 'to'), KeySchema: [hash('id'), range('at'), range('to')] }),
    ],
    kept: [true, false].map(sortKey => c => c.table({ sortKey })),
  },
  {
    rule: 'AttributeDefinitions[].AttributeType',
    broken: ['String', 'BOOL', 's', 'SS', ''].map(type => c => ({
      ...c.table({ sortKey: false }),
      AttributeDefinitions: [define('id', type)],
    })),
    kept: ['S', 'N', 'B'].map(type => c => ({
      ...c.table({ sortKey: false }),
      AttributeDefinitions: [define('id', type)],
    })),
  },
  {
    rule: 'KeySchema[].KeyType',
    broken: ['hash', 'PARTITION', 'HASH '].map(KeyType => c => ({
      ...c.table({ sortKey: false }),
      KeySchema: [{ AttributeName: 'id', KeyType }],
    })),
    kept: [c => c.table()],
  },
  {
    rule: `${index}.KeySchema[].KeyType`,
    broken: ['hash', 'PARTITION', 'HASH '].map(
      KeyType => c => c.withIndex(c.table(), { KeySchema: [{ AttributeName: 'id', KeyType }] }),
    ),
    kept: [c => c.withIndex(c.table())],
  },
  {
    rule: 'K1',
    broken: [c => ({ ...c.table({ sortKey: true }), KeySchema: [hash('id'), hash('at')] })],
    kept: [c => c.table({ sortKey: true })],
  },
  {
    rule: 'K1-partition',
    broken: [c => ({ ...c.table({ sortKey: false }), KeySchema: [range('id')] })],
    kept: [c => c.table({ sortKey: false })],
  },
  {
    rule: 'K1-index',
    broken: [
      c => c.withIndex(c.table(), { KeySchema: [range('id')] }),
      c => defining(c.withIndex(c.table(), { KeySchema: [range('by')] }), 'by'),
    ],
    kept: [c => defining(c.withIndex(c.table(), { KeySchema: [hash('by'), range('id')] }), 'by')],
  },
  {
    rule: 'K2',
    broken: [
      c => ({ ...c.table({ sortKey: true }), KeySchema: [range('at'), hash('id')] }),
      c => defining(c.withIndex(c.table(), { KeySchema: [range('by'), hash('id')] }), 'by'),
    ],
    kept: [c => defining(c.withIndex(c.table(), { KeySchema: [hash('by'), range('id')] }), 'by')],
  },
  {
    rule: 'K3',
    broken: [
      c => ({ ...c.table({ sortKey: true }), KeySchema: [hash('id'), range('id')] }),
      c => ({ ...c.table({ sortKey: false }), KeySchema: [hash('id'), range('id')] }),
    ],
    kept: [c => c.table({ sortKey: true })],
  },
  {
    rule: 'K3-index',
    broken: [c => c.withIndex(c.table(), { KeySchema: [hash('id'), range('id')] })],
    kept: [c => c.withIndex(c.table({ sortKey: true }), { KeySchema: [hash('id'), range('at')] })],
  },
  {
    rule: 'K7',
    broken: [
      c => ({ ...c.table({ sortKey: false }), AttributeDefinitions: [define('Id')] }),
      c => ({ ...c.table({ sortKey: true }), AttributeDefinitions: [define('id'), define('at ')] }),
      c => ({ ...c.table({ sortKey: true }), AttributeDefinitions: [define('id')] }),
      c => ({ ...c.table(), AttributeDefinitions: [] }),
    ],
    kept: [c => c.table()],
  },
  {
    rule: 'K7-index',
    broken: [
      c => c.withIndex(c.table(), { KeySchema: [hash('by')] }),
      c => c.withIndex(c.table(), { KeySchema: [hash('id'), range('by')] }),
    ],
    kept: [c => defining(c.withIndex(c.table(), { KeySchema: [hash('id'), range('by')] }), 'by')],
  },
  {
    rule: 'K8',
    broken: [
      c => defining(c.table({ sortKey: true }), 'ttl'),
      c => defining(c.table({ sortKey: false }), 'ttl', 'owner'),
      c => defining(c.table(), c.text(5)),
      c => defining(c.table(), ...c.names(c.number(1, 5))),
      c => defining(c.withIndex(c.table({ sortKey: false }), { KeySchema: [hash('by')] }), 'by', 'ttl'),
    ],
    kept: [c => defining(c.withIndex(c.table(), { KeySchema: [hash('by')] }), 'by')],
  },
  {
    rule: 'K9',
    broken: [
      c => defining(c.table({ sortKey: true }), 'id'),
      c => defining(c.table({ sortKey: true }), 'at'),
      c => defining(c.table({ sortKey: false }), 'id', 'id'),
      c => ({ ...c.table({ sortKey: false }), AttributeDefinitions: [define('id', 'S'), define('id', 'N')] }),
      c => defining(c.withIndex(c.table()), 'id'),
    ],
    kept: [c => c.table()],
  },
];
