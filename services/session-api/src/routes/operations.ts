import { answers, json } from '../http/responses';
import type { TypedApp } from './app';
import type { Services } from './services';

const tags = ['operations'];
/** Answered also under overload. */
const config = { essential: true };

export function registerOperationRoutes(app: TypedApp, { readiness, metrics, clock }: Services): void {
  app.get(
    '/health',
    {
      config,
      schema: {
        tags,
        operationId: 'health',
        summary: 'Whether the process lives',
        security: [],
        response: answers({ 200: json('It does', 'Health') }, []),
      },
    },
    async () => ({ status: 'healthy', service: 'session-api', timestamp: new Date(clock()).toISOString() }) as const,
  );

  app.get(
    '/ready',
    {
      config,
      schema: {
        tags,
        operationId: 'ready',
        summary: 'Whether the table is as the service needs it',
        description: 'Looked at again every 2 seconds, and answered within one.',
        security: [],
        response: answers({ 200: json('Ready', 'Readiness'), 503: json('Not ready', 'Readiness') }, []),
      },
    },
    async (_, reply) => {
      const report = await readiness.report();
      return reply.status(report.status === 'ready' ? 200 : 503).send(report);
    },
  );

  app.get('/metrics', { config, schema: { hide: true } }, async (_, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  );

  app.get('/openapi.json', { config, schema: { hide: true } }, async () => app.swagger());
}
