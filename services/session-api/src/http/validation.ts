import Ajv from 'ajv';
import type { FastifySchemaCompiler } from 'fastify';
import { namedSchemas } from './schemas';

const formats = { 'date-time': true } as const;

/**
 * A query is text, so its numbers are read from text; a body says what it means, so 42 is no user id.
 * Nothing is removed or converted silently.
 */
export function requestValidator(): FastifySchemaCompiler<object> {
  const exact = new Ajv({ allErrors: true, useDefaults: true, formats, schemas: [...namedSchemas] });
  const fromText = new Ajv({ allErrors: true, useDefaults: true, coerceTypes: true, formats });
  return ({ schema, httpPart }) => (httpPart === 'querystring' ? fromText : exact).compile(schema);
}
