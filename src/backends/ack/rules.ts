import { isTrue } from '../../expression/expression';
import { allOf, ifGiven } from '../../expression/predicate';
import { saidWhenAdopted } from '../../table/features/management';
import { forbidden, type Rule } from '../../table/rule';
import { tagBudget } from '../tag-budget';

/** What ACK asks of a table, whoever makes it. */
export const ackRules: readonly Rule[] = [
  tagBudget('ACK', 4, 'controller version, namespace, and with kro two more'),
  saidWhenAdopted('M4', table => table.pointInTimeRecoverySpecification),
  {
    id: 'T5',
    kind: 'policy',
    severity: 'warning',
    problem:
      'switches time to live off, which is a step and no resting place: ACK repeats the call where it is already off',
    fix: 'Remove it once it has taken effect.',
    source: 'measured on ACK 1.9.2',
    holds: table => ifGiven(table.timeToLive, ttl => isTrue(ttl.enabled)),
  },
];

/** What holds where a `FieldExport` is applied before its table is ready. */
export const exportsTriedOnce: Rule = {
  id: 'F1',
  kind: 'engine',
  severity: 'warning',
  problem:
    'stays empty, since dynamodb-controller 1.9.2 tries an export once, before a new table is ready, and again only when it starts anew',
  fix: 'Restart the controller once the table is ready, take a version with an ACK runtime after v0.61.0, or take kro.',
  source: 'ACK runtime v0.61.0, service_controller.go: exporterInstalled is shadowed (community #2964)',
  holds: ({ connectionSecret, connectionConfigMap }) =>
    allOf(forbidden(connectionSecret), forbidden(connectionConfigMap)),
};
