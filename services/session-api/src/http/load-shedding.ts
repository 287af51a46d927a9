import type { Socket } from 'node:net';
import type { onRequestHookHandler } from 'fastify';
import type { Metrics } from '../metrics';
import { ProblemError } from './problem';

/** Above the limit a request is refused at once: better a quick 503 for some than a slow answer for all. */
export function shedAbove(
  limit: number,
  { shedRequests }: Metrics,
  inFlight = new RequestsInFlight(),
): onRequestHookHandler {
  return (request, reply, done) => {
    const { socket } = request.raw;
    const count = inFlight.enter(socket);
    // Not the onResponse hook: this event comes also when the client goes away before its answer.
    reply.raw.once('close', () => inFlight.leave(socket, 1));
    if (count > limit && !request.routeOptions.config.essential) {
      shedRequests.inc();
      const detail = 'Too many requests are in progress.';
      done(new ProblemError('overloaded', detail, { headers: { 'retry-after': '1' } }));
      return;
    }
    done();
  };
}

/** Counted by connection too: when one breaks, node says nothing of the answers that wait behind its current one. */
export class RequestsInFlight {
  total = 0;
  private readonly bySocket = new WeakMap<Socket, number>();

  enter(socket: Socket): number {
    const count = this.bySocket.get(socket);
    if (count === undefined) socket.once('close', () => this.leave(socket, this.bySocket.get(socket) ?? 0));
    this.bySocket.set(socket, (count ?? 0) + 1);
    return ++this.total;
  }

  leave(socket: Socket, requests: number): void {
    const count = this.bySocket.get(socket) ?? 0;
    const left = Math.min(requests, count);
    this.bySocket.set(socket, count - left);
    this.total -= left;
  }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Served even under overload: what tells whether and how the service lives. */
    essential?: boolean;
  }
}
