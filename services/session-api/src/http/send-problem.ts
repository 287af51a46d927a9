import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ProblemError, problemOf } from './problem';

export const problemType = 'application/problem+json';

export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: ProblemError): FastifyReply {
  const { errors, headers } = error.more;
  const problem = problemOf(error.kind, error.message, { requestId: request.id, errors });
  return reply
    .status(problem.status)
    .headers(headers ?? {})
    .type(problemType)
    .serializer(JSON.stringify)
    .send(problem);
}
