import type { Defect } from '../engine';

const defect = (path: string, problem: string, source = 'measured on the controller, against moto'): Defect => ({
  path,
  version: 'dynamodb-controller 1.9.2',
  problem,
  source,
});

/** What ACK's controller does wrong when a table is changed: it compares literally, and takes out little. */
export const ackDefects: readonly Defect[] = [
  defect('tableName', 'A new name makes a new, empty table, and the old one is left behind with its data.'),
  defect(
    'attributeDefinitions[].attributeType',
    'A new type is taken and never carried out; the object stays in error.',
  ),
  defect(
    'billingMode',
    'From PROVISIONED to PAY_PER_REQUEST, with an index: an empty update of the index every 10 seconds.',
  ),
  defect(
    'timeToLive',
    'Taken out, it stays on and the object is in error: first set enabled to false with the same attribute, then take it out.',
  ),
  defect(
    'localSecondaryIndexes',
    'The first one added, or all taken out, is asked again without end: they are made with the table. Any other change the API server refuses.',
    'its comparison of tables, replayed; no branch of the controller carries it out',
  ),
  defect(
    'globalSecondaryIndexes[].keySchema',
    'Sort keys in another order are not seen to differ: give the index a new name.',
    'equalKeySchemaArrays of the controller compares sets',
  ),
  defect(
    'globalSecondaryIndexes',
    'Under server-side apply an index that is taken out is not deleted, since the controller owns the list too: agents must force conflicts, and the last index goes by an empty list written by hand.',
  ),
  defect(
    'globalSecondaryIndexes[].projection',
    'A change under the same name is asked again every 10 seconds: give the index a new name.',
  ),
  defect(
    'managementPolicy',
    'A table that another object manages is adopted too: it has two owners, and neither complains.',
  ),
  defect(
    'managementPolicy',
    'A table that was adopted and is gone is an error, and is not created anew.',
    'ACK runtime, reconciler.go: AdoptedResourceNotFound',
  ),
  defect('deletionProtectionEnabled', 'Taken out, it is switched off in silence.'),
  defect(
    'pointInTimeRecoverySpecification',
    'Taken out, it is switched off in silence, and what could be restored is lost.',
  ),
  defect(
    'onDemandThroughput',
    "Taken out, the maximum stays and an empty update is sent every 10 seconds: raise it to the account's own limit instead.",
  ),
  defect(
    'sseSpecification.kmsMasterKeyRef.namespace',
    "Of another namespace than the table's, it is only looked up while the controller's enableCrossNamespace is on: its default today, which a coming version turns off.",
    'runtime pkg/runtime: ResolveCrossNamespaceReference, its ACK.Advisory condition',
  ),
  defect(
    'sseSpecification',
    'Taken out, encryption stays and an empty update is sent every 10 seconds: set enabled to false.',
  ),
  defect(
    'streamSpecification',
    'Taken out, the stream stays and an empty update is refused again and again: first set streamEnabled to false, then take it out.',
    "measured with the controller's own comparison",
  ),
  defect(
    'streamSpecification.streamViewType',
    'A change is refused by AWS every few seconds: switch the stream off first.',
  ),
  defect(
    'backupName',
    'A new name is refused, and the Backup stays in error: first take the old one out.',
    'pkg/resource/backup/sdk.go sdkUpdate',
  ),
  ...['connectionSecret', 'connectionConfigMap'].map(path =>
    defect(
      path,
      'When the stream is switched off, its ARN stays under tableStreamArn until the object is made anew. When it is switched on later, its ARN may come only when the controller starts anew.',
      'runtime v0.61.0, pkg/runtime: field_export_reconciler.go cleanup, service_controller.go',
    ),
  ),
];
