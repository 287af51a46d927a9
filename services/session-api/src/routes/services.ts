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
  readonly authenticator: Authenticator;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  readonly clock: Clock;
}
