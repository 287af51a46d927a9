import { type Chance, define, hash, type Request } from '../request';
import { type Boundary, defining, including, type Make, wrongCharacters } from './boundary';

const index = 'GlobalSecondaryIndexes[]';

const named = (c: Chance, TableName: string): Request => ({ ...c.table(), TableName });

const keyed = (name: string, c: Chance): Request => ({
  ...c.table(),
  AttributeDefinitions: [define(name)],
  KeySchema: [hash(name)],
});

export const names: readonly Boundary[] = [
  {
    rule: 'TableName',
    broken: [
      ...[1, 2, 256, 257].map(
        (length): Make =>
          c =>
            named(c, c.text(length)),
      ),
      ...wrongCharacters.map(
        (character): Make =>
          c =>
            named(c, `${c.text(5)}${character}${c.text(3)}`),
      ),
      c => named(c, ''),
      c => named(c, `arn:aws:dynamodb:us-west-2:123456789012:table/${c.text(5)}`),
    ],
    kept: [3, 255].flatMap((length): readonly Make[] => [
      c => named(c, c.text(length)),
      c => named(c, '._-'.repeat(85).slice(0, length)),
    ]),
  },
  {
    rule: `${index}.IndexName`,
    broken: [
      ...[0, 1, 2, 256].map(
        (length): Make =>
          c =>
            c.withIndex(c.table(), { IndexName: c.text(length) }),
      ),
      ...wrongCharacters.map(
        (character): Make =>
          c =>
            c.withIndex(c.table(), { IndexName: `${c.text(5)}${character}` }),
      ),
    ],
    kept: [3, 255].map(length => c => c.withIndex(c.table(), { IndexName: c.text(length) })),
  },
  {
    rule: 'N6',
    broken: [
      c => c.withIndex(c.withIndex(c.table(), { IndexName: 'twice' }), { IndexName: 'twice' }),
      c => c.withIndex(c.withIndex(c.table(), { IndexName: 'first' }), { IndexName: 'first' }),
    ],
    kept: [c => c.withIndex(c.withIndex(c.table(), { IndexName: 'twice' }), { IndexName: 'Twice' })],
  },
  {
    rule: 'AttributeDefinitions[].AttributeName',
    broken: [0, 256, 300].map(length => c => keyed(c.text(length), c)),
    kept: [1, 255].map(length => c => keyed(c.text(length), c)),
  },
  {
    rule: 'KeySchema[].AttributeName',
    broken: [0, 256, 300].map(length => c => keyed(c.text(length), c)),
    kept: [1, 255].map(length => c => keyed(c.text(length), c)),
  },
  {
    rule: `${index}.KeySchema[].AttributeName`,
    broken: [0, 256].map(length => c => {
      const name = c.text(length);
      return defining(c.withIndex(c.table(), { KeySchema: [hash(name)] }), name);
    }),
    kept: [
      c => {
        const name = c.text(255);
        return defining(c.withIndex(c.table(), { KeySchema: [hash(name)] }), name);
      },
    ],
  },
  {
    rule: `${index}.Projection.NonKeyAttributes[]`,
    broken: [0, 256].map(length => c => including(c, ['x', c.text(length)])),
    kept: [1, 255].map(length => c => including(c, ['x', `${c.text(length - 1)}y`])),
  },
];
