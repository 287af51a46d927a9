import { Mistake } from '../schema/mistake';
import { isError, printable, type Violation, violationText } from '../schema/violation';

const collected = new Set<string>();
let announced = false;

/** Whether warnings are errors: `CDK8S_DYNAMODB_STRICT=1`, since the cdk8s CLI passes no arguments on. */
function isStrict(): boolean {
  const said = process.env.CDK8S_DYNAMODB_STRICT ?? '';
  if (['1', 'true', '', '0', 'false'].includes(said)) return said === '1' || said === 'true';
  throw new Mistake(`CDK8S_DYNAMODB_STRICT: must be 1, true, 0 or false (got ${JSON.stringify(said)}).`);
}

/** Keeps a construct's warnings for one summary when the process ends. */
function warn(path: string, warnings: readonly Violation[]): void {
  for (const warning of warnings) collected.add(`[${printable(path)}] ${violationText(warning)}`);
  if (collected.size === 0 || announced) return;
  announced = true;
  process.once('exit', () => process.stderr.write(warningSummary([...collected])));
}

export const warningSummary = (warnings: readonly string[]): string =>
  warnings.length === 0
    ? ''
    : `${warnings.length} warning${warnings.length === 1 ? '' : 's'}:\n${warnings.map(text => `  ${text}\n`).join('')}`;

/**
 * The errors among a construct's violations, each once; its warnings are kept for the summary, unless they are errors too,
 * or not wanted in its environment.
 */
export function tell(
  path: string,
  all: readonly Violation[],
  { warningsOff }: { readonly warningsOff: readonly string[] } = { warningsOff: [] },
): readonly string[] {
  const strict = isStrict();
  const violations = all.filter(each => isError(each) || each.rule === undefined || !warningsOff.includes(each.rule));
  warn(path, strict ? [] : violations.filter(violation => !isError(violation)));
  return [...new Set(violations.filter(violation => strict || isError(violation)).map(violationText))];
}
