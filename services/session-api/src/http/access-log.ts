import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics';

/** W3C Trace Context, version 00. */
const traceparentForm = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * One line and one observation per request. A session's id is as good as a password, so the path is never logged:
 * only its pattern, and of the id a hash by which lines about one session can be found.
 */
export function registerAccessLog(app: FastifyInstance, log: Logger, metrics: Metrics): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const { traceparent } = request.headers;
    const { sessionId = request.sessionId } = (request.params ?? {}) as { sessionId?: string };
    metrics.observeRequest(request.method, route, reply.statusCode, reply.elapsedTime);
    log.info({
      requestId: request.id,
      traceparent: isTraceparent(traceparent) ? traceparent : undefined,
      method: request.method,
      route,
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 100) / 100,
      session: sessionId && hashOf(sessionId),
    });
    done();
  });
}

export function hashOf(sessionId: string): string {
  return hash('sha256', sessionId, 'hex').slice(0, 12);
}

function isTraceparent(value: string | string[] | undefined): boolean {
  return typeof value === 'string' && traceparentForm.test(value);
}
