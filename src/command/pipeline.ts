import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toYaml } from '../gitops/yaml';
import { renderRequest } from '../kratix/pipeline';
import { valueText } from '../schema/violation';
import type { ExitCode, Io } from './io';
import { parseOptions } from './options';
import { nameOf, reading } from './read-text';
import { readYaml } from './read-yaml';
import { UsageError } from './refusal';
import { report } from './report';
import type { Command } from './run';

const kratixRoot = '/kratix';

const help = `Renders a Kratix request: the program of the Promise's container.

Usage: cdk8s-dynamodb pipeline [--root <folder>]

Reads the DynamoDBRequest in <folder>/input/object.yaml and writes the ACK Table that provides it, with the objects
beside it, to <folder>/output/table.yaml, and what became of it to <folder>/metadata/status.yaml. Nothing is written
for a request that is refused.

Options:
  --root <folder>   where Kratix mounts its folders; by default ${kratixRoot}
  --help            shows this
`;

const options = { root: { type: 'string' }, help: { type: 'boolean' } } as const;

/** `cdk8s-dynamodb pipeline`. */
export const pipeline: Command = { help, run: runPipeline };

function runPipeline(argv: readonly string[], io: Io): ExitCode {
  const { values, positionals } = parseOptions(argv, options);
  if (positionals.length > 0)
    throw new UsageError(`There is nothing to give beside options: got ${valueText(positionals[0])}`);
  const { root = kratixRoot } = values;
  const input = join(root, 'input', 'object.yaml');
  const { manifest, companions, message, violations } = renderRequest(readYaml(input));
  if (!report(violations, nameOf(input), false, io) || !manifest) return 1;
  // the table comes last: what is in output/ is what Kratix delivers
  write(join(root, 'metadata'), 'status.yaml', { message });
  write(join(root, 'output'), 'table.yaml', manifest, ...companions);
  io.out(`${message}\n`);
  return 0;
}

function write(folder: string, file: string, ...documents: readonly unknown[]): void {
  const path = join(folder, file);
  reading(nameOf(path), () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, toYaml(...documents));
  });
}
