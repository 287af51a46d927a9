// biome-ignore-all lint/suspicious/noTemplateCurlyInString: names that look like templates are what is tested
import { isError, nameText, pathText, type Violation, valueText, violationText } from '../../src/schema/violation';

test.each([
  ['orders', 'orders'],
  ['\u001b[31m\n', '\\u001b[31m\\u000a'],
  ['x'.repeat(5000), `${'x'.repeat(80)}… (5000 characters)`],
  [undefined, 'undefined'],
  [{ a: 1 }, '{"a":1}'],
])('the name %j is called %j', (name, text) => expect(nameText(name)).toBe(text));

describe('pathText', () => {
  test.each([
    [[], ''],
    [['tags'], 'tags'],
    [['tags', 0, 'key'], 'tags[0].key'],
    [[3], '[3]'],
    [['constructor', '__proto__'], 'constructor.__proto__'],
    [['a b'], '["a b"]'],
    [['a', '${x}'], 'a["${x}"]'],
    [['a', 'b"c'], 'a["b\\"c"]'],
    [['a', ''], 'a[""]'],
  ])('%j', (path, text) => expect(pathText(path)).toBe(text));

  test('brings no control character to a terminal', () =>
    expect(pathText(['a\u001b[2J', '\u009b31m', '\u2028', '\u202e'])).toMatch(/^[\x20-\x7e]*$/));

  test('stays short for a name that is not', () => expect(pathText(['x y'.repeat(10_000)]).length).toBeLessThan(200));
  test('stays short for an identifier that is not', () =>
    expect(pathText(['x'.repeat(10_000)]).length).toBeLessThan(200));
});

describe('valueText', () => {
  test.each([
    ['abc', '"abc"'],
    [7, '7'],
    [false, 'false'],
    [null, 'null'],
    [undefined, 'undefined'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [[1, 'a'], '[1,"a"]'],
    [{ a: 1 }, '{"a":1}'],
    [5n, 'bigint'],
    [{ a: 5n }, '{"a":"5"}'],
    [Symbol('x'), 'symbol'],
    [() => 1, 'function'],
  ])('%p', (value, text) => expect(valueText(value)).toBe(text));

  test('what an instance makes of itself is not shown, wherever it stands', () => {
    class Secret {
      toJSON = () => 'inside';
    }
    expect(valueText(new Secret())).toBe('an instance of Secret');
    expect(valueText({ a: new Secret(), b: [new Secret()] })).toBe(
      '{"a":"an instance of Secret","b":["an instance of Secret"]}',
    );
  });
  test('is cut, and says how long it was', () =>
    expect(valueText('x'.repeat(300))).toBe(`"${'x'.repeat(79)}… (300 characters)`));

  test('is one line of printable characters', () =>
    expect(valueText('a\n\u001b\u007f\u0085\u2028\ud800b\u200e\u200f\u202a\u202e\u2066\u2069')).toMatch(
      /^[\x20-\x7e]*$/,
    ));

  test('shows an object that holds itself', () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    expect(valueText(loop)).toBe('object');
  });

  test('shows an object whose members cannot be read', () => {
    const broken = {
      get member(): never {
        throw new Error('no');
      },
    };
    expect(valueText(broken)).toBe('object');
  });
});

describe('violationText', () => {
  const violation: Violation = {
    path: ['tags', 1, 'key'],
    value: 'aws:x',
    problem: 'is reserved',
    fix: 'Choose another.',
    rule: 'G4',
    severity: 'error',
  };

  test('says where, what, the value, the fix and the rule', () =>
    expect(violationText(violation)).toBe('tags[1].key: is reserved (got "aws:x"). Choose another. [G4]'));

  test('leaves out what there is not', () =>
    expect(violationText({ ...violation, path: [], value: undefined, rule: undefined })).toBe(
      'is reserved. Choose another.',
    ));

  test('a warning is no error', () => {
    expect(isError(violation)).toBe(true);
    expect(isError({ ...violation, severity: 'warning' })).toBe(false);
  });
});
