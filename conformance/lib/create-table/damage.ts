import { isRecord, type Json } from './json';

type Step = string | number;

/** The value with one to three random changes that know nothing of what it means. */
export function damaged(value: Json, next: () => number): Json {
  let result = value;
  for (let left = 1 + Math.floor(next() ** 3 * 3); left > 0; left--) result = damagedOnce(result, next);
  return result;
}

function damagedOnce(value: Json, next: () => number): Json {
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(next() * choices.length)]!;
  const path = randomPlace(value, next);
  if (path.length === 0) return value;
  const found = path.reduce<Json>((at, step) => (at as { [step: Step]: Json })[step]!, value);
  const change = pick([...changesOf(found, value, pick), ...anywhere(found, path.at(-1)!, pick)]);
  return edited(value, path, change);
}

/** Goes down a random way, and stops on it now and then. */
function randomPlace(value: Json, next: () => number): readonly Step[] {
  const steps: readonly Step[] = Array.isArray(value) ? [...value.keys()] : isRecord(value) ? Object.keys(value) : [];
  if (steps.length === 0) return [];
  const step = steps[Math.floor(next() * steps.length)]!;
  const inner = next() < 0.25 ? [] : randomPlace((value as { [step: Step]: Json })[step]!, next);
  return [step, ...inner];
}

/** What to put in the place of a value: nothing drops it, two double it. */
type Change = readonly Json[];
type Pick = <T>(choices: readonly T[]) => T;

const boundaries = [-1, 0, 0.5, 1, 1.5, 20, 40_000, 40_001, 2 ** 31, 2 ** 53];
const ofEachType: readonly Json[] = [null, true, false, 7, 'x', 'some text', [], ['x'], {}, { x: 'y' }];

const anywhere = (found: Json, step: Step, pick: Pick): readonly Change[] => [
  [],
  [pick(ofEachType)],
  ...(typeof step === 'number' ? [[found, found]] : []),
];

function changesOf(found: Json, whole: Json, pick: Pick): readonly Change[] {
  if (typeof found === 'number') return [[pick(boundaries)], [pick(boundaries)]];
  if (typeof found === 'boolean') return [[!found]];
  if (typeof found === 'string')
    return [[pick(stringsIn(whole))], [pick(stringsIn(whole))], [lengthened(found, pick([129, 255, 256, 257]))], ['']];
  if (Array.isArray(found)) return [[[]], [[...found].reverse()]];
  return found === null ? [] : [[{}]];
}

/** In whole characters: half of one is no text. */
const lengthened = (text: string, length: number): string => {
  const characters = [...(text === '' ? 'x' : text)];
  return Array.from({ length }, (_, at) => characters[at % characters.length]).join('');
};

const stringsIn = (value: Json): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
};

function edited(value: Json, [step, ...rest]: readonly Step[], change: Change): Json {
  const put = (inner: Json): readonly Json[] => (rest.length === 0 ? change : [edited(inner, rest, change)]);
  if (Array.isArray(value)) return value.flatMap((element, at) => (at === step ? put(element) : [element]));
  return Object.fromEntries(
    Object.entries(value as { [name: string]: Json }).flatMap(([name, member]) =>
      name === step
        ? put(member)
            .slice(0, 1)
            .map(changed => [name, changed])
        : [[name, member]],
    ),
  );
}
