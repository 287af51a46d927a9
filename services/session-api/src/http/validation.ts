import Ajv, { type ValidateFunction } from 'ajv';
import type { FastifySchemaCompiler } from 'fastify';
import { namedSchemas } from './schemas';

const formats = { 'date-time': true } as const;

interface QuerySchema {
  readonly properties?: Readonly<Record<string, { readonly type?: string }>>;
}

/** Nothing is removed or converted silently: a body says what it means, so 42 is no user id. */
export function requestValidator(): FastifySchemaCompiler<object> {
  const ajv = new Ajv({ allErrors: true, useDefaults: true, formats, schemas: [...namedSchemas] });
  return ({ schema, httpPart }) => {
    const validate = ajv.compile(schema);
    return httpPart === 'querystring' ? withIntegers(validate, schema) : validate;
  };
}

/** A query is text, so its numbers are read from text, in JSON's spelling alone: not from 0x10, 1e1 or 05. */
function withIntegers(validate: ValidateFunction, { properties = {} }: QuerySchema) {
  const integers = Object.keys(properties).filter(name => properties[name]?.type === 'integer');
  const check = (query: Record<string, unknown>): boolean => {
    for (const name of integers) {
      const text = query[name];
      if (typeof text === 'string' && String(Number(text)) === text) query[name] = Number(text);
    }
    const isValid = validate(query);
    check.errors = validate.errors;
    return isValid;
  };
  check.errors = validate.errors;
  return check;
}
