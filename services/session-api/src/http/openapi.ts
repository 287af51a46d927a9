import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import type { Authentication } from '../config';
import { version } from '../version';

/** Schemas go by their own names in the document. */
const buildLocalReference = ({ $id }: { $id?: unknown }, _base: unknown, _fragment: unknown, index: number): string =>
  typeof $id === 'string' ? $id : `schema-${index}`;

const description =
  'Keeps user sessions in one DynamoDB table. Routes of sessions refuse query parameters that are not listed, and bodies ' +
  'in which an object has a name twice, with 400. A method that a path does not list is 405, and Allow names those that ' +
  'it has; HEAD goes where GET does.';

const apiKey = { type: 'apiKey', in: 'header', name: 'X-API-Key' } as const;
const bearer = { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } as const;

const requirements: Readonly<Record<Authentication['mode'], Record<string, string[]>[]>> = {
  none: [],
  key: [{ ApiKey: [] }],
  jwt: [{ Bearer: [] }, { ApiKey: [] }],
};

export async function registerOpenApi(app: FastifyInstance, mode: Authentication['mode']): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Session API', description, version },
      components: {
        securitySchemes: { ApiKey: apiKey, ...(mode === 'jwt' ? { Bearer: bearer } : {}) },
      },
      security: requirements[mode],
    },
    refResolver: { buildLocalReference },
  });
}
