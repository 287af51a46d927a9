import type { JudgedTable, Judging } from '../table/judge';
import { normalise } from '../table/normalise';
import type { TableOptions } from '../table/table';
import type { Environment } from './environment';

/**
 * The props of a table as far as they can be judged: what is missing around it hides nothing that is wrong with itself.
 *
 * @param engine whose rules are asked too, if it is known
 */
export function judgeOptions(
  options: TableOptions,
  environment: Environment | undefined,
  engine?: Pick<Judging, 'rules'>,
): JudgedTable {
  if (environment) {
    const region = options?.region === undefined ? environment.region : options.region;
    return normalise({ ...options, region }, environment.tableNamePrefix, engine);
  }
  const { violations } = normalise(options, undefined, engine);
  // the region is what the environment would have said
  return { violations: violations.filter(({ path, value }) => path[0] !== 'region' || value !== undefined) };
}
