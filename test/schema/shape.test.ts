import { check } from '../../src/schema/check';
import {
  described,
  fieldsOf,
  list,
  optional,
  pick,
  record,
  type Shape,
  text,
  withDefault,
} from '../../src/schema/shape';

const table = record('Table', {
  name: text('the name'),
  tags: optional(list('tags', text('tag'), { maxItems: 3 })),
  mode: withDefault(text('mode'), 'x'),
});

test('pick makes the picked features required', () => {
  const picked = pick(table, 'tags') as Shape;
  expect(check({}, picked)).toMatchObject([{ path: ['tags'], problem: 'is missing' }]);
  expect(check({ tags: ['a'] }, picked)).toEqual([]);
  expect(check({ tags: ['a'], name: 'n' }, picked)).toMatchObject([{ path: ['name'], problem: 'is not known' }]);
});

test('pick keeps bounds and leaves the shape that it picks from as it was', () => {
  expect(check({ tags: ['a', 'b', 'c', 'd'] }, pick(table, 'tags') as Shape)).toHaveLength(1);
  expect(check({ name: 'n' }, table as Shape)).toEqual([]);
});

test('optional, withDefault and described change nothing in place', () => {
  const plain = text('plain');
  optional(plain);
  withDefault(plain, 'x');
  expect(described(plain, 'other')).toMatchObject({ description: 'other' });
  expect(plain).toEqual({ kind: 'text', description: 'plain' });
});

test('only a record has fields', () => {
  expect(Object.keys(fieldsOf(table as Shape))).toEqual(['name', 'tags', 'mode']);
  expect(fieldsOf(text('') as Shape)).toEqual({});
});
