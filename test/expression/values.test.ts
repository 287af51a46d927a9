// biome-ignore-all lint/suspicious/noTemplateCurlyInString: literals that look like templates are what is tested
import { cel } from '../../src/expression/cel';
import { cueFields, cueValue } from '../../src/expression/cue';
import { evaluate } from '../../src/expression/evaluate';
import {
  absent,
  concat,
  type Expression,
  each,
  equals,
  fallback,
  find,
  ifPresent,
  isTrue,
  literal,
  object,
  toMap,
  type View,
  when,
} from '../../src/expression/expression';
import { not, unique } from '../../src/expression/predicate';
import { celRoots, cueRoots, input, least, most, type Thing, view } from './thing';

interface Case {
  readonly of: (thing: View<Thing>) => Expression<unknown>;
  /** Evaluated for the thing with only what is required, and for the one with everything. */
  readonly least: unknown;
  readonly most: unknown;
  readonly cel: string;
  /** As the field `it`. */
  readonly cue: string;
}

const cases: { readonly [name: string]: Case } = {
  'a reference': { of: t => t.name, least: 'n', most: 'all', cel: 'schema.spec.name', cue: 'it: parameter.name\n' },
  'an optional reference': {
    of: t => t.note,
    least: undefined,
    most: 'noted',
    cel: 'schema.spec.?note',
    cue: 'if parameter.note != _|_ {\n\tit: parameter.note\n}\n',
  },
  'false is a value': {
    of: t => t.live,
    least: false,
    most: true,
    cel: 'schema.spec.live',
    cue: 'it: parameter.live\n',
  },
  'a literal': { of: () => literal('x'), least: 'x', most: 'x', cel: '"x"', cue: 'it: "x"\n' },
  'a literal list': {
    of: () => literal(['a', 'b']),
    least: ['a', 'b'],
    most: ['a', 'b'],
    cel: '["a","b"]',
    cue: 'it: ["a","b"]\n',
  },
  concat: {
    of: t => concat('pre-', t.name, '-post'),
    least: 'pre-n-post',
    most: 'pre-all-post',
    cel: '"pre-" + schema.spec.name + "-post"',
    cue: 'it: "pre-\\(parameter.name)-post"\n',
  },
  'concat with an empty part': {
    of: t => concat('', t.name),
    least: 'n',
    most: 'all',
    cel: 'schema.spec.name',
    cue: 'it: parameter.name\n',
  },
  'concat of nothing': { of: () => concat('', ''), least: '', most: '', cel: '""', cue: 'it: ""\n' },
  'when equal': {
    of: t => when(equals(t.mode, 'SLOW'), t.name),
    least: undefined,
    most: 'all',
    cel: 'schema.spec.mode == "SLOW" ? optional.of(schema.spec.name) : optional.none()',
    cue: 'if parameter.mode == "SLOW" {\n\tit: parameter.name\n}\n',
  },
  'when true': {
    of: t => when(isTrue(t.live), t.size),
    least: undefined,
    most: 9,
    cel: 'schema.spec.live ? optional.of(schema.spec.size) : optional.none()',
    cue: 'if parameter.live {\n\tit: parameter.size\n}\n',
  },
  'when a list repeats nothing': {
    of: t =>
      when(
        unique(t.parts, 'part', part => part.kind),
        find(
          t.parts,
          'part',
          part => equals(part.kind, 'A'),
          part => part.id,
        ),
      ),
    least: 'p',
    most: 'second',
    cel: '(schema.spec.parts.all(part, schema.spec.parts.exists_one(other, other.kind == part.kind))) ? schema.spec.parts.filter(part, part.kind == "A").map(part, part.id)[?0] : optional.none()',
    cue: 'if len([for part in parameter.parts {1}]) == len({for part in parameter.parts {"\\(part.kind)": true}}) for part in parameter.parts if part.kind == "A" {\n\tit: part.id\n}\n',
  },
  'when a list repeats something': {
    of: t => when(not(unique(t.extras, 'extra', extra => extra.value)), t.name),
    least: undefined,
    most: undefined,
    cel: '!(!has(schema.spec.extras) || schema.spec.extras.all(extra, schema.spec.extras.exists_one(other, other.value == extra.value))) ? optional.of(schema.spec.name) : optional.none()',
    cue: 'if len([if parameter.extras != _|_ for extra in parameter.extras {1}]) != len({if parameter.extras != _|_ for extra in parameter.extras {"\\(extra.value)": true}}) {\n\tit: parameter.name\n}\n',
  },
  'an optional record': {
    of: t => ifPresent(t.limits, limits => object<{ a: number; b?: number }>({ a: limits.most, b: limits.least })),
    least: undefined,
    most: { a: 5, b: 0 },
    cel: 'has(schema.spec.limits) ? optional.of({\n  "a": schema.spec.limits.most,\n  ?"b": schema.spec.limits.?least\n}) : optional.none()',
    cue: 'if parameter.limits != _|_ {\n\tit: {\n\t\ta: parameter.limits.most\n\t\tif parameter.limits.least != _|_ {\n\t\t\tb: parameter.limits.least\n\t\t}\n\t}\n}\n',
  },
  'an optional member of an optional record': {
    of: t => ifPresent(t.limits, limits => limits.least),
    least: undefined,
    most: 0,
    cel: 'has(schema.spec.limits) && has(schema.spec.limits.least) ? optional.of(schema.spec.limits.least) : optional.none()',
    cue: 'if parameter.limits != _|_ if parameter.limits.least != _|_ {\n\tit: parameter.limits.least\n}\n',
  },
  'fallback of an optional reference': {
    of: t => fallback(t.note, 'none'),
    least: 'none',
    most: 'noted',
    cel: 'schema.spec.?note.orValue("none")',
    cue: 'it: [if parameter.note != _|_ {parameter.note}, "none"][0]\n',
  },
  'fallback of a condition': {
    of: t =>
      fallback(when(equals(t.mode, 'SLOW'), literal(['s'] as readonly string[])), literal(['f'] as readonly string[])),
    least: ['f'],
    most: ['s'],
    cel: '(schema.spec.mode == "SLOW" ? ["s"] : ["f"])',
    cue: 'it: [if parameter.mode == "SLOW" {["s"]}, ["f"]][0]\n',
  },
  'fallback within fallback': {
    of: t => fallback(t.note, fallback(when(isTrue(t.live), t.name), 'none')),
    least: 'none',
    most: 'noted',
    cel: 'schema.spec.?note.orValue((schema.spec.live ? schema.spec.name : "none"))',
    cue: 'it: [if parameter.note != _|_ {parameter.note}, [if parameter.live {parameter.name}, "none"][0]][0]\n',
  },
  'fallback of what is always there': {
    of: t => fallback(t.name, 'none'),
    least: 'n',
    most: 'all',
    cel: 'schema.spec.name',
    cue: 'it: parameter.name\n',
  },
  'fallback of what is never there': {
    of: () => fallback(absent as Expression<string | undefined>, 'none'),
    least: 'none',
    most: 'none',
    cel: '"none"',
    cue: 'it: "none"\n',
  },
  each: {
    of: t => each(t.parts, 'part', part => object<{ id: string; note?: string }>({ id: part.id, note: part.note })),
    least: [{ id: 'p' }],
    most: [{ id: 'first', note: 'one' }, { id: 'second' }],
    cel: 'schema.spec.parts.map(part, {\n  "id": part.id,\n  ?"note": part.?note\n})',
    cue: 'it: [\n\tfor part in parameter.parts {\n\t\tid: part.id\n\t\tif part.note != _|_ {\n\t\t\tnote: part.note\n\t\t}\n\t},\n]\n',
  },
  'each of an optional list: an empty one is absent': {
    of: t => each(t.extras, 'extra', extra => extra.value),
    least: undefined,
    most: ['v', 'p'],
    cel: 'has(schema.spec.extras) && schema.spec.extras.size() > 0 ? optional.of(schema.spec.extras.map(extra, extra.value)) : optional.none()',
    cue: 'if parameter.extras != _|_ if len(parameter.extras) > 0 {\n\tit: [for extra in parameter.extras {extra.value}]\n}\n',
  },
  'a list of scalars by reference': {
    of: t => t.words,
    least: undefined,
    most: ['a', 'b'],
    cel: 'has(schema.spec.words) && schema.spec.words.size() > 0 ? optional.of(schema.spec.words) : optional.none()',
    cue: 'if parameter.words != _|_ if len(parameter.words) > 0 {\n\tit: parameter.words\n}\n',
  },
  'find by key': {
    of: t =>
      find(
        t.parts,
        'part',
        part => equals(part.kind, 'B'),
        part => part.id,
      ),
    least: undefined,
    most: 'first',
    cel: 'schema.spec.parts.filter(part, part.kind == "B").map(part, part.id)[?0]',
    cue: 'for part in parameter.parts if part.kind == "B" {\n\tit: part.id\n}\n',
  },
  'find what may be absent itself': {
    of: t =>
      find(
        t.parts,
        'part',
        part => equals(part.kind, 'B'),
        part => part.note,
      ),
    least: undefined,
    most: 'one',
    cel: 'schema.spec.parts.filter(part, part.kind == "B" && has(part.note)).map(part, part.note)[?0]',
    cue: 'for part in parameter.parts if part.kind == "B" if part.note != _|_ {\n\tit: part.note\n}\n',
  },
  'each of what may be absent': {
    of: t => each(t.parts, 'part', part => part.note as Expression<string>),
    least: [],
    most: ['one'],
    cel: 'schema.spec.parts.filter(part, has(part.note)).map(part, part.note)',
    cue: 'it: [for part in parameter.parts if part.note != _|_ {part.note}]\n',
  },
  'fallback of find': {
    of: t =>
      fallback(
        find(
          t.parts,
          'part',
          part => equals(part.kind, 'B'),
          part => part.id,
        ),
        'none',
      ),
    least: 'none',
    most: 'first',
    cel: 'schema.spec.parts.filter(part, part.kind == "B").map(part, part.id)[?0].orValue("none")',
    cue: 'it: [for part in parameter.parts if part.kind == "B" {part.id}, "none"][0]\n',
  },
  'a list as a map': {
    of: t =>
      ifPresent(t.extras as never as View<readonly { key: string; value: string }[] | undefined>, extras =>
        toMap(
          extras as never as Expression<readonly { key: string; value: string }[]>,
          'extra',
          extra => extra.key,
          extra => extra.value,
        ),
      ),
    least: undefined,
    most: JSON.parse('{"k":"v","__proto__":"p"}'),
    cel: 'has(schema.spec.extras) && schema.spec.extras.size() > 0 ? optional.of(schema.spec.extras.transformMapEntry(position, extra, {extra.key: extra.value})) : optional.none()',
    cue: 'if parameter.extras != _|_ if len(parameter.extras) > 0 {\n\tit: {for extra in parameter.extras {(extra.key): extra.value}}\n}\n',
  },
  'an object without members': {
    of: t => object<{ note?: string }>({ note: when(equals(literal('a' as string), 'b'), t.name) }),
    least: {},
    most: {},
    cel: '{}',
    cue: 'it: {}\n',
  },
};

