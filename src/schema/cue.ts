import { namedRecords } from './records';
import type { Fields, Shape, TextShape } from './shape';

/** The parameters of a KubeVela definition: closed, since an open struct takes every misspelling. */
export function cueParameter(shape: Shape): { readonly text: string; readonly imports: readonly string[] } {
  if (shape.kind !== 'record') throw new Error('parameters are a record');
  const definitions = [...namedRecords(shape)].map(([name, record]) => `#${name}: {\n${cueFieldsOf(record.fields)}}\n`);
  const text = [`parameter: #Parameter\n`, `#Parameter: {\n${cueFieldsOf(shape.fields)}}\n`, ...definitions].join('\n');
  return { text, imports: text.includes('strings.') ? ['strings'] : [] };
}

const cueFieldsOf = (fields: Fields): string =>
  Object.entries(fields)
    .map(
      ([name, field]) =>
        `${field.description ? `\t// +usage=${field.description}\n` : ''}\t${name}${field.optional ? '?' : ''}: ${cueType(field)}\n`,
    )
    .join('');

function cueType(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return shape.values ? alternatives(shape.values, shape.default) : withDefault(cueText(shape), shape.default);
    case 'integer': {
      const bounds = [
        shape.minimum === undefined ? [] : `>=${shape.minimum}`,
        shape.maximum === undefined ? [] : `<=${shape.maximum}`,
      ].flat();
      return withDefault(['int', ...bounds].join(' & '), shape.default);
    }
    case 'flag':
      return withDefault('bool', shape.default);
    case 'list':
      // lengths are asked by errs: [T, ...T] and list.MinItems break KubeVela's own schema generation
      return `[...${cueType(shape.item)}]`;
    case 'record':
      return `#${shape.name}`;
  }
}

const alternatives = (values: readonly string[], preferred: unknown): string =>
  values.map(value => `${value === preferred ? '*' : ''}${JSON.stringify(value)}`).join(' | ');

const withDefault = (type: string, preferred: unknown): string =>
  preferred === undefined ? type : `*${JSON.stringify(preferred)} | ${type.includes(' & ') ? `(${type})` : type}`;

const cueText = (shape: TextShape): string => {
  const { minLength, maxLength, pattern } = shape.default === undefined ? shape : inOnePattern(shape);
  return [
    'string',
    ...(minLength === undefined ? [] : [`strings.MinRunes(${minLength})`]),
    ...(maxLength === undefined ? [] : [`strings.MaxRunes(${maxLength})`]),
    ...(pattern === undefined ? [] : [`=~${JSON.stringify(pattern)}`]),
  ].join(' & ');
};

/** KubeVela's own schema generation takes no more than one constraint beside a default. */
function inOnePattern({ minLength, maxLength, pattern, ...rest }: TextShape): TextShape {
  if (minLength === undefined && maxLength === undefined) return { ...rest, pattern };
  if (pattern !== undefined) throw new Error('a text with a default has a pattern or lengths, not both');
  return { ...rest, pattern: `^.{${minLength ?? 0},${maxLength ?? ''}}$` };
}
