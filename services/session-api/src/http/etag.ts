import { badRequest } from './problem';

export function etagOf(revision: string): string {
  return `"${revision}"`;
}

/** Which revisions a writer accepts: `any` for `*`. */
export type IfMatch = 'any' | readonly string[];

const tag = /(W\/)?"([\x21\x23-\x7e]*)"/g;
/** DynamoDB compares with at most 100 values. */
const mostTags = 100;

/** The header's form has been checked by its schema. */
export function parseIfMatch(value: string | undefined): IfMatch | undefined {
  if (value === undefined) return undefined;
  if (value === '*') return 'any';
  // RFC 9110 section 13.1.1: a weak tag never matches.
  const revisions = [...value.matchAll(tag)].filter(([, weak]) => !weak).map(([, , revision]) => revision!);
  if (revisions.length > mostTags) throw badRequest('If-Match has more than 100 entity tags.', '/headers/if-match');
  return revisions;
}
