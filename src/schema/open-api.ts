import { mapValues } from './records';
import type { Shape } from './shape';

/** An OpenAPI v3 schema, as a CustomResourceDefinition holds it. */
export interface OpenApiSchema {
  readonly [keyword: string]: unknown;
  readonly type: string;
  readonly properties?: { readonly [name: string]: OpenApiSchema };
  readonly items?: OpenApiSchema;
}

const kinds = { text: 'string', integer: 'integer', flag: 'boolean', list: 'array', record: 'object' } as const;

export function openApi(shape: Shape): OpenApiSchema {
  return defined({
    type: kinds[shape.kind],
    description: shape.description,
    default: shape.default,
    ...keywords(shape),
  }) as OpenApiSchema;
}

function keywords(shape: Shape): { readonly [keyword: string]: unknown } {
  switch (shape.kind) {
    case 'text':
      return { enum: shape.values, minLength: shape.minLength, maxLength: shape.maxLength, pattern: shape.pattern };
    case 'integer':
      return { minimum: shape.minimum, maximum: shape.maximum, format: 'int64' };
    case 'flag':
      return {};
    case 'list':
      return { items: openApi(shape.item), minItems: shape.minItems, maxItems: shape.maxItems };
    case 'record': {
      const required = Object.entries(shape.fields).flatMap(([name, field]) =>
        field.optional || field.default !== undefined ? [] : [name],
      );
      return {
        properties: mapValues(shape.fields, openApi),
        required: required.length === 0 ? undefined : required,
      };
    }
  }
}

const defined = (object: { readonly [name: string]: unknown }): { readonly [name: string]: unknown } =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
