import { ifPresent, isTrue } from '../../expression/expression';
import { ifGiven, implies, not } from '../../expression/predicate';
import { flag, integer, optional, record } from '../../schema/shape';
import type { Feature } from '../feature';
import { forbidden } from '../rule';
import { onInProduction } from './tags';

export const pointInTimeRecoveryFields = {
  pointInTimeRecoverySpecification: optional(
    record(
      'PointInTimeRecoverySpecification',
      {
        pointInTimeRecoveryEnabled: flag('Whether the table can be restored as it was at any time of late.'),
        recoveryPeriodInDays: optional(integer('How far back it can be restored.', { minimum: 1, maximum: 35 })),
      },
      'Continuous backups.',
    ),
  ),
};

/** Continuous backups. */
export interface PointInTimeRecoverySpecification {
  /** Whether the table can be restored as it was at any second of the recovery period. `false` gives the backups up. */
  readonly pointInTimeRecoveryEnabled: boolean;
  /**
   * How many days back the table can be restored: 1 to 35, with recovery enabled. ACK, and kro and Kratix which end in
   * it, cannot say it.
   * @default - DynamoDB's own: 35
   */
  readonly recoveryPeriodInDays?: number;
}

/** Continuous backups. */
export interface PointInTimeRecoveryProps {
  /**
   * Continuous backups.
   * @default - DynamoDB's own: none
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoverySpecification.html
   */
  readonly pointInTimeRecoverySpecification?: PointInTimeRecoverySpecification;
}

export const pointInTimeRecovery: Feature = {
  props: pointInTimeRecoveryFields,
  toSpec: ({ pointInTimeRecoverySpecification }) => ({ pointInTimeRecoverySpecification }),
  rules: [
    {
      id: 'P1',
      kind: 'dynamodb',
      problem: 'must not be given with point-in-time recovery off',
      fix: 'Leave it out, or enable recovery.',
      source: 'UpdateContinuousBackups: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery',
      holds: table =>
        ifGiven(table.pointInTimeRecoverySpecification, ({ pointInTimeRecoveryEnabled, recoveryPeriodInDays }) =>
          implies(not(isTrue(pointInTimeRecoveryEnabled)), forbidden(recoveryPeriodInDays)),
        ),
    },
    onInProduction('B2', 'point-in-time recovery for production', table =>
      ifPresent(table.pointInTimeRecoverySpecification, recovery => recovery.pointInTimeRecoveryEnabled),
    ),
  ],
};
