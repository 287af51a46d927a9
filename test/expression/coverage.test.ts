import { celBoolean } from '../../src/expression/cel';
import { unread, written } from '../../src/expression/coverage';
import { cueFailures } from '../../src/expression/cue';
import { evaluate, faults, holds } from '../../src/expression/evaluate';
import {
  concat,
  type Expression,
  each,
  equals,
  fallback,
  find,
  ifPresent,
  literal,
  object,
  toMap,
  viewOf,
  when,
} from '../../src/expression/expression';
import { asObject, type Fragment, fieldsAt, guardedFragment, merged } from '../../src/expression/fragment';
import { type Fragments, Mapping, unsupported } from '../../src/expression/mapping';
import { not, unique } from '../../src/expression/predicate';
import { pick, type Shape } from '../../src/schema/shape';
import { pathText } from '../../src/schema/violation';
import { anyShape, celRoots, cueRoots, input, least, most, type Thing, thing, view } from './thing';

const leaves = (of: Expression<unknown>) => unread(of, anyShape, 'thing');
const everything = [
  'name',
  'mode',
  'size',
  'live',
  'note',
  'limits.most',
  'limits.least',
  'parts[].id',
  'parts[].kind',
  'parts[].note',
  'extras[].key',
  'extras[].value',
  'words',
];

describe('unread', () => {
  test('a literal reads nothing', () => expect(leaves(literal('x'))).toEqual(everything));
  test('a reference reads its leaf', () =>
    expect(leaves(view.name)).toEqual(everything.filter(leaf => leaf !== 'name')));
  test('a record by reference reads all of it', () => expect(leaves(view.limits)).not.toContain('limits.least'));
  test('a list by reference reads all of it', () =>
    expect(leaves(view.parts).some(leaf => leaf.startsWith('parts'))).toBe(false));

  test('asking whether a place is filled is no reading of it', () =>
    expect(leaves(ifPresent(view.note, () => literal('x')))).toContain('note'));
  test('comparing a place is', () => expect(leaves(when(equals(view.mode, 'FAST'), 'x'))).not.toContain('mode'));

  test('so is asking what a list repeats', () => {
    const kinds = unique(view.parts, 'part', part => part.kind);
    expect(leaves(when(kinds, 'x'))).not.toContain('parts[].kind');
    expect(leaves(when(not(kinds), 'x'))).not.toContain('parts[].kind');
    expect(leaves(when(kinds, 'x'))).toContain('parts[].id');
  });

  test('a dropped leaf of a record is found', () =>
    expect(leaves(ifPresent(view.limits, limits => object<{ most: number }>({ most: limits.most })))).toContain(
      'limits.least',
    ));

  test('a dropped leaf of a list is found', () => {
    const found = leaves(
      each(view.parts, 'part', part => object<{ id: string; kind: string }>({ id: part.id, kind: part.kind })),
    );
    expect(found.filter(leaf => leaf.startsWith('parts'))).toEqual(['parts[].note']);
  });

  test('find reads its question and its answer', () =>
    expect(
      leaves(
        find(
          view.parts,
          'part',
          part => equals(part.kind, 'A'),
          part => part.id,
        ),
      ).filter(leaf => leaf.startsWith('parts')),
    ).toEqual(['parts[].note']));

  test('a map reads its keys and values', () => {
    const extras = view.extras as never as Expression<readonly { key: string; value: string }[]>;
    expect(
      leaves(
        toMap(
          extras,
          'extra',
          extra => extra.key,
          extra => extra.key,
        ),
      ),
    ).toContain('extras[].value');
    expect(
      leaves(
        toMap(
          extras,
          'extra',
          extra => extra.key,
          extra => extra.value,
        ),
      ),
    ).not.toContain('extras[].value');
  });

  test('concat and both sides of fallback read', () =>
    expect(leaves(concat(fallback(view.note, view.name), view.mode))).toEqual(
      everything.filter(leaf => !['note', 'name', 'mode'].includes(leaf)),
    ));

  test('a name that begins alike is no cover', () => {
    const alike = { ...anyShape, fields: { a: anyShape, ab: anyShape } } as typeof anyShape;
    expect(unread(viewOf(alike as never, ['thing'])['a' as never] as Expression<unknown>, alike, 'thing')).toContain(
      'ab.name',
    );
  });
});

describe('written', () => {
  test('nested fields, lists, maps, and both sides of fallback', () => {
    const extras = view.extras as never as Expression<readonly { key: string; value: string }[]>;
    const fragment: Fragment = {
      spec: {
        name: view.name,
        parts: each(view.parts, 'part', part =>
          object<{ id: string; note?: string }>({ id: part.id, note: part.note }),
        ),
        tags: toMap(
          extras,
          'extra',
          extra => extra.key,
          extra => extra.value,
        ),
        limits: fallback(
          ifPresent(view.limits, limits => object<{ most?: number; less?: number }>({ most: limits.most })),
          object<{ most?: number; less?: number }>({ less: view.size }) as never,
        ),
      },
    };
    expect(written(asObject(fragment))).toEqual([
      'spec.name',
      'spec.parts[].id',
      'spec.parts[].note',
      'spec.tags.*',
      'spec.limits.most',
      'spec.limits.less',
    ]);
  });
});

