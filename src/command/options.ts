import { type ParseArgsConfig, parseArgs } from 'node:util';
import { printable } from '../schema/violation';
import { isCoded, UsageError } from './refusal';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = Pick<
  ReturnType<typeof parseArgs<{ options: O; allowPositionals: true; tokens: true }>>,
  'values' | 'positionals'
>;

/** Reads a command's arguments strictly: unknown and repeated options are refused with the list of known ones. */
export function parseOptions<const O extends Options>(command: string, argv: readonly string[], options: O): Parsed<O> {
  const known = `Known options of ${command} are ${Object.keys(options)
    .map(name => `--${name}`)
    .join(', ')}.`;
  const { tokens, ...parsed } = parsing(known, () =>
    parseArgs({ args: [...argv], options, allowPositionals: true, tokens: true }),
  );
  const names = tokens.flatMap(token => (token.kind === 'option' ? [token.name] : []));
  const twice = new Set(names.filter((name, at) => names.indexOf(name) < at));
  if (twice.size > 0) throw new UsageError([...twice].map(name => `--${name} is given twice`).join('\n'));
  return parsed;
}

function parsing<T>(known: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!isCoded(error) || !error.code.startsWith('ERR_PARSE_ARGS')) throw error;
    // the second sentence is advice on giving a file such a name
    const [problem] = error.message.split(/\. To specify|\n/);
    throw new UsageError(`${printable(problem!).replace(/\.$/, '')}. ${known}`);
  }
}
