import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { onRequestHookHandler } from 'fastify';
import type { RequestsInFlight } from './load-shedding';
import { ProblemError, type ProblemKind, problemOf } from './problem';
import { problemType } from './send-problem';

const kinds: Readonly<Record<string, readonly [ProblemKind, string]>> = {
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'The headers may have 16384 bytes together.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request-timeout', 'Send the whole request within 10 seconds.'],
};

/**
 * What is not HTTP never becomes a request: node hands over the bare socket. Behind a request in progress there is
 * nothing to say: it would be taken for that request's answer.
 */
export function answerMalformedRequests(inFlight: RequestsInFlight) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (!socket.writable || error.code === 'ECONNRESET' || inFlight.isAwaited(socket)) {
      socket.destroy();
      return;
    }
    // Behind its answer nothing is read: whoever goes on sending would keep the connection for ever.
    setTimeout(() => socket.destroy(), 1_000).unref();
    const [kind, detail] = kinds[error.code ?? ''] ?? ['bad-request', 'This is not valid HTTP.'];
    const problem = problemOf(kind, detail);
    const body = JSON.stringify(problem);
    socket.end(
      [
        `HTTP/1.1 ${problem.status} ${problem.title}`,
        `Content-Type: ${problemType}`,
        `Content-Length: ${Buffer.byteLength(body)}`,
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

/** Node asks before it makes a request of it. */
export function refuseExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const detail = 'Send the request without Expect, or with Expect: 100-continue.';
  const problem = problemOf('expectation-failed', detail);
  response.writeHead(problem.status, { 'content-type': problemType, connection: 'close' }).end(JSON.stringify(problem));
}
