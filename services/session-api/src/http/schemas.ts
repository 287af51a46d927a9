import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { examples } from './examples';

/** No control characters. That it is whole Unicode is checked apart: few pattern languages can say it. */
export const UserId = Type.String({
  minLength: 1,
  maxLength: 256,
  pattern: '^[^\\u0000-\\u001f\\u007f]+$',
  description: 'The user that the session belongs to',
});

export const SessionData = Type.Object(
  {},
  {
    additionalProperties: true,
    description: 'Any JSON object; at most 100 levels deep, its numbers such as a double keeps',
  },
);

const sessionSummary = {
  sessionId: Type.String({ description: 'Opaque; whoever has it has the session' }),
  userId: Type.String(),
  createdAt: Type.String({ format: 'date-time', description: 'In UTC with milliseconds' }),
  updatedAt: Type.Optional(Type.String({ format: 'date-time' })),
  expiresAt: Type.Integer({ description: 'Seconds since 1970; the session is absent from then on' }),
};

export const SessionSummary = Type.Object(sessionSummary, { $id: 'SessionSummary', additionalProperties: false });
export const SessionBody = Type.Object(
  { ...sessionSummary, data: SessionData },
  { $id: 'Session', additionalProperties: false, examples: [examples.session] },
);

const page = {
  sessionCount: Type.Integer({ minimum: 0, description: 'How many sessions this page holds' }),
  cursor: Type.Optional(Type.String({ description: 'Where the next page starts; absent on the last page' })),
};

export const SessionList = Type.Object(
  { ...page, sessions: Type.Array(reference(SessionSummary)) },
  { $id: 'SessionList', additionalProperties: false, examples: [examples.sessionList] },
);

export const UserSessionList = Type.Object(
  {
    userId: Type.String(),
    ...page,
    sessions: Type.Array(reference(SessionBody)),
  },
  { $id: 'UserSessionList', additionalProperties: false, examples: [examples.userSessionList] },
);

export const EndedSessions = Type.Object(
  { userId: Type.String(), endedCount: Type.Integer({ minimum: 0 }) },
  { $id: 'EndedSessions', additionalProperties: false },
);

export const NewSession = Type.Object(
  { userId: UserId, data: Type.Optional(SessionData) },
  { $id: 'NewSession', additionalProperties: false, examples: [examples.newSession] },
);

export const SessionUpdate = Type.Object(
  { data: SessionData },
  { $id: 'SessionUpdate', additionalProperties: false, examples: [examples.sessionUpdate] },
);

export const ProblemBody = Type.Object(
  {
    type: Type.String({ description: 'Tells the kinds of problem apart' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    requestId: Type.String({ description: 'Finds the line in the log' }),
    errors: Type.Optional(Type.Array(Type.Object({ pointer: Type.String(), detail: Type.String() }))),
  },
  { $id: 'Problem', description: 'RFC 9457', examples: [examples.problem] },
);

export const Health = Type.Object(
  { status: Type.Literal('healthy'), service: Type.String(), timestamp: Type.String({ format: 'date-time' }) },
  { $id: 'Health' },
);

export const Readiness = Type.Object(
  {
    status: Type.Union([Type.Literal('ready'), Type.Literal('not_ready')]),
    table: Type.String(),
    table_status: Type.Optional(Type.String({ description: 'As DynamoDB tells it' })),
    ttl: Type.String({ description: 'enabled, disabled, wrong_attribute or unknown' }),
    reasons: Type.Array(Type.String(), { description: 'Why the service is not ready' }),
    warnings: Type.Array(Type.String()),
  },
  { $id: 'Readiness' },
);

export const namedSchemas: readonly TSchema[] = [
  SessionSummary,
  SessionBody,
  SessionList,
  UserSessionList,
  EndedSessions,
  NewSession,
  SessionUpdate,
  ProblemBody,
  Health,
  Readiness,
];

export const SessionIdParameter = Type.Object({
  sessionId: Type.String({ minLength: 1, description: 'The id that creating the session returned' }),
});

export const UserIdParameter = Type.Object({ userId: UserId });

/** A parameter that means nothing here was meant for something: a list that is filtered elsewhere is not filtered here. */
export const NoQuery = Type.Object({}, { additionalProperties: false });

export const PageQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100, default: 50, description: 'At most so many sessions' }),
    ),
    cursor: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 4400,
        pattern: '^[A-Za-z0-9_-]+$',
        description: 'From the page before; opaque, valid for this list',
      }),
    ),
  },
  { additionalProperties: false },
);

export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      pattern: '^[\\u0021-\\u007e]+$',
      description: 'Sent again within 24 hours with the same body, it finds the session instead of making another',
    }),
  ),
});

export const IfMatchHeaders = Type.Object({
  'if-match': Type.Optional(
    Type.String({
      maxLength: 2000,
      // RFC 9110 section 13.1.1; by 5.6.1.2 there may be nothing between two commas
      pattern: '^(\\*|(,[ \\t]*)*(W/)?"[!#-~]*"([ \\t]*(,[ \\t]*)+(W/)?"[!#-~]*")*[ \\t]*(,[ \\t]*)*)$',
      description: 'The ETag that the change is based on; 412 when it is another by now',
    }),
  ),
});

/** Names a schema instead of repeating it, and keeps its type. */
export function reference<Schema extends TSchema>(schema: Schema) {
  return Type.Unsafe<Static<Schema>>(Type.Ref(`${schema.$id}#`));
}
