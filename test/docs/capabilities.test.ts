import { capabilitiesPage } from '../../docs/pages/capabilities';
import { ack } from '../../src/backends/ack/engine';
import { companion } from '../../src/backends/companion';
import type { Engine } from '../../src/backends/engine';
import { presenceOf, type View } from '../../src/expression/expression';
import { guardedFragment } from '../../src/expression/fragment';
import type { TableSpec } from '../../src/table/table';

const limit = (path: string, reason: string, since?: string) => ({
  path,
  reason,
  since,
  holds: () => ({ op: 'constant', holds: true }) as const,
});
const defect = { path: 'tags', version: 'v1', problem: 'A tag is lost.', source: 'seen' };
const rowsOf = (engine: Partial<Engine>): readonly string[] =>
  capabilitiesPage([{ ...ack, limits: [], defects: [], ...engine }]).split('\n');

test('says what an engine cannot express, why, and which version could', () => {
  const rows = rowsOf({ limits: [limit('tags', 'it has none'), limit('timeToLive.enabled', 'it is on', 'v2')] });
  expect(rows).toEqual(
    expect.arrayContaining([
      '| `tags` | no: it has none |',
      '| `tags[].key` | no: it has none |',
      '| `timeToLive` | yes |',
      '| `timeToLive.enabled` | needs v2: it is on |',
    ]),
  );
});

test('says what an engine does wrong', () =>
  expect(rowsOf({ defects: [defect] })).toEqual(
    expect.arrayContaining([
      '| `tags` | yes, [with a defect](#defects) |',
      '| `tags` | ack | v1 | A tag is lost. | seen |',
    ]),
  ));

test('says which further objects a feature becomes', () => {
  const backup = companion('backup', { apiVersion: 'v1', kind: 'Backup' }, {});
  const rows = rowsOf({
    fragment: table => guardedFragment(backup, presenceOf((table as unknown as View<TableSpec>).tags)),
  });
  expect(rows).toEqual(
    expect.arrayContaining(['| `tags` | yes, as Backup beside the table |', '| `tags[].key` | yes |']),
  );
});

test('refuses a path that the table does not have', () =>
  expect(() => rowsOf({ defects: [{ ...defect, path: 'tag' }] })).toThrow('no field of the table: tag'));