describe.each(Object.entries(cases))('%s', (_, { of, least: ofLeast, most: ofMost, cel: celText, cue: cueText }) => {
  test('as a value', () => {
    expect(evaluate(of(view), input(least))).toEqual(ofLeast);
    expect(evaluate(of(view), input(most))).toEqual(ofMost);
  });

  test('as CEL', () => expect(cel(of(view), celRoots)).toBe(celText));

  test('as CUE', () => expect(cueFields(object<{ it?: unknown }>({ it: of(view) }), cueRoots)).toBe(cueText));
});

describe('as a value', () => {
  test('an empty optional list is absent', () =>
    expect(
      evaluate(
        each(view.extras, 'extra', extra => extra.value),
        input({ ...least, extras: [] }),
      ),
    ).toBeUndefined());

  test('an empty required list is an empty list', () =>
    expect(
      evaluate(
        each(view.parts, 'part', part => part.id),
        input({ ...least, parts: [] }),
      ),
    ).toEqual([]));

  test('find takes the first whose answer is there, as the CUE and CEL forms do', () => {
    const found = find(
      view.parts,
      'part',
      part => equals(part.kind, 'A'),
      part => part.note,
    );
    const parts = [
      { id: 'x', kind: 'A' },
      { id: 'y', kind: 'A', note: 'second' },
    ];
    expect(evaluate(found, input({ ...least, parts }))).toBe('second');
  });

  test('only own members are read', () =>
    expect(evaluate(view.note, input(Object.create({ note: 'inherited' })))).toBeUndefined());

  test('the input stays as it was', () => {
    const frozen = Object.freeze({ ...most, extras: Object.freeze([...most.extras!]) });
    expect(() =>
      evaluate(
        each(view.extras, 'extra', extra => extra.key),
        input(frozen),
      ),
    ).not.toThrow();
  });
});

