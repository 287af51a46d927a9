import { random } from '../random';
import { boundaries } from './boundaries';
import { type Json, jsonOf } from './json';
import { isNamed } from './messages';
import { type OurVerdict, ourVerdict } from './our-verdict';
import { Chance } from './request';

/** A request at the limit of a rule, and what we say to it. */
export interface BoundaryRequest {
  readonly rule: string;
  readonly breaks: boolean;
  readonly request: Json;
  readonly ours: OurVerdict;
}

/** Each rule is broken at least so often, and kept now and then. */
export function boundaryRequests(seed: number, often: number): readonly BoundaryRequest[] {
  const chance = new Chance(random(seed));
  return boundaries.flatMap(({ rule, broken, kept }) =>
    [broken, kept].flatMap((makes, at) => {
      const breaks = at === 0;
      const rounds = Math.ceil((breaks ? often : 4) / Math.max(1, makes.length));
      return Array.from({ length: rounds }, () => makes)
        .flat()
        .map(make => {
          const request = jsonOf(make(chance));
          return { rule, breaks, request, ours: ourVerdict(request) };
        });
    }),
  );
}

/** How our verdict is not that of DynamoDB's documents, on which the boundaries rest. */
export function undocumented({ rule, breaks, request, ours }: BoundaryRequest): string | undefined {
  if (breaks ? ours.names.some(name => isNamed(name, rule)) : ours.accepted) return undefined;
  return `${JSON.stringify(request)}\n  ${breaks ? `breaks ${rule}` : 'is right'}; we: ${ours.names.join(', ') || 'accepted'}`;
}
