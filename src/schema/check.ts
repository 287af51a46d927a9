import type { IntegerShape, ListShape, RecordShape, Shape, TextShape } from './shape';
import { type Path, pathText, type Violation } from './violation';

/**
 * Everything in which a value is not of a shape, all at once.
 *
 * @param bounds whether lengths, limits and patterns are checked too, or only the structure: members, types, enums
 */
export function check(value: unknown, shape: Shape, path: Path = [], bounds = true): Violation[] {
  switch (shape.kind) {
    case 'text':
      return typeof value === 'string' ? checkText(value, shape, path, bounds) : [wrongType(path, value, 'a string')];
    case 'integer':
      return Number.isSafeInteger(value)
        ? checkInteger(value as number, shape, path, bounds)
        : [wrongType(path, value, 'an integer')];
    case 'flag':
      return typeof value === 'boolean' ? [] : [wrongType(path, value, 'true or false')];
    case 'list':
      return Array.isArray(value) ? checkList(value, shape, path, bounds) : [wrongType(path, value, 'a list')];
    case 'record':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? checkRecord(value as Given, shape, path, bounds)
        : [wrongType(path, value, 'an object')];
  }
}

/** The problem of a member that a shape does not have: the only one that leaves the rest readable. */
export const unknownMember = 'is not known';

type Given = { readonly [name: string]: unknown };

const violation = (path: Path, value: unknown, problem: string, fix: string): Violation => ({
  path,
  value,
  problem,
  fix,
  severity: 'error',
});

const wrongType = (path: Path, value: unknown, wanted: string): Violation =>
  violation(path, value === undefined ? null : value, `must be ${wanted}`, hint(value, wanted));

/** An unquoted N is false in YAML 1.1: the commonest wrong type of all. */
const hint = (value: unknown, wanted: string): string =>
  typeof value === 'boolean' && wanted === 'a string'
    ? 'Quote it: YAML reads N, no, y and on as booleans.'
    : `Give ${wanted}.`;

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;

/** Whether YAML, JSON, CUE and CEL all carry a text as it is. */
export const isPrintable = (text: string): boolean => !unprintable.test(text) && text.isWellFormed();

/** What YAML 1.2 reads as a number and YAML 1.1, for which cdk8s writes, as text: it would stand unquoted. */
const octal = /^[-+]?0o[0-7]+$/;

/** Characters as schemas count them: code points, not UTF-16 units. */
const lengthOf = (value: string): number => [...value].length;

function checkText(value: string, shape: TextShape, path: Path, bounds: boolean): Violation[] {
  if (!isPrintable(value))
    return [
      violation(path, value, 'must hold no control characters, line separators or broken surrogates', 'Remove them.'),
    ];
  if (octal.test(value))
    return [
      violation(path, value, 'cannot be written so that every YAML reader takes it for text', 'Choose another text.'),
    ];
  if (shape.values && !shape.values.includes(value))
    return [
      violation(
        path,
        value,
        `must be one of ${shape.values.join(', ')}`,
        didYouMean(value, shape.values) || 'Choose one of these.',
      ),
    ];
  if (!bounds) return [];
  const found: Violation[] = [];
  const length = lengthOf(value);
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = shape;
  if (length < minLength || length > maxLength)
    found.push(
      violation(
        path,
        value,
        `must have ${range(minLength, maxLength)} characters, has ${length}`,
        length < minLength ? 'Lengthen it.' : 'Shorten it.',
      ),
    );
  if (pattern !== undefined && length > 0 && !matcher(pattern).test(value))
    found.push(
      violation(path, value, `must ${shape.patternInWords ?? `match ${pattern}`}`, 'Use only what is allowed.'),
    );
  return found;
}

const matchers = new Map<string, RegExp>();

/** A pattern of a shape as a regular expression. */
export function matcher(pattern: string): RegExp {
  let known = matchers.get(pattern);
  if (!known) {
    known = new RegExp(pattern, 'u');
    matchers.set(pattern, known);
  }
  return known;
}

function checkInteger(value: number, shape: IntegerShape, path: Path, bounds: boolean): Violation[] {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = shape;
  if (!bounds || (value >= minimum && value <= maximum)) return [];
  return [violation(path, value, `must be ${range(minimum, maximum)}`, value < minimum ? 'Raise it.' : 'Lower it.')];
}

function checkList(value: readonly unknown[], shape: ListShape, path: Path, bounds: boolean): Violation[] {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = shape;
  const found: Violation[] = [];
  if (bounds && (value.length < minItems || value.length > maxItems))
    found.push(
      violation(
        path,
        value,
        `must have ${range(minItems, maxItems)} elements, has ${value.length}`,
        value.length < minItems ? 'Add what is missing.' : 'Remove some.',
      ),
    );
  // a list far over its limit is refused once, not once per element
  const looked = Array.from(value.slice(0, (shape.maxItems ?? 1000) + 1));
  return [...found, ...looked.flatMap((item, index) => check(item, shape.item, [...path, index], bounds))];
}

function checkRecord(value: Given, shape: RecordShape, path: Path, bounds: boolean): Violation[] {
  const known = Object.keys(shape.fields);
  const given = (name: string) => Object.hasOwn(value, name) && value[name] !== undefined;
  const unknown = Object.keys(value).filter(name => !Object.hasOwn(shape.fields, name) && value[name] !== undefined);
  return [
    ...unknown
      .slice(0, 20)
      .map(name =>
        violation(
          [...path, name],
          value[name],
          unknownMember,
          didYouMean(name, known) || `Known are ${known.join(', ')}.`,
        ),
      ),
    ...known.flatMap(name => {
      const field = shape.fields[name]!;
      if (given(name)) return check(value[name], field, [...path, name], bounds);
      return field.optional || field.default !== undefined
        ? []
        : [violation([...path, name], undefined, 'is missing', `Add it: ${field.description ?? name}`)];
    }),
    ...(shape.needs ?? [])
      .filter(([name, needed]) => given(name) && !given(needed))
      .map(([name, needed]) =>
        violation(
          [...path, name],
          value[name],
          `needs ${needed}`,
          `Add ${pathText([...path, needed])}, or leave ${name} out.`,
        ),
      ),
  ];
}

/** Bounds in words; an infinite one is none. */
export const range = (least: number, most: number): string => {
  if (least === most) return `exactly ${least}`;
  if (most === Number.POSITIVE_INFINITY) return `at least ${least}`;
  return least === 0 || least === Number.NEGATIVE_INFINITY ? `at most ${most}` : `${least} to ${most}`;
};

function didYouMean(given: string, known: readonly string[]): string {
  const near = known.find(
    name => distance(given.toLowerCase().slice(0, 60), name.toLowerCase()) <= Math.min(2, name.length / 3),
  );
  return near === undefined ? '' : `Did you mean ${near}?`;
}

/** Edits between two words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}

/** The value with defaults filled in and empty optional lists left out. It must have passed `check`. */
export function withDefaults(value: unknown, shape: Shape): unknown {
  if (shape.kind === 'list') return (value as readonly unknown[]).map(item => withDefaults(item, shape.item));
  if (shape.kind !== 'record') return value;
  const given = value as Given;
  return Object.fromEntries(
    Object.entries(shape.fields).flatMap(([name, field]) => {
      const member = Object.hasOwn(given, name) ? given[name] : undefined;
      if (member === undefined) return field.default === undefined ? [] : [[name, field.default]];
      if (field.optional && Array.isArray(member) && member.length === 0) return [];
      return [[name, withDefaults(member, field)]];
    }),
  );
}
