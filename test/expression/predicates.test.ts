import fc from 'fast-check';
import { ack } from '../../src/backends/ack/engine';
import { crossplane } from '../../src/backends/crossplane/engine';
import { celBoolean } from '../../src/expression/cel';
import { cueBoolean, cueFailures } from '../../src/expression/cue';
import { faults, holds } from '../../src/expression/evaluate';
import { absent, concat, type Expression, equals, isTrue, type View, viewOf } from '../../src/expression/expression';
import type { Predicate } from '../../src/expression/node';
import {
  all,
  allOf,
  anyOf,
  blame,
  compare,
  count,
  exists,
  ifGiven,
  implies,
  matches,
  not,
  present,
  presentAnd,
  unique,
} from '../../src/expression/predicate';
import { pathText } from '../../src/schema/violation';
import { tableRules } from '../../src/table/judge';
import { tableShape } from '../../src/table/table';
import { specOf, tableProps } from '../support/tables';
import { celRoots, cueRoots, input, least, most, type Thing, view } from './thing';

interface Case {
  readonly of: (thing: View<Thing>) => Predicate;
  readonly least: boolean;
  readonly most: boolean;
  readonly cel: string;
  /** The clauses under which it does not hold. */
  readonly cue: readonly string[];
}

const cases: { readonly [name: string]: Case } = {
  equals: {
    of: t => equals(t.mode, 'FAST'),
    least: true,
    most: false,
    cel: 'schema.spec.mode == "FAST"',
    cue: ['if parameter.mode != "FAST"'],
  },
  'is true': {
    of: t => isTrue(t.live),
    least: false,
    most: true,
    cel: 'schema.spec.live',
    cue: ['if !parameter.live'],
  },
  not: {
    of: t => not(equals(t.mode, 'FAST')),
    least: false,
    most: true,
    cel: 'schema.spec.mode != "FAST"',
    cue: ['if parameter.mode == "FAST"'],
  },
  'not not': {
    of: t => not(not(isTrue(t.live))),
    least: false,
    most: true,
    cel: 'schema.spec.live',
    cue: ['if !parameter.live'],
  },
  present: {
    of: t => present(t.note),
    least: false,
    most: true,
    cel: 'has(schema.spec.note)',
    cue: ['if parameter.note == _|_'],
  },
  'a list present': {
    of: t => present(t.extras),
    least: false,
    most: true,
    cel: 'has(schema.spec.extras) && schema.spec.extras.size() > 0',
    cue: ['if parameter.extras == _|_', 'if parameter.extras != _|_ if len(parameter.extras) == 0'],
  },
  'present of what is always there': { of: t => present(t.name), least: true, most: true, cel: 'true', cue: [] },
  'all of': {
    of: t => allOf(isTrue(t.live), equals(t.mode, 'SLOW')),
    least: false,
    most: true,
    cel: 'schema.spec.live && (schema.spec.mode == "SLOW")',
    cue: ['if !parameter.live', 'if parameter.live if parameter.mode != "SLOW"'],
  },
  'any of': {
    of: t => anyOf(isTrue(t.live), equals(t.mode, 'FAST')),
    least: true,
    most: true,
    cel: 'schema.spec.live || (schema.spec.mode == "FAST")',
    cue: ['if !parameter.live if parameter.mode != "FAST"'],
  },
  implies: {
    of: t => implies(equals(t.mode, 'SLOW'), present(t.note)),
    least: true,
    most: true,
    cel: '(schema.spec.mode != "SLOW") || has(schema.spec.note)',
    cue: ['if parameter.mode == "SLOW" if parameter.note == _|_'],
  },
  'if given': {
    of: t => ifGiven(t.limits, limits => compare(limits.most, '<', 5)),
    least: true,
    most: false,
    cel: '!has(schema.spec.limits) || (schema.spec.limits.most < 5)',
    cue: ['if parameter.limits != _|_ if parameter.limits.most >= 5'],
  },
  'present and': {
    of: t => presentAnd(t.limits, limits => compare(limits.most, '>=', 5)),
    least: false,
    most: true,
    cel: 'has(schema.spec.limits) && (schema.spec.limits.most >= 5)',
    cue: ['if parameter.limits == _|_', 'if parameter.limits != _|_ if parameter.limits.most < 5'],
  },
  'all items': {
    of: t => all(t.parts, 'part', part => equals(part.kind, 'A')),
    least: true,
    most: false,
    cel: 'schema.spec.parts.all(part, part.kind == "A")',
    cue: ['if len([for part in parameter.parts if part.kind != "A" {1}]) > 0'],
  },
  'all items of an optional list': {
    of: t => all(t.extras, 'extra', extra => equals(extra.key, 'k')),
    least: true,
    most: false,
    cel: '!has(schema.spec.extras) || schema.spec.extras.all(extra, extra.key == "k")',
    cue: ['if len([if parameter.extras != _|_ for extra in parameter.extras if extra.key != "k" {1}]) > 0'],
  },
  'an item exists': {
    of: t => exists(t.parts, 'part', part => equals(part.kind, 'B')),
    least: false,
    most: true,
    cel: 'schema.spec.parts.exists(part, part.kind == "B")',
    cue: ['if len([for part in parameter.parts if part.kind == "B" {1}]) == 0'],
  },
  'an item exists for either of two reasons, counted once': {
    of: t => exists(t.parts, 'part', part => anyOf(equals(part.kind, 'B'), equals(part.id, 'first'))),
    least: false,
    most: true,
    cel: 'schema.spec.parts.exists(part, (part.kind == "B") || (part.id == "first"))',
    cue: [
      'if len([for part in parameter.parts if part.kind == "B" {1}, for part in parameter.parts if part.kind != "B" if part.id == "first" {1}]) == 0',
    ],
  },
  'the number of items': {
    of: t => count(t.parts, '<=', 1),
    least: true,
    most: false,
    cel: 'schema.spec.parts.size() <= 1',
    cue: ['if len(parameter.parts) > 1'],
  },
  'the number of some items': {
    of: t => count(t.parts, '>', 0, 'part', part => present(part.note)),
    least: false,
    most: true,
    cel: 'schema.spec.parts.filter(part, has(part.note)).size() > 0',
    cue: ['if len([for part in parameter.parts if part.note != _|_ {1}]) <= 0'],
  },
  unique: {
    of: t => unique(t.parts, 'part', part => part.kind),
    least: true,
    most: true,
    cel: 'schema.spec.parts.all(part, schema.spec.parts.exists_one(other, other.kind == part.kind))',
    cue: ['if len([for part in parameter.parts {1}]) != len({for part in parameter.parts {"\\(part.kind)": true}})'],
  },
  'unique scalars': {
    of: t => ifGiven(t.words, words => unique(words, 'word', word => word)),
    least: true,
    most: true,
    cel: '!(has(schema.spec.words) && schema.spec.words.size() > 0) || schema.spec.words.all(word, schema.spec.words.exists_one(other, other == word))',
    cue: [
      'if parameter.words != _|_ if len(parameter.words) > 0 if len([for word in parameter.words {1}]) != len({for word in parameter.words {"\\(word)": true}})',
    ],
  },
  compare: {
    of: t => compare(t.size, '>', 1),
    least: false,
    most: true,
    cel: 'schema.spec.size > 1',
    cue: ['if parameter.size <= 1'],
  },
  matches: {
    of: t => matches(t.name, '^a\\.?l+"?$'),
    least: false,
    most: true,
    cel: 'schema.spec.name.matches("^a\\\\.?l+\\"?$")',
    cue: ['if parameter.name !~ "^a\\\\.?l+\\"?$"'],
  },
  'matches of several parts': {
    of: t => matches(concat('x-', t.name), '^x-all$'),
    least: false,
    most: true,
    cel: '("x-" + schema.spec.name).matches("^x-all$")',
    cue: ['if "x-\\(parameter.name)" !~ "^x-all$"'],
  },
  'blame changes no meaning': {
    of: t => blame(t.name, isTrue(t.live)),
    least: false,
    most: true,
    cel: 'schema.spec.live',
    cue: ['if !parameter.live'],
  },
  'not of what is blamed': {
    of: t => not(blame(t.name, equals(t.mode, 'FAST'))),
    least: false,
    most: true,
    cel: '!(schema.spec.mode == "FAST")',
    cue: ['if parameter.mode == "FAST"'],
  },
  'all of what is blamed': {
    of: t => allOf(blame(t.name, anyOf(isTrue(t.live), equals(t.mode, 'FAST'))), isTrue(t.live)),
    least: false,
    most: true,
    cel: '(schema.spec.live || (schema.spec.mode == "FAST")) && schema.spec.live',
    cue: ['if !parameter.live if parameter.mode != "FAST"', 'if !parameter.live if parameter.mode == "FAST"'],
  },
};

