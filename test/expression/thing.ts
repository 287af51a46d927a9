import { viewOf } from '../../src/expression/expression';
import { flag, integer, list, oneOf, optional, record, type Shape, type TypeOf, text } from '../../src/schema/shape';

/** A shape with every kind of place, for the tests of this folder. */
export const thing = record('Thing', {
  name: text('the name'),
  mode: oneOf('the mode', 'FAST', 'SLOW'),
  size: integer('the size'),
  live: flag('whether it lives'),
  note: optional(text('a note')),
  limits: optional(record('Limits', { most: integer('the most'), least: optional(integer('the least')) })),
  parts: list(
    'the parts',
    record('Part', { id: text('the id'), kind: oneOf('the kind', 'A', 'B'), note: optional(text('a note')) }),
  ),
  extras: optional(list('extras', record('Extra', { key: text('the key'), value: text('the value') }), { key: 'key' })),
  words: optional(list('words', text('a word'))),
});
export type Thing = TypeOf<typeof thing>;

export const view = viewOf(thing, ['thing']);

/** As KubeVela and kro call the root. */
export const cueRoots = { thing: 'parameter' };
export const celRoots = { thing: 'schema.spec' };

export const least: Thing = { name: 'n', mode: 'FAST', size: 1, live: false, parts: [{ id: 'p', kind: 'A' }] };
export const most: Thing = {
  name: 'all',
  mode: 'SLOW',
  size: 9,
  live: true,
  note: 'noted',
  limits: { most: 5, least: 0 },
  parts: [
    { id: 'first', kind: 'B', note: 'one' },
    { id: 'second', kind: 'A' },
  ],
  extras: [
    { key: 'k', value: 'v' },
    { key: '__proto__', value: 'p' },
  ],
  words: ['a', 'b'],
};

export const input = (value: unknown) => ({ values: { thing: value }, places: { thing: [] } });
export const anyShape = thing as Shape;
