import { Unreadable } from '../../src/schema/records';
import { snapshot } from '../../src/schema/snapshot';
import { errorAt } from '../../src/schema/violation';

test('data is copied, however deep', () => {
  const value = { a: [{ b: 1 }], c: undefined };
  const copy = snapshot(value);
  expect(copy).toStrictEqual(value);
  value.a[0]!.b = 2;
  expect(copy.a).toEqual([{ b: 1 }]);
});

test('a name that would be the prototype is a member like others', () =>
  expect(Object.entries(snapshot(JSON.parse('{"__proto__": {"a": 1}}')))).toEqual([['__proto__', { a: 1 }]]));

test.each([new Map(), new (class Token {})(), () => 1, 1, null])('%p is kept as it is', value =>
  expect(snapshot({ value }).value).toBe(value),
);

test('what holds itself is copied but for that', () => {
  const circular: { self?: unknown } = {};
  circular.self = circular;
  expect(snapshot(circular)).toEqual({ self: circular });
});

test('what cannot be read is told of in its place, and hides nothing beside it', () => {
  const fails = () => {
    throw new Error('boom');
  };
  const value = { a: Object.defineProperty({ c: 1 }, 'b', { enumerable: true, get: fails }), d: 2 };
  expect(snapshot(value)).toEqual({ a: { b: new Unreadable('boom'), c: 1 }, d: 2 });
  expect(snapshot([new Proxy({}, { ownKeys: fails }), 1])).toEqual([new Unreadable('boom'), 1]);
});

test.each([
  ['boom', 'boom'],
  ['a\nb', 'a\\u000ab'],
  [{ code: 5 }, '{"code":5}'],
  [undefined, 'undefined'],
])('and why, whatever was thrown: %j', (reason, told) =>
  expect(errorAt(['a'], 'must be a string', 'Give a string.', new Unreadable(reason))).toMatchObject({
    problem: `cannot be read: ${told}`,
  }),
);

test('a list is as long as it was', () => expect(snapshot([1, ...Array(2)])).toHaveLength(3));
