import { once } from './once';
import { isObject, isPlain } from './records';
import type { Fields, IntegerShape, ListShape, OtherWords, RecordShape, Shape, TextShape } from './shape';
import { didYouMean, insteadOf, isPrintable, lengthOf, losesItsQuotes } from './text';
import { errorAt, type Path, pathText, type Violation } from './violation';

/** Everything in which a value is not of a shape, all at once. */
export function check(value: unknown, shape: Shape, path: Path = []): Violation[] {
  const found: Violation[] = [];
  checkValue(value, shape, { path, within: undefined, step: '', found });
  return found;
}

/** Where one is, linked since nearly every value is right and its place is never told; and what was found. */
interface Checking {
  readonly path: Path;
  readonly within: Checking | undefined;
  readonly step: string | number;
  readonly found: Violation[];
}

const pathOf = ({ path, within, step }: Checking): Path => (within ? [...pathOf(within), step] : path);

/** Puts down what is wrong with a value. */
function checkValue(value: unknown, shape: Shape, checking: Checking): void {
  switch (shape.kind) {
    case 'text':
      if (typeof value === 'string') checkText(value, shape, checking);
      else wrongType(value, shape, checking);
      break;
    case 'integer':
      if (Number.isSafeInteger(value)) checkInteger(value as number, shape, checking);
      else if (Number.isInteger(value)) inexact(value as number, checking);
      else wrongType(value, shape, checking);
      break;
    case 'flag':
      if (typeof value !== 'boolean') wrongType(value, shape, checking);
      break;
    case 'list':
      if (Array.isArray(value)) checkList(value, shape, checking);
      else wrongType(value, shape, checking);
      break;
    case 'record':
      if (isObject(value) && (isPlain(value) || Object.getPrototypeOf(value) === shape.madeBy?.prototype))
        checkRecord(value, shape, checking);
      else wrongType(value, shape, checking);
  }
}

const kinds = {
  text: 'a string',
  integer: 'an integer',
  flag: 'true or false',
  list: 'a list',
} as const;

/** The problem of a member that a shape does not have. */
export const unknownMember = 'is not known';

/** Whether a value is of the wrong structure: over a limit it is not. */
export const isStructural = ({ bound }: Violation): boolean => !bound;

/** Whether a value cannot be read at all: beside a member too many, all that is known can. */
export const isUnreadable = (violation: Violation): boolean =>
  isStructural(violation) && violation.problem !== unknownMember;

type Given = { readonly [name: string]: unknown };

/** Puts down what is wrong with the value at the path, or with a member of it. */
function violated(
  checking: Checking,
  value: unknown,
  problem: string,
  fix: string,
  ...member: readonly string[]
): void {
  checking.found.push(errorAt([...pathOf(checking), ...member], problem, fix, value));
}

/** Puts down which limit a value is over. */
function outOfBounds(checking: Checking, value: unknown, problem: string, fix: string): void {
  checking.found.push({ ...errorAt([...pathOf(checking)], problem, fix, value), bound: true });
}

function wrongType(value: unknown, { kind, givenAs }: Shape, checking: Checking): void {
  const [problem, fix] = kind === 'record' ? noRecord(value) : [`must be ${kinds[kind]}`, hint(value, kinds[kind])];
  violated(checking, value === undefined ? null : value, problem, givenAs ? `Give ${givenAs}.` : fix);
}

/** Why a value is no record, and what to do: the getters of a class would be read in one place and overlooked in the next. */
export const noRecord = (value: unknown): readonly [string, string] =>
  isObject(value)
    ? ['must be a plain object', 'Give one whose members are its own, such as { ...members }.']
    : ['must be an object', 'Give an object.'];

/** So far from zero, a number need not be the one that was written. */
const inexact = (value: number, checking: Checking): void =>
  value > 0
    ? violated(checking, value, `must be at most ${Number.MAX_SAFE_INTEGER}`, 'Lower it.')
    : violated(checking, value, `must be at least ${Number.MIN_SAFE_INTEGER}`, 'Raise it.');

/** An unquoted N is false in YAML 1.1: the commonest wrong type of all. */
const hint = (value: unknown, wanted: string): string =>
  typeof value === 'boolean' && wanted === 'a string'
    ? 'Quote it: YAML reads N, no, y and on as booleans.'
    : `Give ${wanted}.`;

function checkText(value: string, shape: TextShape, checking: Checking): void {
  // what is in a list of values needs no other check
  if (shape.values?.includes(value)) return;
  if (!isPrintable(value))
    violated(checking, value, 'must hold no control characters, line separators or broken surrogates', 'Remove them.');
  else if (losesItsQuotes(value))
    violated(checking, value, 'cannot be written so that every YAML reader takes it for text', 'Choose another text.');
  else if (shape.values)
    violated(
      checking,
      value,
      `must be one of ${shape.values.join(', ')}`,
      didYouMean(value, shape.values) || 'Choose one of these.',
    );
  else checkBounds(value, shape, checking);
}

