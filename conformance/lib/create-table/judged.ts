import type { Emulator, EmulatorVerdict } from '../emulators/emulator';
import { type Difference, exceptions } from './exceptions';
import type { Json } from './json';
import { isNamed, namesIn } from './messages';
import { type OurVerdict, ourVerdict } from './our-verdict';
import { readBy } from './unread';

/** A request as an emulator and we judged it: both the part that the emulator reads. */
export interface Judged {
  readonly emulator: string;
  readonly request: Json;
  readonly ours: OurVerdict;
  readonly theirs: EmulatorVerdict;
}

export async function judged(emulator: Emulator, given: Json): Promise<Judged> {
  const request = readBy(emulator.name, given);
  const theirs = await emulator.verdict(request as object);
  return { emulator: emulator.name, request, ours: ourVerdict(request), theirs };
}

/** How the verdicts differ, unless an exception knows; a crash is no verdict. */
export function disagreement(each: Judged): string | undefined {
  const { ours, theirs } = each;
  if (theirs.is === 'crashed' || ours.accepted === (theirs.is === 'accepted')) return undefined;
  const excused = theirs.is === 'refused' ? isAccepted(each, theirs.message) : ours.names.every(isLackedBy(each));
  return excused ? undefined : told(each);
}

/** A refusal by both, but for a rule that we do not name. */
export function misnaming(each: Judged): string | undefined {
  const { ours, theirs } = each;
  if (ours.accepted || theirs.is !== 'refused' || agreed(each).length > 0) return undefined;
  return isAccepted(each, theirs.message) ? undefined : told(each);
}

/** Whether an exception says that we accept what an emulator's message refuses. */
const isAccepted = ({ emulator, request }: Judged, message: string): boolean =>
  differencesAt(emulator).some(
    ({ we, names, where }) =>
      we === 'accept' && (where?.(request) ?? true) && namesIn(message).some(name => names.includes(name)),
  );

/** Whether an exception says that an emulator lacks a rule. */
export const isLackedBy =
  ({ emulator }: Pick<Judged, 'emulator'>) =>
  (rule: string): boolean =>
    differencesAt(emulator).some(({ we, names }) => we === 'refuse' && names.includes(ofAnyIndex(rule)));

/** The rules that both name. */
export function agreed({ ours, theirs }: Judged): readonly string[] {
  const named = theirs.is === 'refused' ? namesIn(theirs.message) : [];
  return ours.names.filter(rule => named.some(name => isNamed(rule, name)));
}

/** Local indexes are looked at as global ones are. */
const ofAnyIndex = (rule: string): string => rule.replace(/^Local(?=.*\[\])/, 'Global').replace(/-local$/, '');

const differencesAt = (emulator: string): readonly Difference[] => exceptions.flatMap(({ at }) => at[emulator] ?? []);

const told = ({ emulator, request, ours, theirs }: Judged): string =>
  [
    JSON.stringify(request),
    `  we: ${ours.names.join(', ') || 'accepted'}`,
    `  ${emulator}: ${theirs.is === 'refused' ? `${theirs.message} [${namesIn(theirs.message).join(', ') || 'unknown'}]` : theirs.is}`,
  ].join('\n');
