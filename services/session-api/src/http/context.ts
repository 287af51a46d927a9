import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Deadline } from '../deadline';
import type { Caller } from './authentication';

/** A request is answered within this from when it is there whole, whatever DynamoDB does. */
const totalMilliseconds = 3_000;

declare module 'fastify' {
  interface FastifyRequest {
    deadline: Deadline;
    caller: Caller;
    /** The id of the session that the request is about, when its path does not say. */
    sessionId?: string;
    /** The status of the answer that its connection got, when it could not be read to its end. */
    refusedWith?: number;
  }
}

/** What every answer has. */
export function setOwnHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-request-id', request.id);
  // Sessions are nobody's to keep: no proxy, no browser.
  reply.header('cache-control', 'no-store');
}

/** What every request carries. */
export function registerContext(app: FastifyInstance): void {
  app.decorateRequest('deadline');
  app.decorateRequest('caller');
  app.decorateRequest('sessionId');
  app.decorateRequest('refusedWith');
  app.addHook('onRequest', (request, reply, done) => {
    request.deadline = Deadline.after(totalMilliseconds);
    request.caller = {};
    setOwnHeaders(request, reply);
    done();
  });
  // A body arrives in the client's time, which node bounds: requestTimeout.
  app.addHook('preParsing', (request, _reply, payload, done) => {
    request.deadline.pause();
    done(null, payload);
  });
  app.addHook('preValidation', (request, _reply, done) => {
    request.deadline.resume();
    done();
  });
}
