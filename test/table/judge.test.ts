import { ack } from '../../src/backends/ack/engine';
import { faults } from '../../src/expression/evaluate';
import { viewOf } from '../../src/expression/expression';
import { judge, tableRules } from '../../src/table/judge';
import { type TableSpec, tableShape } from '../../src/table/table';
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
