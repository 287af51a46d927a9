import { type ParseArgsConfig, parseArgs } from 'node:util';
import { unknownMember } from '../schema/check';
import { insteadOf } from '../schema/text';
import { errorAt, violationText } from '../schema/violation';
import { UsageError } from './refusal';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = Pick<
  ReturnType<typeof parseArgs<{ options: O; allowPositionals: true; tokens: true }>>,
  'values' | 'positionals'
>;

/** Reads a command's arguments strictly. Node, which could be as strict, tells the first fault alone. */
export function parseOptions<const O extends Options>(argv: readonly string[], options: O): Parsed<O> {
  const config = { args: [...argv], options, allowPositionals: true, tokens: true, strict: false } as const;
  const { tokens, ...parsed } = parseArgs(config);
  const given = tokens.filter(token => token.kind === 'option');
  const names = given.map(({ name }) => name);
  // several letters behind one dash are as many options to Node, and one mistake to people
  const unknown = given.filter(
    ({ name, index }, at) => !Object.hasOwn(options, name) && given[at - 1]?.index !== index,
  );
  const spelt = unknown.map(({ index, rawName, name }) => (rawName === `-${name}` ? argv[index]! : rawName));
  const fixes = insteadOf(
    spelt,
    Object.keys(options).map(name => `--${name}`),
  );
  const wrong = [
    ...unknown.map(({ value }, at) => errorAt([spelt[at]!], unknownMember, fixes[at]!, value)),
    ...given.flatMap(({ name, rawName, value, inlineValue }, at) => {
      const violated = (problem: string, fix: string) => [errorAt([rawName], problem, fix, value)];
      if (!Object.hasOwn(options, name)) return [];
      if (names.indexOf(name) < at) return violated('is given twice', 'Give it once.');
      if (options[name]!.type === 'boolean')
        return value === undefined ? [] : violated('takes no value', 'Leave the value out.');
      if (value !== undefined && (inlineValue || !/^-./.test(value))) return [];
      return violated('has no value', `Give one; one that begins with "-" as ${rawName}=<value>.`);
    }),
  ];
  if (wrong.length > 0) throw new UsageError(wrong.map(violationText).join('\n'));
  return parsed as Parsed<O>;
}
