// biome-ignore-all lint/suspicious/noTemplateCurlyInString: names that look like templates are what is tested
import { check, withDefaults } from '../../src/schema/check';
import { flag, givenAs, integer, list, record, type Shape, text } from '../../src/schema/shape';
import { didYouMean } from '../../src/schema/text';
import { pathText, violationText } from '../../src/schema/violation';
import { thing, valid } from './shapes';

const problems = (value: unknown, shape: Shape = thing) =>
  check(value, shape).map(({ path, problem }) => `${pathText(path)}: ${problem}`);

describe('what is accepted', () => {
  test('a value with only the required members', () => expect(problems(valid)).toEqual([]));

  test('every member at its limits', () =>
    expect(
      problems({
        name: 'abcde',
        size: 9,
        on: false,
        mode: 'slow',
        parts: [{ id: '' }, { id: 'x' }],
        from: 'a',
        to: 'b',
      }),
    ).toEqual([]));

  test('members that are there but undefined count as absent', () =>
    expect(problems({ ...valid, size: undefined, from: undefined, unheardOf: undefined })).toEqual([]));
});

describe('wrong types', () => {
  const wrong: readonly (readonly [string, unknown, string])[] = [
    ['name', null, 'must be a string'],
    ['name', 7, 'must be a string'],
    ['name', false, 'must be a string'],
    ['name', ['abc'], 'must be a string'],
    ['name', { length: 3 }, 'must be a string'],
    ['name', Symbol('abc'), 'must be a string'],
    ['name', 5n, 'must be a string'],
    ['size', '3', 'must be an integer'],
    ['size', 1.5, 'must be an integer'],
    ['size', Number.NaN, 'must be an integer'],
    ['size', Number.POSITIVE_INFINITY, 'must be an integer'],
    ['size', 2 ** 53, 'must be at most 9007199254740991'],
    ['size', -(2 ** 53), 'must be at least -9007199254740991'],
    ['size', null, 'must be an integer'],
    ['on', 'true', 'must be true or false'],
    ['on', 0, 'must be true or false'],
    ['mode', 1, 'must be a string'],
    ['parts', {}, 'must be a list'],
    ['parts', 'abc', 'must be a list'],
    ['parts', { length: 1, 0: { id: 'x' } }, 'must be a list'],
  ];
  test.each(wrong)('%s: %p', (name, value, problem) =>
    expect(problems({ ...valid, [name]: value })).toEqual([`${name}: ${problem}`]),
  );

  test.each([null, undefined, 'text', 3, true, [], [valid], () => valid])('instead of an object: %p', value =>
    expect(problems(value)).toEqual([': must be an object']),
  );

  test('an unquoted N gets a hint, since YAML reads it as a boolean', () =>
    expect(check({ ...valid, name: false }, thing)[0]).toMatchObject({ fix: expect.stringContaining('Quote it') }));

  test('null is shown as null, not as missing', () =>
    expect(check({ name: null }, thing)[0]).toMatchObject({ value: null, problem: 'must be a string' }));
});

describe('bounds', () => {
  test.each([
    [{ name: 'a' }, 'name: must have 2 to 5 characters, has 1'],
    [{ name: 'abcdef' }, 'name: must have 2 to 5 characters, has 6'],
    [{ name: 'ABC' }, 'name: must consist of lower-case letters'],
    [{ ...valid, size: 0 }, 'size: must be 1 to 9'],
    [{ ...valid, size: 10 }, 'size: must be 1 to 9'],
    [{ ...valid, mode: 'medium' }, 'mode: must be one of fast, slow'],
    [{ ...valid, parts: [] }, 'parts: must have 1 to 2 elements, has 0'],
    [{ ...valid, parts: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] }, 'parts: must have 1 to 2 elements, has 3'],
  ])('%j', (value, problem) => expect(problems(value)).toEqual([problem]));

  test('an empty string is too short, and not of a wrong pattern besides', () =>
    expect(problems({ name: '' })).toEqual(['name: must have 2 to 5 characters, has 0']));

  test('an empty string without a least length is of a wrong pattern, unless the pattern allows it', () => {
    expect(problems('', text('', { pattern: '^a+$' }) as Shape)).toEqual([': must match ^a+$']);
    expect(problems('', text('', { pattern: '^a*$' }) as Shape)).toEqual([]);
  });

  test('length and pattern are both told', () =>
    expect(problems({ name: 'ABCDEF' })).toEqual([
      'name: must have 2 to 5 characters, has 6',
      'name: must consist of lower-case letters',
    ]));

  test('one-sided and exact limits read naturally', () => {
    const limits = record('Limits', {
      least: integer('', { minimum: 1 }),
      most: integer('', { maximum: 4 }),
      code: text('', { minLength: 2, maxLength: 2 }),
      short: text('', { maxLength: 1 }),
    }) as Shape;
    expect(problems({ least: 0, most: 5, code: 'x', short: 'xx' }, limits)).toEqual([
      'least: must be at least 1',
      'most: must be at most 4',
      'code: must have exactly 2 characters, has 1',
      'short: must have at most 1 characters, has 2',
    ]);
  });

  test('are marked, since a value beyond them can be read all the same', () =>
    expect(
      check({ name: 'A', size: 'y', parts: [] }, thing).map(({ path, bound }) => [pathText(path), bound ?? false]),
    ).toEqual([
      ['name', true],
      ['name', true],
      ['size', false],
      ['parts', true],
    ]));

  test('a list of far too many elements is not read', () =>
    expect(check({ ...valid, parts: Array(4).fill({ id: '' }) }, thing).map(({ bound }) => bound)).toEqual([
      undefined,
    ]));

  test('astral characters count once, as schemas count them', () => {
    const three = text('', { maxLength: 3 }) as Shape;
    expect(problems('😀😀😀', three)).toEqual([]);
    expect(problems('😀😀😀😀', three)).toEqual([': must have at most 3 characters, has 4']);
  });

  test('a pattern sees astral characters whole', () =>
    expect(problems('𝒳', text('', { pattern: '^\\p{L}$' }) as Shape)).toEqual([]));
});

