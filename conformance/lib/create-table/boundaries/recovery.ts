import type { Chance, Request } from '../request';
import type { Boundary } from './boundary';

const recovering = (c: Chance, days: number, on = true): Request => ({
  ...c.table(),
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: on, RecoveryPeriodInDays: days },
});

/** Of UpdateContinuousBackups, but given beside a request. */
export const recovery: readonly Boundary[] = [
  {
    rule: 'PointInTimeRecoverySpecification.RecoveryPeriodInDays',
    broken: [0, -1, 36].map(days => c => recovering(c, days)),
    kept: [1, 35].map(days => c => recovering(c, days)),
  },
  { rule: 'P1', broken: [c => recovering(c, 7, false)], kept: [] },
];
