import type { Static } from '@sinclair/typebox';
import type { SessionBody, SessionSummary } from '../http/schemas';
import type { Session } from '../sessions/session';

export function summaryOf({
  sessionId,
  userId,
  createdAt,
  updatedAt,
  expiresAt,
}: Session): Static<typeof SessionSummary> {
  return { sessionId, userId, createdAt, updatedAt, expiresAt };
}

export function bodyOf(session: Session): Static<typeof SessionBody> {
  return { ...summaryOf(session), data: session.data };
}