describe('members with equal guards share a block in CUE', () => {
  test('side by side', () => {
    const both = object<{ a?: number; b?: number; c: string }>({
      a: ifPresent(view.limits, limits => limits.most),
      b: ifPresent(view.limits, limits => limits.most),
      c: view.name,
    });
    expect(cueFields(both, cueRoots)).toBe(
      'if parameter.limits != _|_ {\n\ta: parameter.limits.most\n\tb: parameter.limits.most\n}\nc: parameter.name\n',
    );
  });

  test('indented as the place asks', () =>
    expect(cueFields(object<{ a: string }>({ a: view.name }), cueRoots, '\t\t')).toBe('\t\ta: parameter.name\n'));
});

describe('labels in CUE', () => {
  const label = (name: string) =>
    cueFields(object<{ [name: string]: unknown }>({ [name]: view.name }), cueRoots).split(':')[0];

  test.each([
    ['plain', 'plain'],
    ['with-dash', '"with-dash"'],
    ['crossplane.io/external-name', '"crossplane.io/external-name"'],
    ['__proto__', '"__proto__"'],
    ['1st', '"1st"'],
    ['parameter', '"parameter"'],
  ])('%s', (name, text) => expect(label(name)).toBe(text));

  test('one that is called like the variable of a loop is quoted, since it would hide it', () =>
    expect(
      cueValue(
        each(view.parts, 'part', part => object<{ part: string }>({ part: part.id })),
        cueRoots,
      ),
    ).toBe('[\n\tfor part in parameter.parts {\n\t\t"part": part.id\n\t},\n]'));
});

