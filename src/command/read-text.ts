import { closeSync, openSync, readSync } from 'node:fs';
import { printable } from '../schema/violation';
import { isCoded, Refusal } from './refusal';

/** Far more than any table, and little enough to be read at once. */
const largestInput = 1024 * 1024;

const standardInput = 0;

/** The text of a file, or of standard input for `-`. Not more than the limit is ever read. */
export function readText(file: string): string {
  const name = nameOf(file);
  const bytes = reading(name, () => (file === '-' ? readAll(standardInput) : readFile(file)));
  if (bytes.length > largestInput)
    throw new Refusal(`${name}: is larger than ${largestInput} bytes, the most that is read`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(`${name}: is no UTF-8 text`);
  }
}

/** What a file is called in messages. */
export const nameOf = (file: string): string => (file === '-' ? 'standard input' : printable(file));

function readFile(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    return readAll(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function readAll(descriptor: number): Buffer {
  const buffer = Buffer.alloc(largestInput + 1);
  let length = 0;
  while (length < buffer.length) {
    const read = readSome(descriptor, buffer, length);
    if (read === 0) break;
    length += read;
  }
  return buffer.subarray(0, length);
}

/** Waits where whoever started the command made the pipe non-blocking. */
function readSome(descriptor: number, buffer: Buffer, offset: number): number {
  for (;;) {
    try {
      return readSync(descriptor, buffer, offset, buffer.length - offset, null);
    } catch (error) {
      if (!isCoded(error)) throw error;
      if (error.code === 'EOF') return 0;
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

const reasons: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  EISDIR: 'is a directory, not a file',
  ENOTDIR: 'there is no such file: part of its path is no directory',
  EACCES: 'may not be opened: permission denied',
  EPERM: 'may not be opened: not permitted',
  EROFS: 'may not be written: the file system is read-only',
  ENOSPC: 'may not be written: the disk is full',
};

/** Does something with a file; what the system says against it becomes a readable refusal. */
export function reading<T>(name: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!isCoded(error)) throw error;
    const reason = Object.hasOwn(reasons, error.code) ? reasons[error.code] : `cannot be used (${error.code})`;
    throw new Refusal(`${name}: ${reason}`);
  }
}
