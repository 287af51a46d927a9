import { judgeData } from '../../src/schema/data';
import { violationText } from '../../src/schema/violation';

const told = (value: unknown) => judgeData(value, ['properties']).map(violationText);

const shared = { a: 1 };
const circular: { self?: unknown } = {};
circular.self = circular;

test.each<[string, unknown]>([
  ['texts, numbers and flags', { a: 'b\n\0', b: 1.5, c: false }],
  ['lists and objects', { list: [[], {}, [{ deep: [1] }]] }],
  ['members that are undefined', { a: undefined }],
  ['tokens of cdk8s', { a: new (class Token {})() }],
  ['the same object twice', [shared, shared]],
])('%s are data', (_, value) => expect(told(value)).toEqual([]));

test.each<[unknown, string]>([
  [
    { values: { service: null } },
    'properties.values.service: cannot be null, which cdk8s leaves out (got null). Leave',
  ],
  [[1, undefined], 'properties[1]: is no data'],
  [{ a: [Number.NaN] }, 'properties.a[0]: is no data (got NaN)'],
  [{ a: () => 1 }, 'properties.a: is no data (got function)'],
  [{ a: 1n }, 'properties.a: is no data (got bigint)'],
  [{ a: '\ud800' }, 'properties.a: must be Unicode'],
  [circular, 'properties.self: holds itself'],
  [{ constructor: 'x' }, 'properties.constructor: is a name that cdk8s cannot write'],
  [JSON.parse('{"__proto__": 1}'), 'properties.__proto__: is a name that cdk8s cannot write'],
])('%p is refused, with its place', (value, message) =>
  expect(told(value)).toEqual([expect.stringContaining(message)]),
);

test('everything is told at once', () => expect(told({ a: null, b: [null, { c: Number.NaN }] })).toHaveLength(3));
