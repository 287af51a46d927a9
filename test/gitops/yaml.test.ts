import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { CORE_SCHEMA, dump, load, loadAll, YAML11_SCHEMA } from 'js-yaml';
import { toYaml } from '../../src/gitops/yaml';
import { isPrintable } from '../../src/schema/text';
import { root } from '../readme/blocks';
import { filesIn } from '../readme/program';

/** What readers of YAML 1.1 or of 1.2 would take for something else, if it stood unquoted. */
const misread = [
  ...['N', 'n', 'y', 'Off', 'TRUE', 'null', '~', '', '=', '<<', '0777', '0o7', '0x1f', '0b1', '1_000', '1:30', '1e3'],
  ...[
    '.5',
    '1.',
    '+1',
    '.inf',
    '.NaN',
    '2026-11-21',
    '2001-12-14t21:59:43.10-05:00',
    ' a',
    'a ',
    'a: b',
    'a #b',
    '- a',
  ],
  ...[
    '@a',
    '`a',
    '%a',
    '!a',
    '&a',
    '*a',
    '|',
    '>',
    '{a',
    '[a',
    '"a',
    "'a",
    'a\tb',
    'a\n\n',
    '\n a',
    ' a\nb',
    'a\n---\nb',
  ],
];

const text = fc.oneof(
  fc.string().filter(isPrintable),
  fc.string({ unit: fc.constantFrom(...'0123456789_+-.eExXoObB:~=<yYnN \n\'"#') }),
  fc.constantFrom(...misread),
);
const { tree } = fc.letrec(tie => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(text, tie('tree'), { maxKeys: 4 }),
  ),
}));

describe('YAML', () => {
  test('is read back alike by readers of YAML 1.2 and of 1.1', () =>
    fc.assert(
      fc.property(tree, value => {
        const written = toYaml({ value });
        // a dictionary of fast-check has no prototype
        const wanted = JSON.parse(JSON.stringify({ value }));
        expect(load(written, { schema: CORE_SCHEMA })).toEqual(wanted);
        expect(load(written, { schema: YAML11_SCHEMA })).toEqual(wanted);
      }),
    ));

  test("is read back by cdk8s' own reader, of another library", () => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk8s-dynamodb-'));
    try {
      const file = join(folder, 'misread.yaml');
      writeFileSync(file, toYaml({ misread }));
      expect(Yaml.load(file)).toEqual([{ misread }]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('is what cdk8s writes, byte for byte, wherever it is in dist/', () => {
    const manifests = Object.entries(filesIn(join(root, 'dist'))).filter(([path]) => /^.*\.yaml$/.test(path));
    expect(manifests.length).toBeGreaterThan(50);
    for (const [, written] of manifests) {
      const objects = loadAll(written);
      expect(toYaml(...objects)).toBe(Yaml.stringify(...objects));
      expect(written.endsWith(toYaml(...objects))).toBe(true);
    }
  });

  test("quotes what Go's YAML would take for a number, or the model refuses it", () => {
    const number =
      /^[-+]?(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][-+]?[01]+|(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)$/;
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'01789_+-.eExXoObBaA'), minLength: 1, maxLength: 7 }), value => {
        fc.pre(/^[-+.0-9]/.test(value) && number.test(value.replaceAll('_', '')));
        expect(toYaml(value)).toBe(`"${value}"\n`);
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['\ta\nb', '\n\ta', '\t\n'])("makes no block of %j, which Go's YAML would not read", value =>
    expect(toYaml(value)).toBe(`${JSON.stringify(value)}\n`),
  );

  test('quotes whatever cdk8s would quote', () => {
    const isQuoted = (written: string) => /^a: ["'|>]/.test(written);
    const characters = fc.constantFrom(...`0123456789_+-.:eExXobTZyYnNfFtTrRuUlLaAsS~=<>|&#?,[]{}*!'"%@ \n\t`);
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 7 }), value => {
        if (isQuoted(Yaml.stringify({ a: value })))
          expect({ value, is: isQuoted(toYaml({ a: value })) }).toEqual({ value, is: true });
      }),
      { numRuns: 5000 },
    );
  });

  test('has several documents apart', () =>
    expect(loadAll(toYaml({ a: 'x\n\n' }, { b: 1 }))).toEqual([{ a: 'x\n\n' }, { b: 1 }]));

  test.each([
    ...[new Date(0), new Map([['a', 1]]), () => 1, 10n, Symbol('a'), Number.NaN, Number.POSITIVE_INFINITY],
    ...[Object(false), Object(1), Object.create(Object.create({})), Object.assign(new Error('x'), { constructor: 1 })],
  ])('refuses what JSON has not: %p', value => {
    for (const within of [value, [value], { value }])
      expect(() => toYaml(within)).toThrow(
        /^a manifest cannot hold (a (Date|Map|Function|BigInt|Symbol|Boolean|Number|Object|Error)|NaN|Infinity)$/,
      );
  });

  test('leaves out members that are not there, and leaves gaps in lists', () =>
    expect(load(toYaml({ a: undefined, b: [1, undefined, null], c: null }))).toEqual({ b: [1, null, null], c: null }));

  test.each([0, -0, -1, 0.1, 1e21, -1e-7, Number.MAX_SAFE_INTEGER, Number.MAX_VALUE, true, false, null])(
    'writes %p as js-yaml does',
    value => expect(toYaml(value)).toBe(dump(value)),
  );

  test('writes an object that stands in two places twice, since no reader of manifests wants anchors', () => {
    const shared = { a: 1 };
    expect(toYaml({ one: shared, two: shared })).toBe('one:\n  a: 1\ntwo:\n  a: 1\n');
  });
});