describe.each(Object.entries(cases))('%s', (_, { of, least: ofLeast, most: ofMost, cel, cue }) => {
  test('evaluated', () => {
    expect(holds(of(view), input(least))).toBe(ofLeast);
    expect(holds(of(view), input(most))).toBe(ofMost);
    expect(holds(not(of(view)), input(least))).toBe(!ofLeast);
  });

  test('as CEL', () => expect(celBoolean(of(view), celRoots)).toBe(cel));

  test('as CUE failures', () => expect(cueFailures(of(view), cueRoots)).toEqual(cue));
});

describe('as a CUE boolean', () => {
  test('a chain of clauses becomes a length', () =>
    expect(cueBoolean(allOf(present(view.note), isTrue(view.live)), cueRoots)).toBe(
      'len([if parameter.note != _|_ if parameter.live {1}]) > 0',
    ));
  test('alternatives stand side by side', () =>
    expect(cueBoolean(anyOf(present(view.note), isTrue(view.live)), cueRoots)).toBe(
      'len([if parameter.note != _|_ {1}, if parameter.note == _|_ if parameter.live {1}]) > 0',
    ));
  test('a question is asked once in a chain, and none goes on where the answer was another', () =>
    expect(cueBoolean(allOf(anyOf(present(view.note), isTrue(view.live)), present(view.note)), cueRoots)).toBe(
      'len([if parameter.note != _|_ {1}]) > 0',
    ));
  test('of another item of the same name it is asked again', () => {
    const some = exists(view.words, 'word', word => equals(word, 'a'));
    const clauses = 'if parameter.words != _|_ for word in parameter.words if word == "a"';
    expect(cueBoolean(allOf(some, some), cueRoots)).toBe(
      `len([${clauses} for word in parameter.words if word == "a" {1}]) > 0`,
    );
  });
  test('a list that is known to be absent has no items, and no two of anything', () => {
    const missing = not(present(view.words));
    const some = exists(view.words, 'word', word => equals(word, 'a'));
    expect(cueFailures(not(allOf(missing, some)), cueRoots)[0]).toBe('if parameter.words == _|_ if len([]) > 0');
    expect(
      cueFailures(
        not(
          allOf(
            missing,
            unique(view.words, 'word', word => word),
          ),
        ),
        cueRoots,
      )[0],
    ).toBe('if parameter.words == _|_');
  });
  test('what always holds is true', () => expect(cueBoolean(allOf(), cueRoots)).toBe('true'));
  test('what never holds is false', () => expect(cueBoolean(anyOf(), cueRoots)).toBe('len([]) > 0'));
});

