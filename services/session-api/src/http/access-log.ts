import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics';

/** W3C Trace Context, version 00. */
const traceparentForm = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** As nginx has it: the client has gone before its answer, and nobody knows of which status that would have been. */
const clientLeft = 499;

/**
 * One line and one observation per request. A session's id is as good as a password, so the path is never logged:
 * only its pattern, and of the id a hash by which lines about one session can be found.
 */
export class AccessLog {
  constructor(
    private readonly log: Logger,
    private readonly metrics: Metrics,
  ) {}

  register(app: FastifyInstance): void {
    app.addHook('onResponse', (request, reply, done) => {
      this.write(request, reply, reply.statusCode);
      done();
    });
    // There is no response then, so that hook is not called.
    app.addHook('onRequest', (request, reply, done) => {
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) this.write(request, reply, request.refusedWith ?? clientLeft);
      });
      done();
    });
  }

  /** What fastify refuses before it routes it comes by no hook. */
  watch(request: FastifyRequest, reply: FastifyReply): void {
    reply.raw.once('finish', () => this.write(request, reply, reply.statusCode));
  }

  /** What never became a request has no method, no route and no time that it took. */
  writeRefusal(requestId: string, status: number): void {
    this.log.info({ requestId, status });
  }

  private write(request: FastifyRequest, reply: FastifyReply, status: number): void {
    const route = request.routeOptions.url ?? 'unknown';
    const { traceparent } = request.headers;
    const { sessionId = request.sessionId } = (request.params ?? {}) as { sessionId?: string };
    this.metrics.observeRequest(request.method, route, status, reply.elapsedTime);
    this.log.info({
      requestId: request.id,
      traceparent: isTraceparent(traceparent) ? traceparent : undefined,
      method: request.method,
      route,
      status,
      milliseconds: Math.round(reply.elapsedTime * 100) / 100,
      session: sessionId && hashOf(sessionId),
    });
  }
}

function hashOf(sessionId: string): string {
  return hash('sha256', sessionId, 'hex').slice(0, 12);
}

function isTraceparent(value: string | string[] | undefined): boolean {
  return typeof value === 'string' && traceparentForm.test(value);
}
