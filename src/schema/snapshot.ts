import { isPlain, Unreadable } from './records';

/**
 * Plain data as it is now, whatever happens to it later, with what cannot be read told of in its place. Instances of
 * classes, such as Billing, are kept as they are, and so is what holds itself.
 */
export const snapshot = <T>(value: T): T => memberOf({ value }, 'value', []) as T;

interface Members {
  [name: string]: unknown;
}

function memberOf(object: object, name: string, within: unknown[]): unknown {
  try {
    return copied((object as Members)[name], within);
  } catch (error) {
    return new Unreadable(error instanceof Error ? error.message : error);
  }
}

function copied(value: unknown, within: unknown[]): unknown {
  if (!isPlain(value) || within.includes(value)) return value;
  const copy = (Array.isArray(value) ? Array(value.length) : {}) as Members;
  const names = Object.keys(value);
  within.push(value);
  for (const name of names) {
    const member = memberOf(value, name, within);
    // assigned, it would be the prototype
    if (name === '__proto__') Object.defineProperty(copy, name, { value: member, enumerable: true });
    else copy[name] = member;
  }
  within.pop();
  return copy;
}
