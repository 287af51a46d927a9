import fc from 'fast-check';
import { ack } from '../../src/backends/ack/engine';
import { crossplane, crossplane26, crossplaneCluster, crossplaneCluster26 } from '../../src/backends/crossplane/engine';
import type { Engine } from '../../src/backends/engine';
import type { Companion, Manifest } from '../../src/backends/manifest';
import { readCreateTable } from '../../src/command/create-table-request';
import { createTable } from '../../src/interfaces/create-table';
import { writeParameters } from '../../src/interfaces/read-table';
import { isError } from '../../src/schema/violation';
import type { TableOptions } from '../../src/table/table';
import { readAckTable } from '../support/readers/ack';
import { readCrossplaneClusterTable, readCrossplaneTable } from '../support/readers/crossplane';
import type { Members } from '../support/readers/members';
import { expressible, specOf, tableProps } from '../support/tables';
import { objectsOf } from './engines';
import { tables } from './tables';

type Beside = Omit<Companion, 'spec'> & { readonly spec?: Members };
type Read = (table: Omit<Manifest, 'spec'> & { readonly spec: Members }, beside: readonly Beside[]) => Members;
const readers: readonly (readonly [string, Engine, Read])[] = [
  ['ACK', ack, readAckTable],
  ['Crossplane', crossplane, readCrossplaneTable],
  ['Crossplane of the whole cluster', crossplaneCluster, readCrossplaneClusterTable],
  ['Crossplane v2.6.0', crossplane26, readCrossplaneTable],
  ['Crossplane v2.6.0 of the whole cluster', crossplaneCluster26, readCrossplaneClusterTable],
];

type Request = Members & {
  readonly Region: string;
  readonly DeletionPolicy: 'retain' | 'delete';
  readonly ManagementPolicy?: 'adopt' | 'read-only';
  readonly ConnectionSecret?: { readonly Name: string };
  readonly ConnectionConfigMap?: { readonly Name: string };
};

/** A CreateTable request that the engine can express, with what is said beside it. */
const requestOf = (props: TableOptions, engine: Engine): Request =>
  writeParameters(createTable, expressible(specOf(props), engine)) as Request;

/** Crossplane adopts a table in any case, so that nothing says it. */
const saidBy = (engine: Engine, { ManagementPolicy: policy, ...request }: Request): Members =>
  policy === undefined || (engine !== ack && policy === 'adopt') ? request : { ...request, ManagementPolicy: policy };

/** Tags are a set: Crossplane keeps them by key. */
const byKey = ({ Tags: tags, ...request }: Members): Members =>
  tags === undefined
    ? request
    : { ...request, Tags: [...(tags as readonly { Key: string }[])].sort((a, b) => (a.Key < b.Key ? -1 : 1)) };

/** What the request becomes on an engine, as `render` would write it. */
function emitted(
  { Region, DeletionPolicy, ManagementPolicy, ConnectionSecret, ConnectionConfigMap, ...request }: Request,
  engine: Engine,
): Parameters<Read> {
  const beside = {
    region: Region,
    deletionPolicy: DeletionPolicy,
    managementPolicy: ManagementPolicy,
    connectionSecret: ConnectionSecret?.Name,
    connectionConfigMap: ConnectionConfigMap?.Name,
  };
  const { table, violations } = readCreateTable(request, beside, engine);
  expect(violations.filter(isError)).toEqual([]);
  const [own, ...others] = JSON.parse(JSON.stringify(objectsOf(engine, table!, 'object')));
  return [own, others];
}

describe.each(readers)('a reader that knows nothing but the CRD of %s', (_, engine, read) => {
  const readBack = (request: Request) => byKey(read(...emitted(request, engine)));

  test.each(Object.entries(tables))('reads the request of %s', (_, props) => {
    const request = requestOf(props, engine);
    expect(readBack(request)).toEqual(byKey(saidBy(engine, request)));
  });

  test('reads the request of any table', () =>
    fc.assert(
      fc.property(
        tableProps.map(props => requestOf(props, engine)),
        request => expect(readBack(request)).toEqual(byKey(saidBy(engine, request))),
      ),
      { seed: 4, numRuns: 300 },
    ));

  test('refuses a field that it does not know', () => {
    const [table] = emitted(requestOf(tables.least!, engine), engine);
    expect(() => read({ ...table, spec: { ...table.spec, replicas: [] } }, [])).toThrow(
      'does not know the field replicas',
    );
  });
});
