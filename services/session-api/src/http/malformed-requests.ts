import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { onRequestHookHandler } from 'fastify';
import type { AccessLog } from './access-log';
import type { RequestsInFlight } from './load-shedding';
import { ProblemError, type ProblemKind, problemOf } from './problem';
import { problemType } from './send-problem';

const kinds: Readonly<Record<string, readonly [ProblemKind, string]>> = {
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'The headers may have 16384 bytes together.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request-timeout', 'Send the whole request within 10 seconds.'],
};

/**
 * What is not HTTP never becomes a request, or ends amid its body: node hands over the bare socket. Behind a request in
 * progress there is nothing to say: it would be taken for that request's answer.
 */
export function answerMalformedRequests(inFlight: RequestsInFlight, accessLog: AccessLog) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (!socket.writable || error.code === 'ECONNRESET' || inFlight.isAwaited(socket)) {
      socket.destroy();
      return;
    }
    // Behind its answer nothing is read: whoever goes on sending would keep the connection for ever.
    setTimeout(() => socket.destroy(), 1_000).unref();
    const [kind, detail] = kinds[error.code ?? ''] ?? ['bad-request', 'This is not valid HTTP.'];
    const arriving = inFlight.arriving(socket);
    const requestId = arriving?.id ?? randomUUID();
    const problem = problemOf(kind, detail, { requestId });
    // One line for each: that of a request is written when its connection closes.
    if (arriving === undefined) accessLog.writeRefusal(requestId, problem.status);
    else arriving.refusedWith = problem.status;
    const body = JSON.stringify(problem);
    socket.end(
      [
        `HTTP/1.1 ${problem.status} ${problem.title}`,
        `Content-Type: ${problemType}`,
        `Content-Length: ${Buffer.byteLength(body)}`,
        `X-Request-Id: ${requestId}`,
        'Cache-Control: no-store',
        'Connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  };
}

/** HTTP/1.1 demands one Host (RFC 9112 section 3.2). Node refuses none without saying why, and lets several through. */
export const demandOneHost: onRequestHookHandler = (request, _reply, done) => {
  const { rawHeaders, httpVersion } = request.raw;
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && /^host$/i.test(name)).length;
  if (hosts === 1 || (hosts === 0 && httpVersion === '1.0')) done();
  else done(new ProblemError('bad-request', `Send one Host header: there are ${hosts}.`));
};

/** Node itself goes on with 100-continue, and asks about any other expectation. */
export const refuseExpectation: onRequestHookHandler = (request, _reply, done) => {
  if (/^(100-continue)?$/i.test(request.headers.expect ?? '')) return done();
  const detail = 'Send the request without Expect, or with Expect: 100-continue.';
  // The body may come or not, so nobody knows where the next request would begin.
  done(new ProblemError('expectation-failed', detail, { headers: { connection: 'close' } }));
};
