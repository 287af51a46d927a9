import { randomBytes } from 'node:crypto';

/** 128 random bits: an id says nothing and cannot be guessed. */
export function newSessionId(): string {
  return randomBytes(16).toString('base64url');
}

const sessionIdForm = /^[A-Za-z0-9_-]{22}$/;

/** An id that we did not issue is never looked up; so no path leads to an item that is not a session. */
export function isSessionId(text: string): boolean {
  return sessionIdForm.test(text);
}

export function newRevision(): string {
  return randomBytes(9).toString('base64url');
}
