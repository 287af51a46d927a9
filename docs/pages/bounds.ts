import { range } from '../../src/schema/check';
import { fieldsOf, type Shape } from '../../src/schema/shape';
import { code } from './markdown';

/** Every field of a shape: its path, type, limits, and whether it must be given. */
export const boundsOf = (shape: Shape, path = ''): readonly (readonly string[])[] => {
  const inner =
    shape.kind === 'list'
      ? boundsOf(shape.item, `${path}[]`)
      : Object.entries(fieldsOf(shape)).flatMap(([name, field]) =>
          boundsOf(field, path === '' ? name : `${path}.${name}`),
        );
  // a record says nothing that its fields do not, unless it may be left out
  const isNoField = path === '' || (shape.kind === 'record' && path.endsWith('[]'));
  return isNoField ? inner : [[code(path), typeOf(shape), limitsOf(shape).join('; '), presenceOf(shape)], ...inner];
};

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
