import {
  type AckFieldExport,
  ackFieldExportApiVersion,
  ackFieldExportKind,
} from '../../../imports/fields/ack-field-export';
import { ackTableApiVersion, ackTableKind } from '../../../imports/fields/ack-table';
import {
  type Expression,
  ifPresent,
  isTrue,
  literal,
  nodeOf,
  object,
  type View,
  when,
} from '../../expression/expression';
import { type Fragment, fieldsAt, guardedFragment, merged } from '../../expression/fragment';
import { unguarded } from '../../expression/node';
import type { TableSpec } from '../../table/table';
import { companion, ownName } from '../companion';

type To = AckFieldExport['spec']['to']['kind'];

const kinds = {
  secret: { id: 'connectionSecret', kind: 'Secret' },
  configmap: { id: 'connectionConfigMap', kind: 'ConfigMap' },
} as const;

const spec = fieldsAt<AckFieldExport['spec']>('spec');
const fieldExport = { apiVersion: ackFieldExportApiVersion, kind: ackFieldExportKind };
const resource = { group: ackTableApiVersion.split('/')[0]!, kind: ackTableKind, name: ownName };

/**
 * A Secret or ConfigMap, and a `FieldExport` for each of its keys. ACK fills only what exists, so it is emitted without
 * data, which leaves ACK's own alone in every agent; what ACK cannot find in the Table would be an error.
 */
export function connectionOutput(to: To, name: Expression<string>, { streamSpecification }: View<TableSpec>): Fragment {
  const { id, kind } = kinds[to];
  const told = (key: string, path: string): Fragment =>
    companion(
      `${id}${key[0]!.toUpperCase()}${key.slice(1)}`,
      fieldExport,
      spec({ from: object({ path, resource: object(resource) }), to: object({ kind: to, name, key }) }),
    );
  const streams = ifPresent(streamSpecification, ({ streamEnabled }) => when(isTrue(streamEnabled), literal(true)));
  return merged(
    companion(id, { apiVersion: 'v1', kind }, {}, name),
    told('tableName', '.spec.tableName'),
    told('tableArn', '.status.ackResourceMetadata.arn'),
    told('region', '.status.ackResourceMetadata.region'),
    guardedFragment(told('tableStreamArn', '.status.latestStreamARN'), unguarded(nodeOf(streams)).guards),
  );
}