describe('hostile literals', () => {
  const hostile = [
    '${x}',
    '\\(x)',
    '\\(parameter.name)',
    '"',
    "'",
    '\\',
    '\\n',
    'C:\\new\\table',
    '\\u0041',
    '"""',
    '{{x}}',
    '`',
    '#',
    'é漢😀',
    '\u00a0',
    ' ',
    '',
  ];

  test.each(hostile)('%j is the same string in JavaScript, CUE and CEL', text => {
    expect(evaluate(literal(text), input(least))).toBe(text);
    // in CUE and CEL an escape of JSON is an escape, and a lone backslash never stands before a parenthesis
    for (const rendered of [cueValue(literal(text), cueRoots), cel(literal(text), celRoots)]) {
      expect(JSON.parse(rendered)).toBe(text);
      expect(rendered.replaceAll('\\\\', '')).not.toContain('\\(');
    }
  });

  test.each(hostile.filter(text => text !== ''))('%j inside concat', text => {
    expect(evaluate(concat(text, view.name), input(least))).toBe(`${text}n`);
    expect(cueValue(concat(text, view.name), cueRoots)).toBe(`${JSON.stringify(text).slice(0, -1)}\\(parameter.name)"`);
    expect(cel(concat(text, view.name), celRoots)).toBe(`${JSON.stringify(text)} + schema.spec.name`);
  });

  test.each(['\0', 'a\nb', '\t', '\u001b', '\u007f', '\u0085', '\u009f', '\u2028', '\u2029', '\ud800', 'x\udc00'])(
    '%j is refused',
    text => {
      expect(() => literal(text)).toThrow('control characters');
      expect(() => concat(text, view.name)).toThrow('control characters');
      expect(() => literal({ deep: [text] })).toThrow('control characters');
      expect(() => literal({ [text]: 'key' })).toThrow('control characters');
      expect(() => equals(view.name, text)).toThrow('control characters');
    },
  );

  test('a literal of another part of the table is refused, not rendered as undefined', () => {
    expect(() => equals(view.name, undefined as never)).toThrow('does not provide');
    expect(() => concat(view.name, undefined as never)).toThrow('does not provide');
  });
});