describe('characters that no engine carries', () => {
  const anyText = text('') as Shape;
  test.each([
    '\0',
    '\t',
    '\n',
    '\r',
    '\u001b[31m',
    '\u007f',
    '\u0085',
    '\u009b31m',
    '\u2028',
    '\u2029',
    '\ud800',
    'x\udc00',
    '\udc00\ud800',
  ])('%j', value =>
    expect(problems(`a${value}b`, anyText)).toEqual([
      ': must hold no control characters, line separators or broken surrogates',
    ]),
  );

  test.each(['é', '漢', '😀', '\u00a0', '${x}', '\\(x)', '"', "'", '\\', '{{', '#', ' '])('but not %j', value =>
    expect(problems(value, anyText)).toEqual([]),
  );

  test('are no mere bounds: such a text cannot be written at all', () =>
    expect(check('a\nb', anyText).map(({ bound }) => bound)).toEqual([undefined]));
});

describe('numbers that cdk8s would not quote, and that Go’s YAML reads as numbers', () => {
  const anyText = text('') as Shape;
  // seen with sigs.k8s.io/yaml 1.6.0 on what cdk8s 2.70 writes
  test.each([
    '0o17',
    '-0o7',
    '0X9',
    '0XbEBe',
    '0O7',
    '0B1',
    '0b-1',
    '0_X63_',
    '0o_0',
    '+_8',
    '-_6',
    '+_.4608',
    '5e_9',
    '4E_40',
    '8e-_3',
    '3_6E0_',
    '1e3_',
  ])('%s', value =>
    expect(problems(value, anyText)).toEqual([': cannot be written so that every YAML reader takes it for text']),
  );

  test.each([
    '0',
    '17',
    '-1',
    '007',
    '0x1F',
    '0b1',
    '1_000',
    '1.5',
    '.5',
    '1e3',
    '1_0e3',
    '12:30:45',
    '.inf',
    '_1',
    '_8e3',
    '0o8',
    '0xG',
    'X9',
    'e_9',
    '1e',
    'v0X9',
    '0X9a-',
  ])('but not %s', value => expect(problems(value, anyText)).toEqual([]));
});