describe('merged', () => {
  const spec = fieldsAt<{ a?: string; b?: { c?: string } }>('spec');
  test('puts fragments side by side', () =>
    expect(
      evaluate(
        asObject(merged(spec({ a: view.name }), { spec: { b: { c: view.mode } } }, { metadata: { name: view.name } })),
        input(least),
      ),
    ).toEqual({
      spec: { a: 'n', b: { c: 'FAST' } },
      metadata: { name: 'n' },
    }));
  test('refuses a field that two write', () =>
    expect(() => merged(spec({ a: view.name }), spec({ a: view.mode }))).toThrow('the field a is written twice'));
  test('refuses a field that is a value here and an object there', () => {
    expect(() => merged({ spec: { a: view.name } }, { spec: { a: { b: view.name } } })).toThrow('written twice');
    expect(() => merged({ spec: { a: { b: view.name } } }, { spec: { a: view.name } })).toThrow('written twice');
  });
  test('takes constructor for a name like any other', () => {
    const fragment = merged(
      { spec: { constructor: view.name } },
      { spec: { toString: view.name } as never as Fragment },
    );
    expect(evaluate(asObject(fragment), input(least))).toEqual({ spec: { constructor: 'n', toString: 'n' } });
  });
});

test('guards reach every leaf of a fragment', () => {
  const fragment = guardedFragment({ a: { b: view.name }, c: view.mode }, [
    { op: 'isTrue', value: { op: 'ref', path: ['thing', 'live'] } },
  ]);
  expect(evaluate(asObject(fragment), input(least))).toEqual({ a: {} });
  expect(evaluate(asObject(fragment), input(most))).toEqual({ a: { b: 'all' }, c: 'SLOW' });
});

