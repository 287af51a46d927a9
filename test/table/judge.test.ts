import fc from 'fast-check';
import { ack } from '../../src/backends/ack/engine';
import { faults } from '../../src/expression/evaluate';
import { viewOf } from '../../src/expression/expression';
import { judge, tableRules } from '../../src/table/judge';
import { normalise } from '../../src/table/normalise';
import { type TableOptions, type TableSpec, tableShape } from '../../src/table/table';
import { tables } from '../support/tables';

/** Every table without one feature, and with one feature of another: most of them break some rule. */
const damaged = tables(5, 20).flatMap(({ spec }, at, all) =>
  (Object.keys(spec) as (keyof TableSpec)[]).flatMap(feature => {
    const { [feature]: _, ...without } = spec;
    const other = all[(at + 1) % all.length]!.spec[feature];
    const optional = tableShape.kind === 'record' && tableShape.fields[feature]?.optional;
    return [
      ...(optional ? [without] : []),
      ...(other === undefined ? [] : [{ ...spec, [feature]: other }]),
    ] as TableSpec[];
  }),
);

test('a table is asked what its features can break, and that is all that it breaks', () => {
  const view = viewOf(tableShape, ['table']);
  const rules = [...tableRules, ...ack.rules].map(({ id, holds }) => ({ id, predicate: holds(view) }));
  const told = damaged.map(table => {
    const input = { values: { table }, places: { table: [] } };
    const inFull = rules.flatMap(({ id, predicate }) =>
      faults(predicate, input).map(({ path }) => ({ rule: id, path })),
    );
    const judged = judge(table, { rules: ack.rules }).map(({ rule, path }) => ({ rule: rule!, path }));
    // rules in TypeScript alone come last
    expect(judged.slice(0, inFull.length)).toEqual(inFull);
    return inFull;
  });
  expect(new Set(told.flat().map(({ rule }) => rule)).size).toBeGreaterThan(20);
});

const attribute = fc.record({ name: fc.constantFrom('a', 'b', 'c', ' d'), type: fc.constantFrom('S', 'N') });
const attributes = fc.array(attribute, { maxLength: 5 });
const index = {
  indexName: fc.constantFrom('one', 'two', 'three'),
  projectionType: fc.constantFrom('ALL', 'INCLUDE'),
  nonKeyAttributes: fc.array(fc.constantFrom('a', 'x'), { maxLength: 2 }),
};
const props = fc.record(
  {
    tableName: fc.constant('orders'),
    region: fc.constant('us-west-2'),
    partitionKey: attribute,
    sortKey: attribute,
    timeToLiveAttribute: fc.constantFrom('a', 'x'),
    localSecondaryIndexes: fc.array(fc.record({ ...index, sortKey: attribute }), { maxLength: 3 }),
    globalSecondaryIndexes: fc.array(
      fc.record(
        { ...index, partitionKey: attribute, partitionKeys: attributes, sortKey: attribute, sortKeys: attributes },
        { requiredKeys: ['indexName'] },
      ),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: ['tableName', 'region', 'partitionKey'] },
) as fc.Arbitrary<unknown> as fc.Arbitrary<TableOptions>;

test('props within their bounds break none of the rules that are not asked of them', () => {
  const broken = new Set<string>();
  fc.assert(
    fc.property(props, given => {
      const { table, violations } = normalise(given, '');
      if (!table || violations.some(({ bound }) => bound)) return;
      const inFull = judge(table).map(({ rule, path }) => ({ rule: rule!, path }));
      expect(judge(table, { ofProps: true }).map(({ rule, path }) => ({ rule, path }))).toEqual(inFull);
      for (const { rule } of inFull) broken.add(rule);
    }),
    { numRuns: 1000 },
  );
  expect(broken.size).toBeGreaterThan(8);
});
