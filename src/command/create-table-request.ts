import type { Engine } from '../backends/engine';
import { createTable, notSupportedYet } from '../interfaces/create-table';
import { readTable } from '../interfaces/read-table';
import { isObject } from '../schema/records';
import { errorAt, type Path, type Violation } from '../schema/violation';
import type { JudgedTable } from '../table/judge';

/** What the request does not say, given beside it. */
export interface BesideRequest {
  readonly region: string;
  /** @default 'retain' */
  readonly deletionPolicy?: 'retain' | 'delete';
  /** @default - the engine manages the table */
  readonly managementPolicy?: 'adopt' | 'read-only';
  /** The name of a Secret that is told of the table. @default - none */
  readonly connectionSecret?: string;
  /** The name of such a ConfigMap. @default - none */
  readonly connectionConfigMap?: string;
}

type Given = { readonly [member: string]: unknown };

/** Members of the table that are options of the command instead. */
const options: { readonly [member: string]: string } = {
  Region: '--region',
  DeletionPolicy: '--deletion-policy',
  ManagementPolicy: '--management-policy',
  ConnectionSecret: '--connection-secret',
  ConnectionConfigMap: '--connection-config-map',
};

/** A table as DynamoDB's CreateTable request, with everything that is wrong with it, in the request's words. */
export function readCreateTable(request: unknown, beside: BesideRequest, engine: Engine): JudgedTable {
  // the name of the object plays no part: a request names its table
  if (!isObject(request)) return readTable(createTable, request, '');
  const { region, deletionPolicy, managementPolicy, connectionSecret, connectionConfigMap } = beside;
  const refused: Violation[] = [];
  const supported = without(request, [], refused);
  const { table, violations } = readTable(
    createTable,
    {
      ...supported,
      Region: region,
      DeletionPolicy: deletionPolicy,
      ManagementPolicy: managementPolicy,
      ConnectionSecret: named(connectionSecret),
      ConnectionConfigMap: named(connectionConfigMap),
    },
    '',
    { rules: engine.rules },
  );
  const all = [...refused, ...violations.map(inOptions)];
  return { table: refused.length === 0 ? table : undefined, violations: all };
}

const named = (Name: string | undefined) => (Name === undefined ? undefined : { Name });

/** The request without the members that are known to be refused, so that the rest is judged in full. */
function without(given: Given, path: Path, refused: Violation[]): Given {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const at = [...path, name];
      const refusal = refusalOf(at, value);
      if (refusal) {
        refused.push(refusal);
        return [];
      }
      const indexes = path.length === 0 && name === 'GlobalSecondaryIndexes' && Array.isArray(value);
      return [
        [
          name,
          indexes
            ? value.map((index: unknown, i) => (isObject(index) ? without(index, [...at, i], refused) : index))
            : value,
        ],
      ];
    }),
  );
}

function refusalOf(path: Path, value: unknown): Violation | undefined {
  const member = path.filter(step => typeof step === 'string').join('.');
  if (Object.hasOwn(options, member))
    return errorAt(path, 'is no member of a CreateTable request', `Give ${options[member]} instead.`, value);
  if (notSupportedYet.has(member))
    return errorAt(path, 'is not supported yet', 'Leave it out: nothing is dropped in silence.', value);
  return undefined;
}

const inOptions = (violation: Violation): Violation => {
  const { path, value, fix } = violation;
  const [first] = path;
  if (typeof first === 'string' && Object.hasOwn(options, first))
    return { ...violation, path: [options[first]!], value: isObject(value) ? value.Name : value };
  // of what is known at the top, some is known as an option
  const inWords = (word: string) => (Object.hasOwn(options, word) ? options[word]! : word);
  return path.length === 1 ? { ...violation, fix: fix.replace(/\w+/g, inWords) } : violation;
};