describe('names of items', () => {
  const named = (name: string) => () => each(view.parts, name, part => part.id);

  test.each([
    'for',
    'in',
    'if',
    'let',
    'true',
    'null',
    'package',
    'import',
    'namespace',
    'has',
    'size',
    'len',
    'map',
    'parameter',
    'context',
    'output',
    'schema',
    'other',
    'position',
    'self',
    'each',
    'optional',
  ])('%s is a word of CUE, CEL or the renderings', name => expect(named(name)).toThrow('cannot name an item'));

  test.each(['', 'Part', 'a-b', 'a.b', '1a', '_a', 'a b', '${x}', 'é'])('%j is no identifier in both', name =>
    expect(named(name)).toThrow('cannot name an item'),
  );

  test.each(['part', 'index', 'key', 'definition', 'camelCase'])('%s is one', name =>
    expect(named(name)).not.toThrow(),
  );

  test('one is not used again inside itself', () => {
    expect(() => each(view.parts, 'part', () => each(view.parts, 'part', part => part.id))).toThrow(
      'used again inside itself',
    );
    expect(() =>
      each(view.parts, 'part', () =>
        object<{ a?: string }>({
          a: find(
            view.parts,
            'part',
            part => equals(part.kind, 'A'),
            part => part.id,
          ),
        }),
      ),
    ).toThrow('used again inside itself');
    expect(() =>
      find(
        view.parts,
        'part',
        () =>
          equals(
            fallback(
              find(
                view.parts,
                'part',
                p => equals(p.kind, 'A'),
                p => p.id,
              ),
              'x',
            ),
            'y',
          ),
        part => part.id,
      ),
    ).toThrow('used again inside itself');
    const extras = view.extras as never as Expression<readonly { key: string; value: string }[]>;
    expect(() =>
      toMap(
        extras,
        'extra',
        () =>
          fallback(
            find(
              extras,
              'extra',
              e => equals(e.key, 'x'),
              e => e.key,
            ),
            'x',
          ),
        extra => extra.value,
      ),
    ).toThrow('used again inside itself');
  });

  test('one may be used again beside itself', () =>
    expect(() =>
      object<{ a: readonly string[]; b: readonly string[] }>({
        a: each(view.parts, 'part', p => p.id),
        b: each(view.parts, 'part', p => p.id),
      }),
    ).not.toThrow());
});

describe('what has no form of its own', () => {
  test('an absent expression is not rendered', () => expect(() => cel(absent, celRoots)).toThrow('absent'));
  test('what may be absent is no part of a string', () =>
    expect(() => cel(concat('x', view.note as never), celRoots)).toThrow('may be absent'));
  test('only lists have elements', () =>
    expect(() => each(view.name as never, 'item', item => item as never)).toThrow('not a list'));
  test('find and when ask only what a clause can ask', () => {
    const never = { op: 'not', predicate: equals(view.name, 'x') } as const;
    expect(() => when(never, view.name)).toThrow('for rules, not for values');
    expect(() =>
      find(
        view.parts,
        'part',
        () => never,
        part => part.id,
      ),
    ).toThrow('cannot ask');
  });
  test('conditions that are known beforehand vanish', () => {
    expect(cel(when(equals(literal('a' as string), 'a'), view.name), celRoots)).toBe('schema.spec.name');
    expect(() => cel(when(equals(literal('a' as string), 'b'), view.name), celRoots)).toThrow('absent');
    expect(cel(when(isTrue(literal(true as boolean)), view.name), celRoots)).toBe('schema.spec.name');
  });
});
