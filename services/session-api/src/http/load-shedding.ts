import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics';
import { unavailable } from './problem';

/** Above the limit a request is refused at once: better a quick 503 for some than a slow answer for all. */
export function registerLoadShedding(app: FastifyInstance, limit: number, metrics: Metrics): void {
  let inFlight = 0;
  app.addHook('onRequest', (request, reply, done) => {
    inFlight++;
    metrics.requestsInFlight.set(inFlight);
    // Not the onResponse hook: this event comes also when the client goes away before its answer.
    reply.raw.once('close', () => {
      inFlight--;
      metrics.requestsInFlight.set(inFlight);
    });
    if (inFlight > limit && !request.routeOptions.config.essential) {
      metrics.shedRequests.inc();
      done(unavailable('Too many requests are in progress.'));
      return;
    }
    done();
  });
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Served even under overload: what tells whether and how the service lives. */
    essential?: boolean;
  }
}
