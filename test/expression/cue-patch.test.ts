import { cuePatch } from '../../src/expression/cue-patch';
import { each, equals, find, ifPresent, isTrue, object, when } from '../../src/expression/expression';
import { asObject } from '../../src/expression/fragment';
import { not, unique } from '../../src/expression/predicate';
import { cueRoots, view } from './thing';

type Any = { readonly [name: string]: unknown };
const patch = (members: Any) => cuePatch(object<Any>(members as never), cueRoots, '');

describe('a patch without lists is a JSON merge patch that can take fields away', () => {
  test('what is always there is set', () =>
    expect(patch({ a: view.name })).toEqual({ strategy: 'jsonMergePatch', fields: 'a: parameter.name\n' }));

  test('what is there under a condition is null otherwise', () =>
    expect(patch({ a: when(isTrue(view.live), view.name) }).fields).toBe(
      'if parameter.live {\n\ta: parameter.name\n}\nif !parameter.live {\n\ta: null\n}\n',
    ));

  test('what is compared is null where it differs', () =>
    expect(patch({ a: when(equals(view.mode, 'SLOW'), view.name) }).fields).toBe(
      'if parameter.mode == "SLOW" {\n\ta: parameter.name\n}\nif parameter.mode != "SLOW" {\n\ta: null\n}\n',
    ));

  test('what is asked of a list is null where it does not hold', () => {
    const distinct = (comparison: string) =>
      `if len([for part in parameter.parts {1}]) ${comparison} len({for part in parameter.parts {"\\(part.kind)": true}}) {`;
    const kinds = unique(view.parts, 'part', part => part.kind);
    expect(patch({ a: when(kinds, view.name) }).fields).toBe(
      `${distinct('==')}\n\ta: parameter.name\n}\n${distinct('!=')}\n\ta: null\n}\n`,
    );
    expect(patch({ a: when(not(kinds), view.name) }).fields).toBe(
      `${distinct('!=')}\n\ta: parameter.name\n}\n${distinct('==')}\n\ta: null\n}\n`,
    );
  });

  test('an optional record is null when it is left out, and so is its optional member', () =>
    expect(
      patch({ a: ifPresent(view.limits, limits => object<Any>({ most: limits.most, least: limits.least })) }).fields,
    ).toBe(
      [
        'if parameter.limits != _|_ {',
        '\ta: {',
        '\t\tmost: parameter.limits.most',
        '\t\tif parameter.limits.least != _|_ {',
        '\t\t\tleast: parameter.limits.least',
        '\t\t}',
        '\t\tif parameter.limits.least == _|_ {',
        '\t\t\tleast: null',
        '\t\t}',
        '\t}',
        '}',
        'if parameter.limits == _|_ {',
        '\ta: null',
        '}',
        '',
      ].join('\n'),
    ));

  test('of two conditions, one null for each way to fail, and never both at once', () =>
    expect(patch({ a: ifPresent(view.limits, limits => limits.least) }).fields).toBe(
      'if parameter.limits != _|_ if parameter.limits.least != _|_ {\n\ta: parameter.limits.least\n}\nif parameter.limits == _|_ {\n\ta: null\n}\nif parameter.limits != _|_ if parameter.limits.least == _|_ {\n\ta: null\n}\n',
    ));

  test('a list of scalars is replaced, and null when it is absent or empty', () =>
    expect(patch({ a: view.words }).fields).toBe(
      'if parameter.words != _|_ if len(parameter.words) > 0 {\n\ta: parameter.words\n}\nif parameter.words == _|_ {\n\ta: null\n}\nif parameter.words != _|_ if len(parameter.words) == 0 {\n\ta: null\n}\n',
    ));
});

describe('a patch of lists merges them by key', () => {
  const extras = each(
    view.extras,
    'extra',
    extra => object<{ name: string; value: string }>({ name: extra.key, value: extra.value }),
    'name',
  );

  test('the key stands before the list, wherever it is; no element carries a marker', () => {
    const { strategy, fields } = cuePatch(asObject({ spec: { extras } }), cueRoots, '\t');
    expect(strategy).toBeUndefined();
    expect(fields).toBe(
      [
        '\tspec: {',
        '\t\tif parameter.extras != _|_ if len(parameter.extras) > 0 {',
        '\t\t\t// +patchKey=name',
        '\t\t\textras: [',
        '\t\t\t\tfor extra in parameter.extras {',
        '\t\t\t\t\tname: extra.key',
        '\t\t\t\t\tvalue: extra.value',
        '\t\t\t\t},',
        '\t\t\t]',
        '\t\t}',
        '\t}',
        '',
      ].join('\n'),
    );
  });

  test('a list without a key is refused', () =>
    expect(() => patch({ a: each(view.parts, 'part', part => object<Any>({ id: part.id })) })).toThrow('needs a key'));

  test('a scalar beside a list is refused, since only one strategy holds', () =>
    expect(() => patch({ a: extras, b: view.name })).toThrow('a trait of its own'));

  test('lists inside elements carry no key', () =>
    expect(
      patch({
        a: each(
          view.extras,
          'extra',
          extra =>
            object<{ name: string; words?: readonly string[] }>({
              name: extra.key,
              words: each(view.words, 'word', word => word),
            }),
          'name',
        ),
      }).fields,
    ).toMatch(/^(?!.*patchKey.*patchKey)/s));
});

test('only an object can be a patch', () => {
  expect(() => cuePatch(view.name, cueRoots, '')).toThrow('only an object');
  expect(() =>
    cuePatch(
      find(
        view.parts,
        'part',
        part => equals(part.kind, 'A'),
        part => part.id,
      ),
      cueRoots,
      '',
    ),
  ).toThrow('only an object');
});
