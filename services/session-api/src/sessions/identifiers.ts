import { randomFillSync } from 'node:crypto';

/** Random bytes are drawn many at a time, since each draw costs; none is used twice. */
const pool = Buffer.alloc(4096);
let used = pool.length;

function randomText(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString('base64url', used - bytes, used);
}

/** 128 random bits: an id says nothing and cannot be guessed. */
export function newSessionId(): string {
  return randomText(16);
}

const sessionIdForm = /^[A-Za-z0-9_-]{22}$/;

/** An id that we did not issue is never looked up; so no path leads to an item that is not a session. */
export function isSessionId(text: string): boolean {
  return sessionIdForm.test(text);
}

export function newRevision(): string {
  return randomText(9);
}
