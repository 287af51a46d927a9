import type { Defect } from '../engine';

const measured = { version: 'dynamodb-controller 1.9.2', source: 'measured on the controller, against moto' };

/** What ACK's controller does wrong when a table is changed: it compares literally, and takes out little. */
export const ackDefects: readonly Defect[] = [
  {
    ...measured,
    path: 'tableName',
    problem: 'A new name makes a new, empty table, and the old one is left behind with its data.',
  },
  {
    ...measured,
    path: 'attributeDefinitions[].attributeType',
    problem: 'A new type is taken and never carried out; the object stays in error.',
  },
  {
    ...measured,
    path: 'billingMode',
    problem: 'From PROVISIONED to PAY_PER_REQUEST, with an index: an empty update of the index every 10 seconds.',
  },
  {
    ...measured,
    path: 'timeToLive',
    problem:
      'Taken out, it stays on and the object is in error: first set enabled to false with the same attribute, then take it out.',
  },
  {
    path: 'localSecondaryIndexes',
    version: measured.version,
    problem:
      'The first one added, or all taken out, is asked again without end: they are made with the table. Any other change the API server refuses.',
    source: 'its comparison of tables, replayed; no branch of the controller carries it out',
  },
  {
    path: 'globalSecondaryIndexes[].keySchema',
    version: measured.version,
    problem: 'Sort keys in another order are not seen to differ: give the index a new name.',
    source: 'equalKeySchemaArrays of the controller compares sets',
  },
  {
    ...measured,
    path: 'globalSecondaryIndexes',
    problem:
      'Under server-side apply an index that is taken out is not deleted, since the controller owns the list too: agents must force conflicts, and the last index goes by an empty list written by hand.',
  },
  {
    ...measured,
    path: 'globalSecondaryIndexes[].projection',
    problem: 'A change under the same name is asked again every 10 seconds: give the index a new name.',
  },
  {
    ...measured,
    path: 'managementPolicy',
    problem: 'A table that another object manages is adopted too: it has two owners, and neither complains.',
  },
  {
    ...measured,
    path: 'managementPolicy',
    problem: 'A table that was adopted and is gone is an error, and is not created anew.',
    source: 'ACK runtime, reconciler.go: AdoptedResourceNotFound',
  },
  {
    ...measured,
    path: 'deletionProtectionEnabled',
    problem: 'Taken out, it is switched off in silence.',
  },
  {
    ...measured,
    path: 'pointInTimeRecoverySpecification',
    problem: 'Taken out, it is switched off in silence, and what could be restored is lost.',
  },
  {
    version: 'dynamodb-controller 1.9.2',
    path: 'streamSpecification',
    problem:
      'Taken out, the stream stays and an empty update is refused again and again: first set streamEnabled to false, then take it out.',
    source: "measured with the controller's own comparison",
  },
  {
    ...measured,
    path: 'streamSpecification.streamViewType',
    problem: 'A change is refused by AWS every few seconds: switch the stream off first.',
  },
];
