import { warningSummary } from '../constructs/warnings';
import { isError, type Violation, violationText } from '../schema/violation';
import type { Io } from './io';

/**
 * Every error on a line of its own, then one summary of the warnings.
 *
 * @param input what the input as a whole is called
 * @param strict whether warnings are errors
 * @returns whether there was no error
 */
export function report(violations: readonly Violation[], input: string, strict: boolean, io: Io): boolean {
  const refused = (violation: Violation) => strict || isError(violation);
  const errors = violations.filter(refused);
  const line = (violation: Violation) =>
    `${violation.path.length === 0 ? `${input}: ` : ''}${violationText(violation)}`;
  for (const error of errors) io.err(`${line(error)}\n`);
  io.err(warningSummary(violations.filter(violation => !refused(violation)).map(line)));
  return errors.length === 0;
}