describe('parts of the table that an interface does not have', () => {
  const nowhere = absent as Expression<undefined> as never as View<readonly { id: string }[] | undefined>;
  test.each<readonly [string, Predicate, boolean]>([
    ['is never present', present(nowhere), false],
    ['is not asked for', ifGiven(nowhere, () => equals(view.name, 'x')), true],
    ['is nothing that could be as asked', presentAnd(nowhere, () => equals(view.name, 'n')), false],
    ['has no item that could be wrong', all(nowhere, 'item', item => equals(item.id, 'x')), true],
    ['has no item', exists(nowhere, 'item', item => equals(item.id, 'x')), false],
    ['has no item twice', unique(nowhere, 'item', item => item.id), true],
    ['has at most any number', count(nowhere, '<=', 0), true],
    ['has not more than none', count(nowhere, '>', 0), false],
    ['has at least none', count(nowhere, '>=', 0), true],
    ['has not fewer than none', count(nowhere, '<', 0), false],
  ])('%s', (_, predicate, expected) => {
    expect(predicate).toEqual({ op: 'constant', holds: expected });
    expect(holds(predicate, input(least))).toBe(expected);
  });
});

describe('where a fault lies', () => {
  const at = (predicate: Predicate, value: unknown = most) =>
    faults(predicate, input(value)).map(fault => `${pathText(fault.path)}=${JSON.stringify(fault.value)}`);

  test.each<readonly [string, Predicate, readonly string[]]>([
    ['a comparison: its left side', equals(view.mode, 'FAST'), ['mode="SLOW"']],
    ['a number: where it stands', compare(view.size, '<', 9), ['size=9']],
    ['a pattern: the text', matches(view.name, 'x'), ['name="all"']],
    ['not: what it denies', not(isTrue(view.live)), ['live=true']],
    [
      'items: each that is wrong',
      all(view.parts, 'part', part => equals(part.id, 'x')),
      ['parts[0].id="first"', 'parts[1].id="second"'],
    ],
    [
      'items of items: each that is wrong',
      all(view.parts, 'part', () => all(view.extras, 'extra', extra => equals(extra.key, 'k'))),
      ['extras[1].key="__proto__"', 'extras[1].key="__proto__"'],
    ],
    [
      'all of: each that does not hold',
      allOf(equals(view.mode, 'FAST'), isTrue(view.live), equals(view.name, 'x')),
      ['mode="SLOW"', 'name="all"'],
    ],
    ['implies: the consequence', implies(isTrue(view.live), equals(view.name, 'x')), ['name="all"']],
    [
      'an item that is missing: the list',
      exists(view.parts, 'part', part => equals(part.id, 'x')),
      [`parts=${JSON.stringify(most.parts)}`],
    ],
    ['too many items: the list', count(view.words, '<', 2), ['words=["a","b"]']],
    ['blame: the place that is blamed', blame(view.note, equals(view.mode, 'FAST')), ['note="noted"']],
    ['blame of an item', all(view.parts, 'part', part => blame(part.id, present(part.note))), ['parts[1].id="second"']],
  ])('%s', (_, predicate, places) => expect(at(predicate)).toEqual(places));

  test('unique: each repetition, not the first', () => {
    const twice = {
      ...most,
      words: ['a', 'b', 'a', 'a'],
      extras: [
        { key: 'k', value: '1' },
        { key: 'k', value: '2' },
      ],
    };
    expect(
      at(
        ifGiven(view.words, words => unique(words, 'word', word => word)),
        twice,
      ),
    ).toEqual(['words[2]="a"', 'words[3]="a"']);
    expect(
      at(
        unique(view.extras, 'extra', extra => extra.key),
        twice,
      ),
    ).toEqual(['extras[1].key="k"']);
  });

  test('what is missing has no value, and its place all the same', () =>
    expect(at(blame(view.note, present(view.note)), least)).toEqual(['note=undefined']));

  test('nothing where everything holds', () =>
    expect(
      at(
        allOf(
          isTrue(view.live),
          unique(view.parts, 'part', part => part.id),
        ),
      ),
    ).toEqual([]));
});

