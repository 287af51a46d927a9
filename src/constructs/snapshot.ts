/**
 * Plain data as it is now, whatever happens to it later. Instances of classes, such as Billing, are kept as they are, and
 * so is what holds itself.
 */
export function snapshot<T>(value: T, within: readonly unknown[] = []): T {
  if (!isPlain(value) || within.includes(value)) return value;
  if (Array.isArray(value)) return value.map(item => snapshot(item, [...within, value])) as T;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, snapshot(member, [...within, value])]),
  ) as T;
}

const isPlain = (value: unknown): value is object => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
};
