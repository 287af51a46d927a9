import { hasKeyOfSeveralAttributes, type Json } from './json';
import { emptyList, quota } from './messages';
import { define, hash, type Request, range, repeat } from './request';

/** Where an emulator and we differ, and why: a rule that it lacks or has got wrong, or a decision of ours. */
export interface Exception {
  readonly rule: string;
  readonly source: string;
  /** By the emulator's name. */
  readonly at: { readonly [emulator: string]: Difference };
}

export interface Difference {
  /** What we say; the emulator says the opposite. */
  readonly we: 'refuse' | 'accept';
  /** The rules that only one of us names; those of a global index stand for those of a local one. */
  readonly names: readonly string[];
  /** Of which requests this is said. @default - all */
  readonly where?: (request: Json) => boolean;
  /** The smallest requests that show it, one for each way in which it shows. */
  readonly minimal: readonly object[];
}

const table: Request = {
  TableName: 'abc',
  AttributeDefinitions: [define('id')],
  KeySchema: [hash('id')],
  BillingMode: 'PAY_PER_REQUEST',
};
const units = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
const provisioned: Request = { ...table, BillingMode: 'PROVISIONED', ProvisionedThroughput: units };
const withIndexes = (base: Request, ...changes: readonly object[]): Request => ({
  ...base,
  GlobalSecondaryIndexes: changes.map((change, at) => ({
    IndexName: `index-${at}`,
    KeySchema: [hash('id')],
    Projection: { ProjectionType: 'ALL' },
    ...change,
  })),
});
const including = (...lists: readonly (readonly string[])[]): Request =>
  withIndexes(table, ...lists.map(names => ({ Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: names } })));
const keyed = (name: string): Request => ({
  ...table,
  AttributeDefinitions: [define(name)],
  KeySchema: [hash(name)],
});
const numbered = (count: number): readonly string[] => repeat(count, at => `a${at}`);
const nonKeyAttributes = 'GlobalSecondaryIndexes[].Projection.NonKeyAttributes';
const attributeNames = ['AttributeDefinitions[].AttributeName', 'KeySchema[].AttributeName', `${nonKeyAttributes}[]`];
const indexKeys = 'GlobalSecondaryIndexes[].KeySchema';

const maxima = ['OnDemandThroughput.MaxReadRequestUnits', 'OnDemandThroughput.MaxWriteRequestUnits'];

const dynalite = 'dynalite 4.0.0, validations/createTable.js';
const dynamoDBLocal = 'DynamoDB Local 2.6.1';

const oneOfEach: Difference = {
  we: 'accept',
  names: ['K1', 'K4'],
  where: hasKeyOfSeveralAttributes,
  minimal: [[hash('at')], [range('at'), range('to')]].map(more => ({
    ...withIndexes(table, { KeySchema: [hash('id'), ...more] }),
    AttributeDefinitions: ['id', ...more.map(key => key.AttributeName)].map(name => define(name)),
  })),
};

