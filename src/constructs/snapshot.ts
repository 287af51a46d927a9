import { isPlain, mapValues } from '../schema/records';

/**
 * Plain data as it is now, whatever happens to it later. Instances of classes, such as Billing, are kept as they are, and
 * so is what holds itself.
 */
export const snapshot = <T>(value: T): T => copied(value, []) as T;

function copied(value: unknown, within: readonly unknown[]): unknown {
  if (!isPlain(value) || within.includes(value)) return value;
  const inside = [...within, value];
  if (Array.isArray(value)) return value.map(item => copied(item, inside));
  return mapValues(value as { readonly [name: string]: unknown }, member => copied(member, inside));
}

/** The same for values that are data alone, which is quicker. What cannot be data is kept: no shape takes it. */
export function dataSnapshot<T>(value: T): T {
  try {
    return structuredClone(value);
  } catch {
    return value;
  }
}
