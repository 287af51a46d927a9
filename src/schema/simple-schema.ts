import { mapValues, namedRecords } from './records';
import type { Fields, Shape } from './shape';

/** kro's SimpleSchema: a type for each record, and the fields of the instance's spec. */
export interface SimpleSchema {
  readonly types: { readonly [name: string]: SimpleFields | string };
  readonly spec: SimpleFields;
}

type SimpleFields = { readonly [field: string]: string };

export function simpleSchema(shape: Shape): SimpleSchema {
  if (shape.kind !== 'record') throw new Error('an instance is a record');
  const records = [...namedRecords(shape)];
  const aliases = [shape, ...records.map(([, record]) => record)].flatMap(record => elementTypes(record.fields));
  const types = [...records.map(([name, record]) => [name, simpleFields(record.fields)] as const), ...aliases];
  return { types: Object.fromEntries(types), spec: simpleFields(shape.fields) };
}

const simpleFields = (fields: Fields): SimpleFields => mapValues(fields, simpleField);

const simpleField = (shape: Shape, name: string): string => withMarkers(typeName(shape, name), markersOf(shape));

const withMarkers = (type: string, markers: readonly string[]): string =>
  markers.length === 0 ? type : `${type} | ${markers.join(' ')}`;

/** Markers on a list hold for the list: what its scalar elements must be takes a type of its own. */
const elementTypes = (fields: Fields): readonly (readonly [string, string])[] =>
  Object.entries(fields).flatMap(([name, field]) =>
    field.kind === 'list' && isScalar(field.item)
      ? [[elementType(name), withMarkers(typeNames[field.item.kind], boundsOf(field.item))] as const]
      : [],
  );

const elementType = (field: string): string => `${field[0]!.toUpperCase()}${field.slice(1)}Element`;

type ScalarShape = Extract<Shape, { readonly kind: 'text' | 'integer' | 'flag' }>;
const isScalar = (shape: Shape): shape is ScalarShape => shape.kind !== 'list' && shape.kind !== 'record';

const typeNames = { text: 'string', integer: 'integer', flag: 'boolean' } as const;

const typeName = (shape: Shape, field: string): string => {
  if (shape.kind === 'list')
    return isScalar(shape.item) ? `[]${elementType(field)}` : `[]${typeName(shape.item, field)}`;
  return shape.kind === 'record' ? shape.name : typeNames[shape.kind];
};

const marker = (name: string, value: unknown): readonly string[] =>
  value === undefined ? [] : [`${name}=${typeof value === 'string' ? JSON.stringify(value) : value}`];

function boundsOf(shape: Shape): readonly string[] {
  switch (shape.kind) {
    case 'text':
      return [
        ...marker('enum', shape.values?.join(',')),
        ...marker('minLength', shape.minLength),
        ...marker('maxLength', shape.maxLength),
        ...marker('pattern', shape.pattern),
      ];
    case 'integer':
      return [...marker('minimum', shape.minimum), ...marker('maximum', shape.maximum)];
    case 'list':
      return [...marker('minItems', shape.minItems), ...marker('maxItems', shape.maxItems)];
    default:
      return [];
  }
}

const markersOf = (shape: Shape): readonly string[] => [
  ...(shape.optional || shape.default !== undefined ? [] : ['required=true']),
  ...marker('default', shape.default),
  ...boundsOf(shape),
  ...marker('description', shape.description),
];
