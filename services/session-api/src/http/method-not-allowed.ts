import type { FastifyInstance, HTTPMethods } from 'fastify';
import { ProblemError } from './problem';

/** Notes the routes that follow; the function returned makes their paths answer all other methods with 405. */
export function watchMethods(app: FastifyInstance): () => void {
  const methodsByUrl = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = methodsByUrl.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    methodsByUrl.set(url, methods);
  });
  return () => {
    for (const [url, methods] of [...methodsByUrl]) refuseOthers(app, url, [...methods]);
  };
}

function refuseOthers(app: FastifyInstance, url: string, allowed: readonly string[]): void {
  const allow = allowed.join(', ');
  app.route({
    method: (app.supportedMethods as HTTPMethods[]).filter(method => !allowed.includes(method)),
    url,
    schema: { hide: true },
    // Before the body is read: what it holds does not matter.
    onRequest: async request => {
      throw new ProblemError('method-not-allowed', `This path allows ${allow}, not ${request.method}.`, {
        headers: { allow },
      });
    },
    handler: async () => {},
  });
}
