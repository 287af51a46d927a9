import type { onRequestHookHandler } from 'fastify';
import type { Authenticator } from '../http/authentication';
import type { Metrics } from '../metrics';
import type { Readiness } from '../readiness';
import type { SessionDirectory } from '../sessions/directory';
import type { UserSessionsEnding } from '../sessions/ending';
import type { IdempotentSessions } from '../sessions/idempotency';
import type { Clock, SessionStore } from '../sessions/store';

/** What the routes work with. */
export interface Services {
  readonly store: SessionStore;
  readonly idempotent: IdempotentSessions;
  readonly directory: SessionDirectory;
  readonly ending: UserSessionsEnding;
  /** A page of large sessions takes megabytes, so few lists are made at once, and read in time. */
  readonly limitLists: readonly onRequestHookHandler[];
  readonly authenticator: Authenticator;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  readonly clock: Clock;
}
