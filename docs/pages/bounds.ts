import { range } from '../../src/schema/check';
import { fieldsOf, type Shape } from '../../src/schema/shape';
import { code } from './markdown';

interface Field {
  readonly path: string;
  readonly shape: Shape;
}

/** Every field of a shape. The records of a list are none beside it. */
export const fieldsIn = (shape: Shape, path = ''): readonly Field[] => {
  const inner =
    shape.kind === 'list'
      ? fieldsIn(shape.item, `${path}[]`)
      : Object.entries(fieldsOf(shape)).flatMap(([name, field]) =>
          fieldsIn(field, path === '' ? name : `${path}.${name}`),
        );
  return path === '' || (shape.kind === 'record' && path.endsWith('[]')) ? inner : [{ path, shape }, ...inner];
};

/** Of every field its path, type, limits, and whether it must be given. */
export const boundsOf = (shape: Shape): readonly (readonly string[])[] =>
  fieldsIn(shape).map(({ path, shape: field }) => [
    code(path),
    typeOf(field),
    limitsOf(field).join('; '),
    presenceOf(field),
  ]);

const typeOf = (shape: Shape): string => {
  if (shape.kind === 'list') return `list of ${shape.item.kind}s`;
  return shape.kind === 'text' && shape.values ? shape.values.map(code).join(', ') : shape.kind;
};

function limitsOf(shape: Shape): readonly string[] {
  const { POSITIVE_INFINITY: most, NEGATIVE_INFINITY: least } = Number;
  const bounds = (from: number | undefined, to: number | undefined, lowest: number, what: string) =>
    from === undefined && to === undefined ? [] : [`${range(from ?? lowest, to ?? most)}${what}`];
  switch (shape.kind) {
    case 'text':
      return [
        ...bounds(shape.minLength, shape.maxLength, 0, ' characters'),
        ...(shape.pattern === undefined ? [] : [`must ${shape.patternInWords}`]),
      ];
    case 'integer':
      return bounds(shape.minimum, shape.maximum, least, '');
    case 'list':
      return [
        ...bounds(shape.minItems, shape.maxItems, 0, ' elements'),
        ...(shape.key === undefined ? [] : [`traits add to it by ${code(shape.key)}`]),
      ];
    case 'record':
      return (shape.needs ?? []).map(([given, needed]) => `${code(given)} needs ${code(needed)}`);
    case 'flag':
      return [];
  }
}

const presenceOf = ({ optional, default: value }: Shape): string =>
  value === undefined ? (optional ? 'optional' : 'required') : `${code(String(value))} when left out`;