describe('a mapping', () => {
  const spec = (fields: { readonly [name: string]: Expression<unknown> }): Fragment => ({ spec: fields });
  const fragments: Fragments<Thing> = {
    name: name => spec({ title: name }),
    mode: mode => spec({ mode }),
    size: size => spec({ size }),
    live: live => spec({ live }),
    note: note => spec({ note }),
    limits: limits =>
      spec({ limits: object<{ most: number; least?: number }>({ most: limits.most, least: limits.least }) }),
    parts: parts =>
      spec({
        parts: each(parts, 'part', ({ id, kind, note }) =>
          object<{ id: string; kind: string; note?: string }>({ id, kind, note }),
        ),
      }),
    extras: extras => spec({ extras }),
    words: words => spec({ words }),
  };
  const fields = new Set(
    [
      'title',
      'mode',
      'size',
      'live',
      'note',
      'limits.most',
      'limits.least',
      'parts[].id',
      'parts[].kind',
      'parts[].note',
      'extras',
      'extras[].key',
      'words',
    ].map(field => `spec.${field}`),
  );
  const mapping = (changed: Partial<Fragments<Thing>> = {}, more: object = {}) => {
    const built = new Mapping({ shape: thing, fields, fragments: { ...fragments, ...changed }, ...more });
    built.check();
    return built;
  };

  test('is checked when it is first asked', () => {
    const built = new Mapping({ shape: thing, fields: new Set<string>(), fragments });
    expect(() => built.fragment(view)).toThrow('the target has no field');
    expect(() => built.fragment(view)).toThrow('the target has no field');
  });

  test('that reads every leaf and writes known fields is built', () => {
    const built = mapping();
    expect(evaluate(asObject(built.fragment(view)), input(least))).toEqual({
      spec: { title: 'n', mode: 'FAST', size: 1, live: false, parts: [{ id: 'p', kind: 'A' }] },
    });
    expect(built.limits).toEqual([]);
  });

  test('that drops a leaf is refused', () =>
    expect(() =>
      mapping({ limits: limits => spec({ limits: object<{ most: number }>({ most: limits.most }) }) }),
    ).toThrow('the mapping reads no limits.least'));

  test('that drops a leaf of a list is refused', () =>
    expect(() =>
      mapping({
        parts: parts =>
          spec({ parts: each(parts, 'part', ({ id, kind }) => object<{ id: string; kind: string }>({ id, kind })) }),
      }),
    ).toThrow('reads no parts[].note'));

  test('that drops a feature in silence is refused', () =>
    expect(() => mapping({ note: () => ({}) })).toThrow('reads no note'));

  test('may say of a leaf that the target cannot express it', () => {
    const built = mapping(
      { limits: limits => spec({ limits: object<{ most: number }>({ most: limits.most }) }) },
      { unsupportedLeaves: { 'limits.least': 'the target has no minimum' } },
    );
    expect(built.limits).toMatchObject([{ path: 'limits.least', reason: 'the target has no minimum' }]);
  });

  test('may say of a feature that the target cannot express it', () => {
    const built = mapping({ limits: unsupported('the target has no limits') });
    expect(built.limits).toMatchObject([{ path: 'limits', reason: 'the target has no limits' }]);
    expect(evaluate(asObject(built.fragment(view)), input(most))).not.toHaveProperty('spec.limits');
  });

  test('says of everything that it cannot express whether it is given, and where', () => {
    const built = mapping(
      {
        note: unsupported('no notes'),
        extras: extras => spec({ extras: each(extras, 'extra', ({ key }) => object<{ key: string }>({ key })) }),
        words: unsupported('no words'),
        limits: limits => spec({ limits: object<{ most: number }>({ most: limits.most }) }),
        parts: parts =>
          spec({ parts: each(parts, 'part', ({ id, kind }) => object<{ id: string; kind: string }>({ id, kind })) }),
      },
      { unsupportedLeaves: { 'limits.least': 'no least', 'extras[].value': 'no values', 'parts[].note': 'no notes' } },
    );
    const asked = built.limits.map(limit => ({ path: limit.path, predicate: limit.holds(view) }));
    const refused = (value: unknown) =>
      asked.flatMap(({ path, predicate }) => {
        const found = faults(predicate, input(value));
        expect(holds(predicate, input(value))).toBe(found.length === 0);
        return found.length === 0 ? [] : [[path, ...found.map(fault => pathText(fault.path))]];
      });
    expect(refused({ ...least, parts: [] })).toEqual([]);
    expect(refused(most)).toEqual([
      ['note', 'note'],
      ['words', 'words'],
      ['limits.least', 'limits.least'],
      ['extras[].value', 'extras'],
      ['parts[].note', 'parts[0].note'],
    ]);
    expect(refused({ ...most, note: undefined, extras: [], words: [], limits: { most: 5 }, parts: [] })).toEqual([]);
    expect(asked.map(({ predicate }) => [celBoolean(predicate, celRoots), cueFailures(predicate, cueRoots)])).toEqual([
      ['!has(schema.spec.note)', ['if parameter.note != _|_']],
      [
        '!(has(schema.spec.words) && schema.spec.words.size() > 0)',
        ['if parameter.words != _|_ if len(parameter.words) > 0'],
      ],
      [
        '!has(schema.spec.limits) || !has(schema.spec.limits.least)',
        ['if parameter.limits != _|_ if parameter.limits.least != _|_'],
      ],
      [
        '!(has(schema.spec.extras) && schema.spec.extras.size() > 0)',
        ['if parameter.extras != _|_ if len(parameter.extras) > 0'],
      ],
      [
        'schema.spec.parts.all(part, !has(part.note))',
        ['if len([for part in parameter.parts if part.note != _|_ {1}]) > 0'],
      ],
    ]);
  });

  test('cannot leave out what is always given', () =>
    expect(() => mapping({ size: unsupported('no sizes') })).toThrow('size is always given'));

  test('renders no part of a whole that the target cannot express', () => {
    const built = mapping({ note: unsupported('no notes') });
    const part = pick(thing, 'note');
    expect(() => built.fragment(viewOf(part, ['parameter']), part as Shape)).toThrow('cannot express note: no notes');
  });

  test('that writes a field unknown to the target is refused', () => {
    expect(() => mapping({ note: note => spec({ remark: note }) })).toThrow('the target has no field spec.remark');
    expect(() =>
      mapping({
        parts: parts =>
          spec({
            parts: each(parts, 'part', ({ id, kind, note }) =>
              object<{ id: string; kind: string; nota?: string }>({ id, kind, nota: note }),
            ),
          }),
      }),
    ).toThrow('the target has no field spec.parts[].nota');
  });

  test('may write metadata, and what is declared open', () => {
    expect(() => mapping({ note: note => ({ metadata: { annotations: { note } } }) })).not.toThrow();
    expect(() => mapping({ note: note => ({ other: { note } }) })).toThrow('no field other.note');
    expect(() => mapping({ note: note => ({ other: { note } }) }, { open: ['other'] })).not.toThrow();
    expect(() => mapping({ note: note => ({ metadatum: { note } }) })).toThrow('no field metadatum.note');
  });

  test('in which two features write one field is refused', () =>
    expect(() => mapping({ note: note => spec({ title: note }) })).toThrow('the field title is written twice'));

  test('guards optional features itself', () =>
    expect(
      Object.keys(
        (
          evaluate(asObject(mapping().fragment(view)), input({ ...most, limits: undefined, words: [] })) as {
            spec: object;
          }
        ).spec,
      ),
    ).toEqual(['extras', 'live', 'mode', 'note', 'parts', 'size', 'title']));

  test('names what it cannot say of a leaf that is not there', () =>
    expect(() => mapping({}, { unsupportedLeaves: { 'limits.leats': 'misspelt' } })).toThrow('limits.leats'));
});
