import { requireUser } from '../http/authentication';
import { etagOf, parseIfMatch } from '../http/etag';
import { bodyLimit } from '../http/json-body';
import { badRequest, ProblemError, sessionNotFound } from '../http/problem';
import { answers, etagHeader, json, noContent } from '../http/responses';
import {
  IdempotencyHeaders,
  IfMatchHeaders,
  NewSession,
  NoQuery,
  PageQuery,
  reference,
  SessionIdParameter,
  SessionUpdate,
} from '../http/schemas';
import type { Demands } from '../sessions/conditions';
import { isSessionId, newSessionId } from '../sessions/identifiers';
import { deepestData, type JsonObject, nestsDeeperThan } from '../sessions/session';
import type { TypedApp } from './app';
import { bodyOf, summaryOf } from './bodies';
import type { Services } from './services';

const tags = ['sessions'];

export function registerSessionRoutes(app: TypedApp, services: Services): void {
  const { store, idempotent, directory, authenticator, limitLists } = services;
  const { identify } = authenticator;

  app.post(
    '/sessions',
    {
      onRequest: identify,
      schema: {
        tags,
        operationId: 'createSession',
        summary: 'Start a session',
        querystring: NoQuery,
        headers: IdempotencyHeaders,
        body: reference(NewSession),
        response: answers({ 201: json('Started', 'Session', creationHeaders) }, creationProblems),
      },
    },
    async (request, reply) => {
      const userId = checkedUserId(request.body.userId);
      const data = checkedData(request.body.data ?? {});
      requireUser(request.caller, userId);
      const key = request.headers['idempotency-key'];
      let session = store.draft(newSessionId(), userId, data);
      if (key === undefined) {
        await store.create(session, request.deadline);
      } else {
        const creation = await idempotent.create(userId, data, key, request.deadline);
        session = creation.session;
        if (creation.replayed) reply.header('idempotency-replayed', 'true');
      }
      request.sessionId = session.sessionId;
      return reply
        .status(201)
        .header('location', `/sessions/${session.sessionId}`)
        .header('etag', etagOf(session.revision))
        .send(bodyOf(session));
    },
  );

  app.get(
    '/sessions/:sessionId',
    {
      onRequest: identify,
      schema: {
        tags,
        operationId: 'getSession',
        summary: 'Read a session',
        params: SessionIdParameter,
        querystring: NoQuery,
        response: answers({ 200: json('The session', 'Session', etagHeader) }, [400, 401, 404, 414, 503]),
      },
    },
    async (request, reply) => {
      const { sessionId } = request.params;
      if (!isSessionId(sessionId)) throw sessionNotFound();
      const session = await store.find(sessionId, request.deadline, request.caller.onlyUser);
      if (session === undefined) throw sessionNotFound();
      return reply.header('etag', etagOf(session.revision)).send(bodyOf(session));
    },
  );

  app.put(
    '/sessions/:sessionId',
    {
      onRequest: identify,
      schema: {
        tags,
        operationId: 'replaceSessionData',
        summary: 'Replace a session’s data',
        params: SessionIdParameter,
        querystring: NoQuery,
        headers: IfMatchHeaders,
        body: reference(SessionUpdate),
        response: answers({ 200: json('Replaced', 'Session', etagHeader) }, updateProblems),
      },
    },
    async (request, reply) => {
      const { sessionId } = request.params;
      const data = checkedData(request.body.data);
      const demands = demandsOf(request.headers['if-match'], request.caller.onlyUser);
      if (!isSessionId(sessionId)) throw sessionNotFound();
      const session = await store.replaceData(sessionId, data, demands, request.deadline);
      return reply.header('etag', etagOf(session.revision)).send(bodyOf(session));
    },
  );

  app.delete(
    '/sessions/:sessionId',
    {
      onRequest: identify,
      schema: {
        tags,
        operationId: 'endSession',
        summary: 'End a session',
        description: 'Done also when there is no such session.',
        params: SessionIdParameter,
        querystring: NoQuery,
        headers: IfMatchHeaders,
        response: { ...noContent, ...answers({}, endingProblems) },
      },
    },
    async (request, reply) => {
      const { sessionId } = request.params;
      const demands = demandsOf(request.headers['if-match'], request.caller.onlyUser);
      if (isSessionId(sessionId)) await store.end(sessionId, demands, request.deadline);
      return reply.status(204).send();
    },
  );

  app.get(
    '/sessions',
    {
      onRequest: [async request => authenticator.requireAdmin(request), ...limitLists],
      schema: {
        tags,
        operationId: 'listSessions',
        summary: 'List everyone’s sessions, without their data',
        description:
          'For administrators. A page may hold fewer sessions than asked for: go on while there is a cursor.',
        security: [{ ApiKey: [] }],
        querystring: PageQuery,
        response: answers({ 200: json('A page, in no order', 'SessionList') }, [400, 401, 403, 503]),
      },
    },
    async request => {
      const { sessions, cursor } = await directory.all(request.query, request.deadline);
      return { sessionCount: sessions.length, cursor, sessions: sessions.map(summaryOf) };
    },
  );
}

const creationHeaders = {
  ...etagHeader,
  Location: { type: 'string', description: 'The session’s path' },
  'Idempotency-Replayed': { type: 'string', description: 'true when the Idempotency-Key found an earlier session' },
} as const;
const creationProblems = [400, 401, 403, 409, 413, 415, 422, 503];
/** 404 is for a path without an id. */
const endingProblems = [400, 401, 404, 412, 413, 414, 415, 503];
const updateProblems = [400, 401, 404, 412, 413, 414, 415, 503];

/** Half of a surrogate pair would come back from DynamoDB as another character. */
function checkedUserId(userId: string): string {
  if (/\p{Surrogate}/u.test(userId)) throw badRequest('/body/userId is not whole Unicode.', '/body/userId');
  return userId;
}

function checkedData(data: JsonObject): JsonObject {
  if (nestsDeeperThan(deepestData, data)) {
    throw badRequest(`/body/data nests deeper than ${deepestData} levels.`, '/body/data');
  }
  // What a GET gives back must be acceptable to a PUT: 1e20 comes in with 4 characters and goes out with 21.
  const size = Buffer.byteLength(JSON.stringify({ data }));
  if (size > bodyLimit) {
    const detail = `With its numbers written out, /body/data would take ${size} bytes; a body may have ${bodyLimit}.`;
    throw new ProblemError('content-too-large', detail, { errors: [{ pointer: '/body/data', detail }] });
  }
  return data;
}

function demandsOf(ifMatch: string | undefined, owner: string | undefined): Demands {
  return { ifMatch: parseIfMatch(ifMatch), owner };
}