describe('members', () => {
  test('one that is missing is told with its description', () =>
    expect(check({}, thing)).toEqual([
      { path: ['name'], value: undefined, problem: 'is missing', fix: 'Add it: the name', severity: 'error' },
    ]));

  test('an unknown one is told with the nearest known', () =>
    expect(check({ ...valid, sizee: 1 }, thing)[0]).toMatchObject({
      path: ['sizee'],
      problem: 'is not known',
      fix: 'Did you mean size?',
    }));

  test('a wrong enum is told with the nearest value', () =>
    expect(check({ ...valid, mode: 'Slow' }, thing)[0]).toMatchObject({ fix: 'Did you mean slow?' }));

  test.each([
    ['sortKeyss', ['sortKey', 'sortKeys'], 'sortKeys'],
    ['2.6.0', ['v2.5.0', 'v2.6.0'], 'v2.6.0'],
    ['ab1', ['abc', 'abd'], 'abc'],
  ])('of %j, with %j known, the nearest is told, and the first of those as near', (given, known, nearest) =>
    expect(didYouMean(given, known)).toBe(`Did you mean ${nearest}?`),
  );

  test('an unknown one with no near name is told with all that are known', () =>
    expect(check({ ...valid, zebra: 1 }, thing)[0]).toMatchObject({
      fix: 'Known are name, size, on, mode, parts, from, to.',
    }));

  test('of several with no near name, the first is told with all that are known', () =>
    expect(check({ ...valid, zebra: 1, sizee: 2, lion: 3, tiger: 4 }, thing).map(({ fix }) => fix)).toEqual([
      'Known are name, size, on, mode, parts, from, to.',
      'Did you mean size?',
      'Leave it out, or take a known one.',
      'Leave it out, or take a known one.',
    ]));

  test('one that other tools have is told with the name that it has here', () => {
    const shape = { ...record('Switch', { on: flag('') }), otherWords: { power: 'on' } } as Shape;
    expect(check({ on: true, Pow_er: true }, shape)).toMatchObject([{ fix: 'Did you mean on?' }]);
  });

  test('nested ones are told with their path', () =>
    expect(problems({ ...valid, parts: [{ id: 'a' }, { iid: 'b' }] })).toEqual([
      'parts[1].iid: is not known',
      'parts[1].id: is missing',
    ]));

  test('names that every JavaScript object has are unknown like any other', () => {
    const given = JSON.parse('{"name":"abc","constructor":1,"__proto__":{"size":3},"toString":2}');
    expect(problems(given)).toEqual(['constructor: is not known', '__proto__: is not known', 'toString: is not known']);
  });

  test('of very many, the first twenty are told one by one and the others by their number', () => {
    const many = Object.fromEntries(Array.from({ length: 23 }, (_, i) => [`extra${i}`, i]));
    const found = problems({ ...valid, parts: [{ id: 'a', ...many }] });
    expect(found).toHaveLength(21);
    expect(found.at(-1)).toBe('parts[0]: has 3 more members that are not known');
  });

  class Own {
    readonly name = 'abc';
    get size() {
      return 3;
    }
  }

  const heir = Object.create(Object.assign(Object.create(null), valid));

  test.each([Object.create(valid), heir, new Own(), new Map(), new Date(0)])(
    'an object that inherits is refused, since what it inherits would be lost: %p',
    value => {
      expect(problems(value)).toEqual([': must be a plain object']);
      expect(problems({ ...valid, parts: [value] })).toEqual(['parts[0]: must be a plain object']);
    },
  );

  test('but for one of the class that makes the record', () => {
    class Part {
      readonly id = 'x';
    }
    const part = givenAs(record('Part', { id: text('') }), 'a Part', Part);
    expect(problems(new Part(), part)).toEqual([]);
    expect(problems({ id: 'x' }, part)).toEqual([]);
    expect(problems(new (class extends Part {})(), part)).toEqual([': must be a plain object']);
    expect(problems(new Own(), part)).toEqual([': must be a plain object']);
  });

  test('an object without a prototype is an object', () =>
    expect(problems(Object.assign(Object.create(null), valid))).toEqual([]));

  test('a member that needs another', () => {
    expect(check({ ...valid, from: 'a' }, thing)).toEqual([
      { path: ['from'], value: 'a', problem: 'needs to', fix: 'Add to, or leave from out.', severity: 'error' },
    ]);
    expect(problems({ ...valid, to: 'b' })).toEqual([]);
  });
});

describe('all at once, within reason', () => {
  test('every fault of every member', () =>
    expect(problems({ name: 'A', size: 0, on: 1, mode: 'x', parts: [{}, { id: 3 }], from: 'a', extra: 1 })).toEqual([
      'extra: is not known',
      'name: must have 2 to 5 characters, has 1',
      'name: must consist of lower-case letters',
      'size: must be 1 to 9',
      'on: must be true or false',
      'mode: must be one of fast, slow',
      'parts[0].id: is missing',
      'parts[1].id: must be a string',
      'from: needs to',
    ]));

  test('a huge list is refused without one error for each element', () => {
    const found = check({ ...valid, parts: Array.from({ length: 100_000 }, () => 0) }, thing);
    expect(found.length).toBeLessThan(10);
    expect(found.map(violationText).join('').length).toBeLessThan(5000);
  });

  test('so is an object with very many unknown members', () =>
    expect(check(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`x${i}`, 0])), thing).length).toBeLessThan(
      30,
    ));

  test('the holes of a list are elements that are missing', () => {
    const holes = [] as unknown[];
    holes[1] = { id: 'x' };
    expect(problems({ ...valid, parts: holes })).toEqual(['parts[0]: must be an object']);
  });
});

describe('withDefaults', () => {
  test('fills in what is missing, and nothing else', () =>
    expect(withDefaults(valid, thing)).toEqual({ name: 'abc', mode: 'fast' }));

  test('keeps what is given', () => {
    const all = { name: 'abc', size: 1, on: false, mode: 'slow', parts: [{ id: 'x' }], from: 'a', to: 'b' };
    expect(withDefaults(all, thing)).toEqual(all);
  });

  test('takes an empty optional list for absent, and leaves a required one', () => {
    expect(withDefaults({ ...valid, parts: [] }, thing)).not.toHaveProperty('parts');
    const required = record('Required', { parts: list('', flag('')) }) as Shape;
    expect(withDefaults({ parts: [] }, required)).toEqual({ parts: [] });
  });

  test('drops members that are undefined, and puts the others in the order of their names', () =>
    expect(Object.keys(withDefaults({ name: 'abc', size: undefined }, thing) as object)).toEqual(['mode', 'name']));

  test('does not change what it was given', () => {
    const given = Object.freeze({ name: 'abc', parts: Object.freeze([Object.freeze({ id: 'x' })]) });
    expect(withDefaults(given, thing)).toEqual({ name: 'abc', mode: 'fast', parts: [{ id: 'x' }] });
  });
});
