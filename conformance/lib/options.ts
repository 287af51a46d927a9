import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  /** Parts of `suite` or `suite/case`; none selects everything. */
  readonly names: readonly string[];
  readonly seed: number;
  readonly full: boolean;
  readonly minutes: number;
  readonly crdsDirectory: string;
}

export const usage = `npm run conformance [-- NAME… --fresh | --seed N --full --crds DIR --minutes N]

  NAME        run the suites with this in their names; after a "/", the cases with that in theirs
  --fresh     another random seed, printed
  --seed N    that seed
  --full      more random cases
  --crds DIR  where the CRDs lie that no Go module carries (DIR/ack, DIR/kratix, DIR/crossplane-aws)
  --minutes N give up after so long (60)`;

const fixedSeed = 20261121;

export function parseOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      fresh: { type: 'boolean', default: false },
      seed: { type: 'string' },
      full: { type: 'boolean', default: false },
      crds: { type: 'string' },
      minutes: { type: 'string', default: '60' },
    },
  });
  return {
    names: positionals,
    seed: values.fresh ? randomInt(2 ** 31) : number('--seed', values.seed ?? String(fixedSeed)),
    full: values.full,
    minutes: number('--minutes', values.minutes),
    crdsDirectory: crdsDirectory(values.crds),
  };
}

function number(option: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Error(`${option} ${text}: not a number`);
  return Number(text);
}

/** Full CRDs beside the checkout are taken when they are there: they know more than the hand-written ones. */
function crdsDirectory(given: string | undefined): string {
  const root = join(__dirname, '..', '..');
  const directory = given
    ? resolve(given)
    : [join(root, '..', 'shared', 'crds'), join(root, 'conformance', 'schemas')].find(each => existsSync(each));
  if (!directory || !existsSync(directory)) throw new Error(`--crds ${given}: there is no such directory`);
  return directory;
}
