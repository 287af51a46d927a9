import { createTable } from '../../../src/interfaces/create-table';
import { writeParameters } from '../../../src/interfaces/read-table';
import { tables } from '../../../test/support/tables';
import { random } from '../random';
import { damaged } from './damage';
import { hasKeyOfSeveralAttributes, isRecord, type Json, type JsonRecord, jsonOf } from './json';
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

/** DynamoDB Local has the quota of a new account, 80,000 units for all that a table has, and wants both maxima. */
function withinQuota(value: Json): Json {
  if (Array.isArray(value)) return value.map(withinQuota);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (/(Capacity|Request)Units$/.test(name)) return [name, 1 + (Number(member) % 1000)];
      const whole = name === 'OnDemandThroughput' ? { ...bothMaxima, ...(member as JsonRecord) } : member;
      return [name, withinQuota(whole)];
    }),
  );
}

const bothMaxima = { MaxReadRequestUnits: 1, MaxWriteRequestUnits: 1 };
