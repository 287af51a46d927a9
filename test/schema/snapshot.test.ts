import { snapshot } from '../../src/schema/snapshot';

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
