import type { Socket } from 'node:net';
import type { FastifyRequest, onRequestHookHandler } from 'fastify';
import type { Metrics } from '../metrics';
import { ProblemError } from './problem';

/** Above the limit a request is refused at once: better a quick 503 for some than a slow answer for all. */
export function shedAbove(
  limit: number,
  { shedRequests }: Metrics,
  inFlight = new RequestsInFlight(),
): onRequestHookHandler {
  return (request, reply, done) => {
    const count = inFlight.enter(request);
    // Not the onResponse hook: this event comes also when the client goes away before its answer.
    reply.raw.once('close', () => inFlight.leave(request));
    if (count > limit && !request.routeOptions.config.essential) {
      shedRequests.inc();
      const detail = 'Too many requests are in progress.';
      done(new ProblemError('overloaded', detail, { headers: { 'retry-after': '1' } }));
      return;
    }
    done();
  };
}

/** Closes the connection of a client that has not read its answer in time, however little it reads of it at once. */
export function cutOffAfter(milliseconds: number): onRequestHookHandler {
  return (request, reply, done) => {
    const timer = setTimeout(() => request.raw.destroy(), milliseconds).unref();
    reply.raw.once('close', () => clearTimeout(timer));
    done();
  };
}

/** Kept by connection too: when one breaks, node says nothing of the answers that wait behind its current one. */
export class RequestsInFlight {
  total = 0;
  private readonly bySocket = new WeakMap<Socket, Set<FastifyRequest>>();

  enter(request: FastifyRequest): number {
    const { socket } = request;
    let requests = this.bySocket.get(socket);
    if (requests === undefined) {
      requests = new Set();
      this.bySocket.set(socket, requests);
      socket.once('close', () => this.leaveAll(socket));
    }
    requests.add(request);
    return ++this.total;
  }

  leave(request: FastifyRequest): void {
    if (this.bySocket.get(request.socket)?.delete(request)) this.total--;
  }

  /** Whether a request that came whole waits for its answer. */
  isAwaited(socket: Socket): boolean {
    return this.on(socket).some(({ raw }) => raw.complete);
  }

  /** The request whose body is still on its way. */
  arriving(socket: Socket): FastifyRequest | undefined {
    return this.on(socket).find(({ raw }) => !raw.complete);
  }

  private leaveAll(socket: Socket): void {
    for (const request of this.on(socket)) this.leave(request);
  }

  private on(socket: Socket): readonly FastifyRequest[] {
    return [...(this.bySocket.get(socket) ?? [])];
  }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Served even under overload: what tells whether and how the service lives. */
    essential?: boolean;
  }
}
