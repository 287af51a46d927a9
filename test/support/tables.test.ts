import { ack } from '../../src/backends/ack/engine';
import { crossplane } from '../../src/backends/crossplane/engine';
import { check } from '../../src/schema/check';
import type { Shape } from '../../src/schema/shape';
import { isError } from '../../src/schema/violation';
import { judge } from '../../src/table/judge';
import { tableShape } from '../../src/table/table';
import { expressible, lacking, tables } from './tables';

const seeds = [0, 1, 7, 42, 2026];

test('random tables are valid for DynamoDB and, but for what they cannot express, for the engines', () => {
  for (const { spec } of seeds.flatMap(seed => tables(seed, 50))) {
    expect(check(spec, tableShape as Shape)).toEqual([]);
    for (const { rules } of [ack, crossplane])
      expect(judge(expressible(spec, { rules }), { rules }).filter(isError)).toEqual([]);
  }
});

test('from 50 on they have every pair of features, each feature in 15 %', () => {
  for (const seed of seeds) expect(lacking(tables(seed, 50).map(({ spec }) => spec))).toEqual([]);
});

test('they are the same for the same seed, and others for another', () => {
  expect(tables(3, 60)).toEqual(tables(3, 60));
  expect(tables(3, 60)).not.toEqual(tables(4, 60));
});

test('their names differ, whatever the case', () => {
  const names = tables(1, 300).map(({ spec }) => spec.tableName.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
});

test('what is lacking is told', () => {
  const [one] = tables(1, 1);
  expect(lacking([one!.spec]).length).toBeGreaterThan(0);
});
