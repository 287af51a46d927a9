import { flag, integer, list, oneOf, optional, record, type Shape, text, withDefault } from '../../src/schema/shape';

/** A shape with one of everything, for the tests of this folder. */
export const thing = {
  ...record('Thing', {
    name: text('the name', {
      minLength: 2,
      maxLength: 5,
      pattern: '^[a-z]*$',
      patternInWords: 'consist of lower-case letters',
    }),
    size: optional(integer('the size', { minimum: 1, maximum: 9 })),
    on: optional(flag('whether it is on')),
    mode: withDefault(oneOf('the mode', 'fast', 'slow'), 'fast'),
    parts: optional(list('the parts', record('Part', { id: text('the id') }), { minItems: 1, maxItems: 2 })),
    from: optional(text('the start')),
    to: optional(text('the end')),
  }),
  needs: [['from', 'to']] as const,
} as Shape;

export const valid = { name: 'abc' };
