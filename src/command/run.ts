import { valueText } from '../schema/violation';
import type { ExitCode, Io } from './io';
import { Refusal, UsageError } from './refusal';

/** A command of the program. */
export interface Command {
  readonly help: string;
  run(argv: readonly string[], io: Io): ExitCode;
}

/** Each is loaded when it is asked for, so that none pays for another. */
const commands: ReadonlyMap<string, () => Command> = new Map([
  ['render', () => (require('./render') as typeof import('./render')).render],
  ['pipeline', () => (require('./pipeline') as typeof import('./pipeline')).pipeline],
]);

const help = `DynamoDB tables on Kubernetes, declared once.

Usage: cdk8s-dynamodb <command> [options]

Commands:
  render     prints one table, given as DynamoDB's CreateTable request, as the object of an engine
  pipeline   renders a Kratix request: the program of the Promise's container

Options:
  --help     shows this, or the help of a command
  --version  shows the version

Exit code: 0 done, 1 the table or request was refused, 2 the arguments were.
`;

/** Runs the program with its arguments; what goes wrong is said on stderr, in words. */
export function run(argv: readonly string[], io: Io): ExitCode {
  try {
    return dispatch(argv, io);
  } catch (error) {
    const message =
      error instanceof Refusal
        ? error.message
        : `internal error: ${error instanceof Error ? error.message : String(error)}`;
    io.err(`${message}\n`);
    return error instanceof Refusal ? error.exitCode : 1;
  }
}

function dispatch([name, ...rest]: readonly string[], io: Io): ExitCode {
  if (name === '--help' || name === '-h') return print(help, io);
  if (name === '--version') return print(`${(require('./version') as typeof import('./version')).version()}\n`, io);
  const load = name === undefined ? undefined : commands.get(name);
  const known = `Commands are ${[...commands.keys()].join(' and ')}; --help says more.`;
  if (!load)
    throw new UsageError(
      `${name === undefined ? 'A command is missing' : `There is no command ${valueText(name)}`}. ${known}`,
    );
  const command = load();
  const options = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  return options.includes('--help') || options.includes('-h') ? print(command.help, io) : command.run(rest, io);
}

function print(text: string, io: Io): ExitCode {
  io.out(text);
  return 0;
}
