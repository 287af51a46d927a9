import type { Session } from './session';

export interface Lifetime {
  readonly seconds: number;
  /** Whether an update lets the session live on for another `seconds`. */
  readonly sliding: boolean;
  /** However often it is updated, a session ends this long after it began. */
  readonly maxSeconds: number;
}

/** For how long an Idempotency-Key leads to its session. */
export const idempotencySeconds = 24 * 3600;

/** An update never shortens a session's life. */
export function expiryAfterUpdate(session: Session, lifetime: Lifetime, nowSeconds: number): number {
  const latest = Math.floor(Date.parse(session.createdAt) / 1000) + lifetime.maxSeconds;
  return Math.max(session.expiresAt, Math.min(nowSeconds + lifetime.seconds, latest));
}
