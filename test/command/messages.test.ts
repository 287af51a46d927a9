import { judgeName } from '../../src/backends/names';
import { pathText, valueText, violationText } from '../../src/schema/violation';

describe('messages show what stands there', () => {
  test.each([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [1e30, '1e+30'],
    [null, 'null'],
  ])('%p', (value, text) => expect(valueText(value)).toBe(text));

  test('a member of any name is shown on one short line, without control characters', () => {
    for (const name of ['a\u0085b', 'a\u2028b', 'a\u009b31mb', 'a\nb', 'x y'.repeat(100_000)]) {
      const text = pathText(['Tags', 0, name]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
      expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
      expect(text.length).toBeLessThan(200);
    }
  });

  test('a long name that is an identifier is cut too', () =>
    expect(pathText(['x'.repeat(100_000)]).length).toBeLessThan(200));

  test('options and metadata are named as they are written', () => {
    expect(judgeName('A', 'A', '--name').map(violationText)).toEqual([
      '--name: must consist of lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part (got "A"). Give --name yourself.',
    ]);
    expect(judgeName('A', 'A', 'metadata.name').map(violationText)[0]).toMatch(/^metadata\.name: /);
  });
});

describe('the name of an object', () => {
  test.each(['a', 'a-b.c', '0', 'a'.repeat(253)])('%s', name =>
    expect(judgeName(name, 'Orders', '--name')).toEqual([]),
  );
  test.each(['', '-a', 'a-', 'a..b', 'a.-b', 'a-.b', 'A', 'a_b', 'a\n', 'a'.repeat(254)])('%j is refused', name =>
    expect(judgeName(name, 'Orders', '--name')).toHaveLength(1),
  );
  test('an engine that makes a label of it allows 63 characters', () => {
    const label = { most: 63, why: ', since it becomes a label' };
    expect(judgeName('a'.repeat(63), 'Orders', '--name', label)).toEqual([]);
    expect(judgeName('a'.repeat(64), 'Orders', '--name', label).map(({ problem }) => problem)).toEqual([
      'is 64 characters long, the limit is 63, since it becomes a label',
    ]);
  });
  test('each fault is told by itself', () =>
    expect(judgeName('A'.repeat(254), 'Orders', '--name').map(({ problem }) => problem)).toEqual([
      expect.stringMatching(/^must consist of lower-case letters/),
      'is 254 characters long, the limit is 253',
    ]));
  test('that nothing is left of names the table, as any text from outside', () =>
    expect(judgeName('', '_'.repeat(300), '--name')[0]!.problem).toMatch(
      /^leaves no Kubernetes name for "_{79}… \(300 characters\)$/,
    ));
});
