import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findRepeatedName } from './json-names';
import { findInexactNumber } from './json-numbers';
import { badRequest, ProblemError } from './problem';

export const bodyLimit = 64 * 1024;

/** Of a client's name or number, an answer quotes so much. */
const longestName = 20;

/** Takes JSON as it was sent or not at all: what reading it would change silently is refused. */
export function registerJsonBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    // Clients that always send a content type do so on a DELETE without a body too.
    done(null, body.length === 0 && request.method === 'DELETE' ? undefined : parse(request, body));
  });
}

function parse(request: FastifyRequest, body: Buffer): unknown {
  if (!/^(identity)?$/i.test(request.headers['content-encoding'] ?? '')) {
    throw new ProblemError('unsupported-media-type', 'Send the body as it is, without a Content-Encoding.', {
      headers: { 'accept-encoding': 'identity' },
    });
  }
  if (body.length === 0) throw badRequest('The body is empty.', '/body');
  if (!isUtf8(body)) throw badRequest('The body is not UTF-8.', '/body');
  const text = body.toString('utf8');
  const value = parseJson(text);
  const inexact = findInexactNumber(text);
  if (inexact !== undefined) {
    const detail = `The number ${inexact.slice(0, 40)} would come back as another one: send it as a string, or rounded.`;
    throw badRequest(detail, '/body');
  }
  const repeated = findRepeatedName(text);
  if (repeated !== undefined) {
    throw badRequest(`An object has the name ${JSON.stringify(repeated.slice(0, longestName))} twice.`, '/body');
  }
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('The body is not valid JSON.', '/body');
  }
}
