import { isObject, isPlain, Unreadable } from './records';
import { snapshot } from './snapshot';

export type Path = readonly (string | number)[];

/** One thing that is wrong, and how to mend it. */
export interface Violation {
  /** Where, in the words of whoever wrote the input. */
  readonly path: Path;
  /** What stands there; undefined when it is missing. */
  readonly value: unknown;
  /** What is wrong, with the limit. */
  readonly problem: string;
  /** What to do about it. */
  readonly fix: string;
  /** The rule that says so; without one it is the schema. */
  readonly rule?: string;
  readonly severity: 'error' | 'warning';
  /** A limit of a single field: the value can be read all the same, and other rules are asked of it. */
  readonly bound?: true;
}

export const isError = (violation: Violation): boolean => violation.severity === 'error';

const longest = 80;

/** @param length how long that is which the text shows */
const cut = (text: string, length = [...text].length): string =>
  text.length <= longest ? text : `${text.slice(0, longest)}… (${length} characters)`;

/** Text from outside on one line, with nothing in it that steers a terminal or turns the direction of the line. */
export const printable = (text: string): string =>
  text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
    /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A text in quotes, cut, with its own length. */
const quoted = (text: string): string => cut(printable(JSON.stringify(text)), [...text].length);

/** `globalSecondaryIndexes[0].indexName`; names that are neither identifiers nor options are quoted. */
export const pathText = (path: Path): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^(-[a-z-]+|[A-Za-z_$][\w$]*)$/.test(step)) return `${text}[${quoted(step)}]`;
    return text === '' ? cut(step) : `${text}.${cut(step)}`;
  }, '');

/** A value as it is shown in an error: short, on one line. */
export const valueText = (value: unknown): string => {
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function') return typeof value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return quoted(value);
  return cut(printable(jsonOf(value)));
};

/** A name as it is called in an error: bare, and like a value short and on one line. */
export const nameText = (name: unknown): string => (typeof name === 'string' ? cut(printable(name)) : valueText(name));

/** A construct given in the place of a name holds itself: such a value is only called an object. */
const jsonOf = (value: unknown): string => {
  try {
    if (isObject(value) && !isPlain(value))
      return `an instance of ${Object.getPrototypeOf(value).constructor?.name || 'a class'}`;
    // what an instance makes of itself with toJSON is not shown either
    const shown = function (this: Members, member: string, made: unknown): unknown {
      const own = this[member];
      return isObject(own) && !isPlain(own) ? jsonOf(own) : typeof made === 'bigint' ? String(made) : made;
    };
    return JSON.stringify(value, shown) ?? 'undefined';
  } catch {
    return typeof value;
  }
};

/** One line for people: where, what is wrong, the value, the fix, the rule. */
export const violationText = (violation: Violation): string => {
  const where = pathText(violation.path);
  const value = violation.value === undefined ? '' : ` (got ${valueText(violation.value)})`;
  const rule = violation.rule === undefined ? '' : ` [${violation.rule}]`;
  return `${where === '' ? '' : `${where}: `}${violation.problem}${value}. ${violation.fix}${rule}`;
};

/** With what stands in the input at its place, where it shows what was made of that. */
export const asWritten = (violation: Violation, given: unknown): Violation =>
  typeof violation.value === 'object'
    ? { ...violation, value: violation.path.reduce((at, step) => (at as Members | undefined)?.[step], given) }
    : violation;

type Members = { readonly [member: string]: unknown };

/** Everything once: where a rule asks for the same as the limit of a field, the rule's limit is the narrower one. */
export const together = (ofFields: readonly Violation[], ofRules: readonly Violation[]): readonly Violation[] => [
  ...ofFields.filter(
    ({ bound, path, fix }) =>
      !bound || !ofRules.some(rule => isError(rule) && rule.fix === fix && pathText(rule.path) === pathText(path)),
  ),
  ...ofRules,
];

/** An error that no rule tells. Of what cannot be read nothing else is wrong. */
export function errorAt(path: Path, problem: string, fix: string, given?: unknown): Violation {
  const value = snapshot(given);
  if (!(value instanceof Unreadable)) return { path, value, problem, fix, severity: 'error' };
  return errorAt(path, `cannot be read: ${nameText(value.cannotBeRead)}`, 'Give it as data.');
}

/** Two members that say the same thing in two ways. */
export const givenTogether = (path: Path, value: unknown, other: string): Violation =>
  errorAt(path, `is given together with ${other}`, 'Leave one of them out.', value);