function checkBounds(value: string, shape: TextShape, checking: Checking): void {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = shape;
  const length = lengthOf(value);
  if (length < minLength || length > maxLength)
    outOfBounds(
      checking,
      value,
      `must have ${range(minLength, maxLength)} characters, has ${length}`,
      length < minLength ? 'Lengthen it.' : 'Shorten it.',
    );
  if (pattern !== undefined && (length > 0 || minLength === 0) && !matcher(pattern).test(value))
    outOfBounds(checking, value, `must ${shape.patternInWords ?? `match ${pattern}`}`, 'Use only what is allowed.');
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

function checkInteger(value: number, shape: IntegerShape, checking: Checking): void {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = shape;
  if (value >= minimum && value <= maximum) return;
  outOfBounds(checking, value, `must be ${range(minimum, maximum)}`, value < minimum ? 'Raise it.' : 'Lower it.');
}

function checkList(value: readonly unknown[], shape: ListShape, checking: Checking): void {
  const { minItems = 0, maxItems = 1000 } = shape;
  // a list far over its limit is refused once, not once per element: whatever is not looked at is wrong
  const mostLooked = maxItems + 1;
  if (value.length < minItems || value.length > maxItems)
    (value.length > mostLooked ? violated : outOfBounds)(
      checking,
      value,
      `must have ${range(minItems, maxItems)} elements, has ${value.length}`,
      value.length < minItems ? 'Add what is missing.' : 'Remove some.',
    );
  const looked = Math.min(value.length, mostLooked);
  for (let index = 0; index < looked; index++) checkPart(index, value[index], shape.item, checking);
}

function checkPart(step: string | number, value: unknown, shape: Shape, checking: Checking): void {
  checkValue(value, shape, { path: checking.path, within: checking, step, found: checking.found });
}

function checkRecord(value: Given, shape: RecordShape, checking: Checking): void {
  const known = Object.keys(shape.fields);
  checking.found.push(...unknownMembers(value, known, () => pathOf(checking), shape.otherWords));
  for (const name of known) {
    const member = value[name];
    const field = shape.fields[name]!;
    if (member !== undefined && field.hidden) checkValue(member, field, checking);
    else if (member !== undefined) checkPart(name, member, field, checking);
    else if (!field.optional && field.default === undefined)
      violated(checking, undefined, 'is missing', field.description ? `Add it: ${field.description}` : 'Add it.', name);
  }
  if (shape.needs) checkNeeds(value, shape.needs, checking);
}

/** So many unknown members are told one by one. */
const mostUnknown = 20;

/** Refuses members that are not known, at a place that is only asked for then. */
export function unknownMembers(
  value: Given,
  known: readonly string[],
  place: () => Path,
  otherWords?: OtherWords,
): readonly Violation[] {
  const unknown = Object.keys(value).filter(name => !known.includes(name) && value[name] !== undefined);
  if (unknown.length === 0) return [];
  const told = unknown.slice(0, mostUnknown);
  const more = unknown.length - told.length;
  const fixes = insteadOf(told, known, otherWords);
  return [
    ...told.map((name, at) => errorAt([...place(), name], unknownMember, fixes[at]!, value[name])),
    ...(more > 0 ? [errorAt(place(), `has ${more} more members that are not known`, 'Remove them too.')] : []),
  ];
}

function checkNeeds(value: Given, needs: NonNullable<RecordShape['needs']>, checking: Checking): void {
  for (const [name, needed] of needs)
    if (value[name] !== undefined && value[needed] === undefined)
      violated(
        checking,
        value[name],
        `needs ${needed}`,
        `Add ${pathText([...pathOf(checking), needed])}, or leave ${name} out.`,
        name,
      );
}

/** Bounds in words; an infinite one is none. */
export const range = (least: number, most: number): string => {
  if (least === most) return `exactly ${least}`;
  if (most === Number.POSITIVE_INFINITY) return `at least ${least}`;
  return least === 0 || least === Number.NEGATIVE_INFINITY ? `at most ${most}` : `${least} to ${most}`;
};

/** The members of a record by name, as they are written. */
const namesOf = once((fields: Fields) => Object.keys(fields).sort());

/** The value with defaults filled in, empty optional lists left out and members by name. It must have passed `check`. */
export function withDefaults(value: unknown, shape: Shape): unknown {
  if (shape.kind === 'list') return (value as readonly unknown[]).map(item => withDefaults(item, shape.item));
  if (shape.kind !== 'record') return value;
  const members: { [name: string]: unknown } = {};
  for (const name of namesOf(shape.fields)) {
    const field = shape.fields[name]!;
    const member = (value as Given)[name];
    if (member === undefined) {
      if (field.default !== undefined) members[name] = field.default;
    } else if (!(field.optional && Array.isArray(member) && member.length === 0))
      members[name] = withDefaults(member, field);
  }
  return members;
}
