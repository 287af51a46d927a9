import { requireUser } from '../http/authentication';
import { answers, json } from '../http/responses';
import { NoQuery, PageQuery, UserIdParameter } from '../http/schemas';
import type { TypedApp } from './app';
import { bodyOf } from './bodies';
import type { Services } from './services';

const tags = ['user sessions'];
const endingProblems = [400, 401, 403, 413, 414, 415, 503];

export function registerUserSessionRoutes(app: TypedApp, services: Services): void {
  const { directory, ending, authenticator, limitLists } = services;
  const { identify } = authenticator;

  app.get(
    '/sessions/user/:userId',
    {
      onRequest: [...identify, ...limitLists],
      schema: {
        tags,
        operationId: 'listUserSessions',
        summary: 'List a user’s sessions, newest first',
        description: 'A page may hold fewer sessions than asked for: go on while there is a cursor.',
        params: UserIdParameter,
        querystring: PageQuery,
        response: answers({ 200: json('A page', 'UserSessionList') }, [400, 401, 403, 414, 503]),
      },
    },
    async request => {
      const { userId } = request.params;
      requireUser(request.caller, userId);
      const { sessions, cursor } = await directory.ofUser(userId, request.query, request.deadline);
      return { userId, sessionCount: sessions.length, cursor, sessions: sessions.map(bodyOf) };
    },
  );

  app.delete(
    '/sessions/user/:userId',
    {
      onRequest: identify,
      schema: {
        tags,
        operationId: 'endUserSessions',
        summary: 'End all of a user’s sessions',
        params: UserIdParameter,
        querystring: NoQuery,
        response: answers({ 200: json('Ended', 'EndedSessions') }, endingProblems),
      },
    },
    async request => {
      const { userId } = request.params;
      requireUser(request.caller, userId);
      return { userId, endedCount: await ending.endAll(userId, request.deadline) };
    },
  );
}
