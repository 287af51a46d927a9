import { warningSummary } from '../constructs/warnings';
import { isError, type Violation, violationText } from '../schema/violation';
import type { Io } from './io';

/**
 * Every error on a line of its own, then one summary of the warnings.
 *
 * @param strict whether warnings are errors
 * @returns whether there was no error
 */
export function report(violations: readonly Violation[], strict: boolean, io: Io): boolean {
  const refused = (violation: Violation) => strict || isError(violation);
  const errors = violations.filter(refused);
  for (const error of errors) io.err(`${violationText(error)}\n`);
  io.err(warningSummary(violations.filter(violation => !refused(violation)).map(violationText)));
  return errors.length === 0;
}
