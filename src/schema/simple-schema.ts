import { namedRecords } from './records';
import type { Fields, Shape } from './shape';

/** kro's SimpleSchema: a type for each record, and the fields of the instance's spec. */
export interface SimpleSchema {
  readonly types: { readonly [name: string]: SimpleFields };
  readonly spec: SimpleFields;
}

type SimpleFields = { readonly [field: string]: string };

export function simpleSchema(shape: Shape): SimpleSchema {
  if (shape.kind !== 'record') throw new Error('an instance is a record');
  return {
    types: Object.fromEntries([...namedRecords(shape)].map(([name, record]) => [name, simpleFields(record.fields)])),
    spec: simpleFields(shape.fields),
  };
}

const simpleFields = (fields: Fields): SimpleFields =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, simpleField(field)]));

const simpleField = (shape: Shape): string => {
  const markers = markersOf(shape);
  return markers.length === 0 ? typeName(shape) : `${typeName(shape)} | ${markers.join(' ')}`;
};

const typeNames = { text: 'string', integer: 'integer', flag: 'boolean' } as const;

const typeName = (shape: Shape): string => {
  if (shape.kind === 'list') return `[]${typeName(shape.item)}`;
  return shape.kind === 'record' ? shape.name : typeNames[shape.kind];
};

function markersOf(shape: Shape): readonly string[] {
  const set = (name: string, value: unknown): readonly string[] =>
    value === undefined ? [] : [`${name}=${typeof value === 'string' ? JSON.stringify(value) : value}`];
  return [
    ...(shape.optional || shape.default !== undefined ? [] : ['required=true']),
    ...set('default', shape.default),
    ...(shape.kind === 'text'
      ? [
          ...set('enum', shape.values?.join(',')),
          ...set('minLength', shape.minLength),
          ...set('maxLength', shape.maxLength),
          ...set('pattern', shape.pattern),
        ]
      : []),
    ...(shape.kind === 'integer' ? [...set('minimum', shape.minimum), ...set('maximum', shape.maximum)] : []),
    ...(shape.kind === 'list' ? [...set('minItems', shape.minItems), ...set('maxItems', shape.maxItems)] : []),
    ...set('description', shape.description),
  ];
}