/** At most fifteen. */
export const exceptions: readonly Exception[] = [
  {
    rule: 'N7',
    source: `an attribute's name has 1 to 255 characters (API model); ${dynalite} does not look; ${dynamoDBLocal} counts bytes`,
    at: {
      dynalite: {
        we: 'refuse',
        names: [...attributeNames, `${indexKeys}[].AttributeName`],
        minimal: [keyed(''), keyed('x'.repeat(256)), including([''])],
      },
      'DynamoDB Local': { we: 'accept', names: attributeNames, minimal: [keyed('é'.repeat(128))] },
    },
  },
  {
    rule: 'K8',
    source: `"Some AttributeDefinitions are not used" (API); ${dynalite} does not look at tables with indexes; ${dynamoDBLocal} compares counts, in which an attribute of two keys counts twice`,
    at: {
      dynalite: {
        we: 'refuse',
        names: ['K8'],
        minimal: [{ ...withIndexes(table, {}), AttributeDefinitions: [define('id'), define('ttl')] }],
      },
      'DynamoDB Local': {
        we: 'refuse',
        names: ['K8'],
        minimal: [
          {
            ...withIndexes(table, { KeySchema: [hash('at')] }),
            AttributeDefinitions: [define('id'), define('at'), define('ttl')],
            KeySchema: [hash('id'), range('at')],
          },
        ],
      },
    },
  },
  {
    rule: 'K9',
    source: `"Attribute Name is duplicated" (API); ${dynalite} only compares counts, without indexes`,
    at: {
      dynalite: {
        we: 'refuse',
        names: ['K9'],
        minimal: [{ ...withIndexes(table, {}), AttributeDefinitions: [define('id'), define('id', 'N')] }],
      },
    },
  },
  {
    rule: 'K4',
    source: `a global index may have up to four partition keys and four sort keys (API model KeySchema); ${dynalite} and ${dynamoDBLocal} know one of each`,
    at: { dynalite: oneOfEach, 'DynamoDB Local': oneOfEach },
  },
  {
    rule: 'C2-index',
    source: `"ProvisionedThroughput is not specified for index" (API); ${dynalite} asks it of the table alone`,
    at: { dynalite: { we: 'refuse', names: ['C2-index'], minimal: [withIndexes(provisioned, {})] } },
  },
  {
    rule: 'C3',
    source: `units over 40,000 are a matter of an account's quota, which we warn of; ${dynalite} and ${dynamoDBLocal} refuse what is over theirs`,
    at: {
      dynalite: {
        we: 'accept',
        names: [quota],
        minimal: [{ ...provisioned, ProvisionedThroughput: { ...units, ReadCapacityUnits: 10 ** 12 + 1 } }],
      },
      'DynamoDB Local': {
        we: 'accept',
        names: [quota],
        minimal: [{ ...provisioned, ProvisionedThroughput: { ...units, ReadCapacityUnits: 40_001 } }],
      },
    },
  },
  {
    rule: 'C4',
    source: `"Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST" (API); ${dynamoDBLocal} overlooks them`,
    at: {
      'DynamoDB Local': {
        we: 'refuse',
        names: ['C4', 'C4-index'],
        minimal: [{ ...table, ProvisionedThroughput: units }, withIndexes(table, { ProvisionedThroughput: units })],
      },
    },
  },
  {
    rule: 'C5',
    source: `a maximum is at least 1, and not for provisioned tables (API model OnDemandThroughput); ${dynamoDBLocal} takes -1, and does not look at the billing mode`,
    at: {
      'DynamoDB Local': {
        we: 'refuse',
        names: ['C5', 'C5-index', ...maxima, ...maxima.map(place => `GlobalSecondaryIndexes[].${place}`)],
        minimal: [
          { ...table, OnDemandThroughput: { MaxReadRequestUnits: -1, MaxWriteRequestUnits: 1 } },
          { ...provisioned, OnDemandThroughput: { MaxReadRequestUnits: 1, MaxWriteRequestUnits: 1 } },
        ],
      },
    },
  },
  {
    rule: 'C5 for one of both',
    source: `either maximum may be left out (API model OnDemandThroughput), and may be over a quota; ${dynamoDBLocal} asks for both as for provisioned units`,
    at: {
      'DynamoDB Local': {
        we: 'accept',
        names: maxima,
        where: request => /"OnDemandThroughput":\{(?!"Max\w+":\d+,"Max\w+":\d+\})/.test(JSON.stringify(request)),
        minimal: maxima.map(place => ({ ...table, OnDemandThroughput: { [place.split('.')[1]!]: 1 } })),
      },
    },
  },
  {
    rule: 'I6',
    source: `INCLUDE needs 1 to 20 names (API model NonKeyAttributeNameList); ${dynalite} has no such limits, ${dynamoDBLocal} only that of all indexes`,
    at: {
      dynalite: {
        we: 'refuse',
        names: ['I6', nonKeyAttributes],
        minimal: [withIndexes(table, { Projection: { ProjectionType: 'INCLUDE' } }), including(numbered(21))],
      },
      'DynamoDB Local': { we: 'refuse', names: [nonKeyAttributes], minimal: [including(numbered(21))] },
    },
  },
  {
    rule: 'I8',
    source: `at most 100 names over all indexes (API model Projection); ${dynalite} does not count them`,
    at: {
      dynalite: {
        we: 'refuse',
        names: ['I8'],
        minimal: [including(...repeat(5, () => numbered(20)), ['a'])],
      },
    },
  },
  {
    rule: 'I9',
    source: `"Duplicate element in NonKeyAttributes" (API); ${dynalite} does not look`,
    at: { dynalite: { we: 'refuse', names: ['I9'], minimal: [including(['a', 'a'])] } },
  },
  {
    rule: 'I12',
    source:
      'an empty optional list is absent for us and written nowhere (a decision of the design); the API refuses it',
    at: {
      dynalite: {
        we: 'accept',
        names: [emptyList, nonKeyAttributes],
        minimal: [
          { ...table, GlobalSecondaryIndexes: [] },
          withIndexes(table, { Projection: { ProjectionType: 'ALL', NonKeyAttributes: [] } }),
        ],
      },
      'DynamoDB Local': { we: 'accept', names: [emptyList], minimal: [{ ...table, GlobalSecondaryIndexes: [] }] },
    },
  },
  {
    rule: 'types',
    source: `the protocol refuses other types and other words than an enum's ("cannot be converted to", "enum value set"); ${dynalite} rounds fractions; ${dynamoDBLocal} makes text of anything, takes an empty BillingMode for none, an unknown one for its own failure, and any second KeyType for RANGE`,
    at: {
      dynalite: {
        we: 'refuse',
        names: ['type'],
        minimal: [{ ...provisioned, ProvisionedThroughput: { ...units, ReadCapacityUnits: 1.5 } }],
      },
      'DynamoDB Local': {
        we: 'refuse',
        names: ['type', 'BillingMode', 'KeySchema[].KeyType', `${indexKeys}[].KeyType`],
        minimal: [
          { ...table, TableName: 12345 },
          { ...provisioned, BillingMode: '' },
          {
            ...table,
            AttributeDefinitions: [define('id'), define('at')],
            KeySchema: [hash('id'), { ...range('at'), KeyType: 'SORT' }],
          },
        ],
      },
    },
  },
];
