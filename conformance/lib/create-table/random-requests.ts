import { createTable } from '../../../src/interfaces/create-table';
import { writeParameters } from '../../../src/interfaces/read-table';
import { tables } from '../../../test/support/tables';
import { random } from '../random';
import { damaged } from './damage';
import { hasKeyOfSeveralAttributes, isRecord, type Json, jsonOf } from './json';
import { readBy } from './unread';

/**
 * Requests for random tables with all that the model can say, every second one damaged. Without indexes whose key has
 * several attributes: no emulator knows them, so it would say nothing else about the request.
 */
export function randomRequests(seed: number, count: number): readonly Json[] {
  const next = random(seed);
  return tables(seed, 2 * count)
    .map(({ spec }) => withinQuota(readBy('anybody', jsonOf(writeParameters(createTable, spec)))))
    .filter(request => !hasKeyOfSeveralAttributes(request))
    .slice(0, count)
    .map((request, at) => (at % 2 === 0 ? request : damaged(request, next)));
}

/** DynamoDB Local has the quota of a new account: 80,000 units for all that a table has. */
function withinQuota(value: Json): Json {
  if (Array.isArray(value)) return value.map(withinQuota);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      /(Capacity|Request)Units$/.test(name) ? 1 + (Number(member) % 1000) : withinQuota(member),
    ]),
  );
}
