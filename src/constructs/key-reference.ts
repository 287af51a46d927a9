import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Violation } from '../schema/violation';
import type { TableSpec } from '../table/table';

/** A reference to a key that no object of the app is: it may be declared elsewhere, so it is a warning. */
export function judgeKeyReference(
  construct: IConstruct,
  table: TableSpec | undefined,
  ofTable: string | undefined,
): readonly Violation[] {
  const reference = table?.sseSpecification?.kmsMasterKeyRef;
  if (!reference) return [];
  const { name, namespace = ofTable } = reference;
  const provided = construct.node.root.node
    .findAll()
    .some(
      each =>
        ApiObject.isApiObject(each) &&
        each.kind === 'Key' &&
        each.name === name &&
        (each.metadata.namespace ?? '') === (namespace ?? ''),
    );
  if (provided) return [];
  const problem = 'refers to a Key that nothing in this app declares';
  const fix = 'Declare it, unless it is declared elsewhere: without it the table is never made.';
  return [{ path: ['encryption', 'keyRef'], value: name, problem, fix, severity: 'warning' }];
}
