import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { RequestsInFlight } from './load-shedding';
import { type ProblemKind, problemOf } from './problem';
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

/** Node asks before it makes a request of it. */
export function refuseExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const detail = 'Send the request without Expect, or with Expect: 100-continue.';
  const problem = problemOf('expectation-failed', detail);
  response.writeHead(problem.status, { 'content-type': problemType, connection: 'close' }).end(JSON.stringify(problem));
}
