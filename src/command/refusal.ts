import type { ExitCode } from './io';

/** Input that cannot be read, told to people in one line: no stack is shown. */
export class Refusal extends Error {
  readonly exitCode: ExitCode = 1;
}

/** Arguments that a command does not understand. */
export class UsageError extends Refusal {
  override readonly exitCode = 2;
}

/** An error that Node tells by a code. */
interface CodedError {
  readonly code: string;
  readonly message: string;
}

/** By its members: Node's errors are of another context's classes where the program is run inside a test. */
export const isCoded = (error: unknown): error is CodedError =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'string' &&
  'message' in error;
