import { isPlain, Unreadable } from './records';
import { errorAt, type Path, type Violation } from './violation';

/** Names on which cdk8s fails, or whose members it loses. */
const lostNames: readonly string[] = ['constructor', '__proto__'];

/**
 * What a manifest cannot say of data that no shape describes: cdk8s would leave it out, or fail without saying where.
 * Instances of classes are let through: they may be its tokens, which become data only at synth.
 */
export function judgeData(value: unknown, path: Path, within: readonly unknown[] = []): readonly Violation[] {
  const wrong = (problem: string, fix: string) => [errorAt(path, problem, fix, value)];
  if (value === null) return wrong('cannot be null, which cdk8s leaves out', 'Leave it out.');
  if (typeof value === 'string')
    return value.isWellFormed() ? [] : wrong('must be Unicode', 'Take out half characters (lone surrogates).');
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return [];
  if (typeof value !== 'object' || value instanceof Unreadable)
    return wrong('is no data', 'Give a text, a number, true or false, a list or an object.');
  if (!isPlain(value)) return [];
  if (within.includes(value)) return wrong('holds itself', 'Give it a copy.');
  const inside = [...within, value];
  if (Array.isArray(value)) return value.flatMap((item, at) => judgeData(item, [...path, at], inside));
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .flatMap(([name, member]) =>
      lostNames.includes(name)
        ? [errorAt([...path, name], 'is a name that cdk8s cannot write', 'Give it another.', member)]
        : judgeData(member, [...path, name], inside),
    );
}
