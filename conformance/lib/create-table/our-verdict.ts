import { ack } from '../../../src/backends/ack/engine';
import { readCreateTable } from '../../../src/command/create-table-request';
import { notSupportedYet } from '../../../src/interfaces/create-table';
import { unknownMember } from '../../../src/schema/check';
import { isPrintable } from '../../../src/schema/text';
import { isError, pathText, type Violation } from '../../../src/schema/violation';
import { features } from '../../../src/table/table';
import { isRecord, type Json } from './json';
import { region } from './request';

/** What we say to a CreateTable request, as far as it is DynamoDB that would refuse it. */
export interface OurVerdict {
  readonly accepted: boolean;
  /** The rules that the request breaks; a limit of a single field is named by its place, a wrong type `type`. */
  readonly names: readonly string[];
  /** Whether every rule was asked: not those that read what is not even of the right structure. */
  readonly isWhole: boolean;
}

/** The rules of ours that claim to be DynamoDB's own. */
export const dynamodbRules: readonly string[] = features
  .flatMap(feature => [...(feature.rules ?? []), ...(feature.synthRules ?? [])])
  .filter(rule => rule.kind === 'dynamodb' && rule.severity !== 'warning')
  .map(rule => rule.id);

/** The limits of an engine, which are told in the place of wider ones, are no matter of DynamoDB's. */
const dynamodb = { ...ack, rules: [] };

export function ourVerdict(request: Json): OurVerdict {
  const { table, violations } = readCreateTable(withoutNulls(request), { region }, dynamodb);
  const names = [...new Set(violations.filter(isError).flatMap(nameOf))];
  return { accepted: names.length === 0, names, isWhole: table !== undefined };
}

/** Members that we refuse by name, whatever they hold. */
export function refusedByName(request: Json): readonly string[] {
  if (!isRecord(request)) return [];
  const indexes = request.GlobalSecondaryIndexes;
  const inIndexes = (Array.isArray(indexes) ? indexes : []).flatMap(index =>
    isRecord(index) ? Object.keys(index).map(name => `GlobalSecondaryIndexes.${name}`) : [],
  );
  return [...new Set([...Object.keys(request), ...inIndexes])].filter(name => notSupportedYet.has(name));
}

/** The protocol takes a member that is null for one that is absent; that our door does not is no matter of DynamoDB's. */
const withoutNulls = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => (member === null ? [] : [[name, withoutNulls(member)]])),
  );
};

const wrongType = /^must be (a string|an integer|true or false|a list|an object)$/;

/** Nothing for what only we refuse: unknown members, and text that manifests cannot carry. */
function nameOf({ rule, path, problem, value }: Violation): readonly string[] {
  if (rule !== undefined) return dynamodbRules.includes(rule) ? [rule] : [];
  if (problem === unknownMember) return [];
  if (typeof value === 'string' && (!isPrintable(value) || problem.startsWith('cannot be written'))) return [];
  return [wrongType.test(problem) ? 'type' : pathText(path).replace(/\[\d+\]/g, '[]')];
}
