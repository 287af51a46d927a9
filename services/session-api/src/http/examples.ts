import { problemOf } from './problem';

const userId = 'user-123';
const data = { theme: 'dark' };
const summary = {
  sessionId: 'kN0cDqXWQ1mT7vYpZ4hE2A',
  userId,
  createdAt: '2026-01-31T09:00:00.000Z',
  updatedAt: '2026-01-31T09:30:00.000Z',
  expiresAt: 1769936400,
};
const session = { ...summary, data };
const lastPage = { sessionCount: 1 };

/** One of each body, for the OpenAPI document. */
export const examples = {
  newSession: { userId, data },
  sessionUpdate: { data },
  session,
  sessionList: { ...lastPage, sessions: [summary] },
  userSessionList: { userId, ...lastPage, sessions: [session] },
  problem: problemOf('not-found', 'There is no such session: it never existed, was ended, or has expired.', {
    requestId: '0b5c6f0e-5a3f-4c1d-9d57-2f7c3b0a8e41',
  }),
} as const;
