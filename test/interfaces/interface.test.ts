import { evaluate } from '../../src/expression/evaluate';
import { viewOf } from '../../src/expression/expression';
import { type Interface, interfaceOf } from '../../src/interfaces/interface';
import { fixed, leftOut, orObjectName, same } from '../../src/interfaces/parts';
import { flag, integer, list, oneOf, optional, record, type Shape, text, withDefault } from '../../src/schema/shape';

const shape = record('Thing', {
  name: text('the name'),
  mode: withDefault(oneOf('the mode', 'A', 'B'), 'A'),
  size: optional(record('Size', { height: integer('h'), width: optional(integer('w')) })),
  keys: list('keys', record('Key', { id: text('id'), on: flag('on') })),
});
const parts = { name: same, mode: same, size: same, keys: same } as const;
const thing = { name: 'n', mode: 'B' as const, size: { height: 1, width: 2 }, keys: [{ id: 'a', on: false }] };

const write = <P>(through: Interface<never, P>, value: unknown) =>
  evaluate(through.write(viewOf(through.table as Shape, ['table']) as never), { values: { table: value } });
const read = (through: Interface<never, unknown>, parameters: unknown, objectName = 'object') =>
  evaluate(through.read('p'), { values: { p: parameters, objectName } });
const of = (changes: object) => interfaceOf(shape, { ...parts, ...changes } as never) as Interface<never, unknown>;

describe.each<readonly [string, object, object]>([
  ['the same', {}, thing],
  ['renamed', { name: 'title' }, { title: 'n', mode: 'B', size: thing.size, keys: thing.keys }],
  [
    'members renamed',
    { size: { as: 'area', members: { height: 'h', width: 'w' } } },
    { name: 'n', mode: 'B', area: { h: 1, w: 2 }, keys: thing.keys },
  ],
  [
    'items renamed',
    { keys: { as: 'locks', items: { id: 'key', on: 'open' } } },
    { name: 'n', mode: 'B', size: thing.size, locks: [{ key: 'a', open: false }] },
  ],
  [
    'flattened',
    { size: { flat: { height: 'height', width: 'width' } } },
    { name: 'n', mode: 'B', height: 1, width: 2, keys: thing.keys },
  ],
])('%s', (_, changes, parameters) => {
  test('is written and read', () => {
    expect(write(of(changes), thing)).toEqual(parameters);
    expect(read(of(changes), parameters)).toEqual(thing);
  });
});

test('a flattened record is there when its first required member is', () => {
  const through = of({ size: { flat: { height: 'height', width: 'width' } } });
  expect(read(through, { name: 'n', mode: 'A', keys: [] })).toEqual({ name: 'n', mode: 'A', keys: [] });
  expect(read(through, { name: 'n', mode: 'A', height: 0, keys: [] })).toMatchObject({ size: { height: 0 } });
  expect((through.parameters as Shape & { needs: unknown }).needs).toEqual([['width', 'height']]);
});

test('a fixed part is no parameter and has its value always', () => {
  const through = of({ keys: fixed([{ id: 'id', on: true }]), mode: fixed('B') });
  expect(write(through, thing)).toEqual({ name: 'n', size: thing.size });
  expect(read(through, { name: 'n' })).toEqual({ name: 'n', mode: 'B', keys: [{ id: 'id', on: true }] });
});

test('a part left out is never there, and its limit is told', () => {
  const through = of({ size: leftOut('too large') });
  expect(write(through, thing)).toEqual({ name: 'n', mode: 'B', keys: thing.keys });
  expect(read(through, { name: 'n', mode: 'B', keys: [] })).toEqual({ name: 'n', mode: 'B', keys: [] });
  expect(through.limits).toEqual([{ path: 'size', reason: 'too large' }]);
});

test('the name of the object stands in for a name', () => {
  const through = of({ name: orObjectName('title') });
  expect(read(through, { mode: 'A', keys: [] })).toEqual({ name: 'object', mode: 'A', keys: [] });
  expect(read(through, { title: 'n', mode: 'A', keys: [] })).toEqual({ name: 'n', mode: 'A', keys: [] });
});

describe('a definition that makes no sense is refused', () => {
  test.each<readonly [string, object, string]>([
    ['a part of nothing', { colour: same }, 'colour is no part of Thing'],
    [
      'a part of nothing inside',
      { size: { as: 'size', members: { height: 'h', width: 'w', depth: 'd' } } },
      'depth is no part of Size',
    ],
    ['two parts of one name', { name: 'mode' }, 'two parts are called mode'],
    [
      'two parts of one name by flattening',
      { size: { flat: { height: 'name', width: 'width' } } },
      'two parts are called name',
    ],
    ['nothing said of a part', { name: undefined }, 'says nothing of name'],
    ['members of a list', { keys: { as: 'keys', members: { id: 'id', on: 'on' } } }, 'only a record has members'],
    [
      'a default that would conjure an optional record',
      { size: { flat: { height: { as: 'height', default: 1 }, width: 'width' } } },
      'appear by itself',
    ],
  ])('%s', (_, changes, message) => expect(() => of(changes)).toThrow(message));

  test('an optional record of nothing but optional members cannot be flattened', () => {
    const vague = record('Vague', { size: optional(record('Size', { width: optional(integer('w')) })) });
    expect(() => interfaceOf(vague, { size: { flat: { width: 'width' } } })).toThrow('no required member');
  });

  test('only a record has an interface', () =>
    expect(() => interfaceOf(text('x') as never, {} as never)).toThrow('about a record'));
});