describe('names of items', () => {
  test.each(['for', 'other', 'Part', ''])('%j is refused', name => {
    expect(() => all(view.parts, name, part => equals(part.id, 'x'))).toThrow('cannot name an item');
    expect(() => unique(view.parts, name, part => part.id)).toThrow('cannot name an item');
    expect(() => count(view.parts, '<', 1, name)).toThrow('cannot name an item');
  });
  test('one is not used again inside itself', () =>
    expect(() => all(view.parts, 'part', () => exists(view.parts, 'part', part => equals(part.id, 'x')))).toThrow(
      'used again inside itself',
    ));
});

test('over random tables, right or wrong, every rule either holds or says where it does not', () => {
  const table = viewOf(tableShape, ['table']);
  const rules = [...tableRules, ...ack.rules, ...crossplane.rules].map(rule => ({
    id: rule.id,
    predicate: rule.holds(table),
  }));
  const mixed = fc.tuple(
    tableProps.map(specOf),
    tableProps.map(specOf),
    fc.uniqueArray(fc.constantFrom(...Object.keys(specFields)), { maxLength: 4 }),
  );
  fc.assert(
    fc.property(mixed, ([one, two, swapped]) => {
      const spec = { ...one, ...Object.fromEntries(swapped.map(field => [field, two[field as keyof typeof two]])) };
      const given = { values: { table: spec }, places: { table: [] } };
      for (const { predicate } of rules) {
        const found = faults(predicate, given);
        expect(found.length === 0).toBe(holds(predicate, given));
        expect(holds(not(predicate), given)).toBe(!holds(predicate, given));
        for (const { path } of found) expect(path.length).toBeGreaterThan(0);
      }
    }),
    { seed: 1, numRuns: 100 },
  );
});

const specFields = tableShape.kind === 'record' ? tableShape.fields : {};
