import { isPlain } from './records';

/**
 * Plain data as it is now, whatever happens to it later. Instances of classes, such as Billing, are kept as they are, and
 * so is what holds itself.
 */
export const snapshot = <T>(value: T): T => copied(value, []) as T;

function copied(value: unknown, within: unknown[]): unknown {
  if (!isPlain(value) || within.includes(value)) return value;
  within.push(value);
  const copy = Array.isArray(value) ? value.map(item => copied(item, within)) : copiedMembers(value, within);
  within.pop();
  return copy;
}

function copiedMembers(value: object, within: unknown[]): object {
  const copy: { [name: string]: unknown } = {};
  for (const [name, member] of Object.entries(value)) {
    // assigned, it would be the prototype
    if (name === '__proto__') Object.defineProperty(copy, name, { value: copied(member, within), enumerable: true });
    else copy[name] = copied(member, within);
  }
  return copy;
}
