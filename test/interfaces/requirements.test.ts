import fc from 'fast-check';
import { ack } from '../../src/backends/ack/engine';
import { celBoolean } from '../../src/expression/cel';
import { cueFailures } from '../../src/expression/cue';
import { holds } from '../../src/expression/evaluate';
import { createTable } from '../../src/interfaces/create-table';
import { full } from '../../src/interfaces/full';
import type { Interface } from '../../src/interfaces/interface';
import { kratixComponent, kratixRequest } from '../../src/interfaces/kratix';
import { minimal } from '../../src/interfaces/minimal';
import { readTable, writeParameters } from '../../src/interfaces/read-table';
import { listLengths, needs, type Requirement, rulesAsked } from '../../src/interfaces/requirements';
import { ttlTrait } from '../../src/interfaces/traits';
import { check } from '../../src/schema/check';
import type { Shape } from '../../src/schema/shape';
import { tableRules } from '../../src/table/judge';
import { features, type TableSpec } from '../../src/table/table';
import { specOf, tableProps } from '../support/tables';
import { index, names, table } from '../table/specs';

const interfaces: readonly (readonly [string, Interface<TableSpec, unknown>])[] = [
  ['full', full],
  ['kratixRequest', kratixRequest],
  ['kratixComponent', kratixComponent],
  ['createTable', createTable],
];
const rules = [...tableRules, ...ack.rules];
const synthOnly = features.flatMap(feature => feature.synthRules ?? []).map(rule => rule.id);

const broken = (requirements: readonly Requirement[], parameter: unknown) =>
  requirements
    .filter(({ predicate }) => !holds(predicate, { values: { parameter, objectName: 'object' } }))
    .map(({ message }) => message);
const idOf = (message: string) => message.match(/\[([^\]]+)\]$/)?.[1];

describe.each(interfaces)('%s', (_, through) => {
  const asked = rulesAsked(through, through.read('parameter'), rules);

  test('asks of the parameters what judging asks of the table, right or wrong', () => {
    const mixed = fc.tuple(
      tableProps.map(specOf),
      tableProps.map(specOf),
      fc.subarray([
        'attributeDefinitions',
        'keySchema',
        'billingMode',
        'provisionedThroughput',
        'timeToLive',
        'localSecondaryIndexes',
        'globalSecondaryIndexes',
        'tags',
      ] as const),
    );
    fc.assert(
      fc.property(mixed, ([one, two, swapped]) => {
        const spec = { ...one, ...Object.fromEntries(swapped.map(field => [field, two[field]])) } as TableSpec;
        const parameters = writeParameters(through, spec);
        const told = readTable(through, parameters, 'object', { rules }).violations.flatMap(({ rule, severity }) =>
          rule === undefined || severity === 'warning' || synthOnly.includes(rule) ? [] : [rule],
        );
        expect([...new Set(broken(asked, parameters).map(idOf))].sort()).toEqual([...new Set(told)].sort());
      }),
      { seed: 21, numRuns: 40 },
    );
  });

  test('asks every rule but warnings and what it cannot break, and each has a form in CUE and in CEL', () => {
    const view = through.read('parameter');
    const errors = rules
      .filter(rule => rule.severity !== 'warning' && rule.holds(view).op !== 'constant')
      .map(rule => rule.id);
    expect(asked.map(({ message }) => idOf(message))).toEqual(errors);
    for (const { predicate } of asked) {
      for (const clauses of cueFailures(predicate, { parameter: 'parameter' })) expect(clauses).toMatch(/^if /);
      expect(celBoolean(predicate, { parameter: 'schema.spec' })).toContain('schema.spec');
    }
  });
});

test('what an interface fixes is not asked', () => {
  const asked = rulesAsked(minimal, minimal.read('parameter'), rules).map(({ message }) => idOf(message));
  for (const id of ['C2', 'C4', 'C2-index', 'N6', 'I6', 'T2']) expect(asked).not.toContain(id);
  expect(asked).toEqual(expect.arrayContaining(['K1', 'K3', 'K7', 'K8', 'K9', 'G4']));
});

describe('messages are in the words of the interface', () => {
  const message = (through: Interface<TableSpec, unknown>, id: string) =>
    rulesAsked(through, through.read('parameter'), rules).find(one => idOf(one.message) === id)?.message;
  test.each<readonly [string, Interface<TableSpec, unknown>, string]>([
    [
      'C4',
      kratixRequest,
      'provisioned: must not be given with billing mode PAY_PER_REQUEST. Leave it out, or choose PROVISIONED. [C4]',
    ],
    [
      'T2',
      full,
      'ttlEnabled: is a key attribute that is no number, so items would never expire. Take a number attribute that holds epoch seconds. [T2]',
    ],
    ['K9', createTable, 'AttributeDefinitions: an element is defined twice. Give each attribute one type. [K9]'],
    ['G4', full, 'tags: an element begins with aws:, which is reserved. Choose another key. [G4]'],
  ])('%s', (id, through, text) => {
    // of T2 the parameter is the one that says whether there is an expiry, or the one that names its attribute
    const acceptable = id === 'T2' ? [text, text.replace('ttlEnabled', 'ttlAttributeName')] : [text];
    expect(acceptable).toContain(message(through, id));
  });
});

describe('needs', () => {
  test.each<readonly [string, Shape]>([
    ['full', full.parameters as Shape],
    ['kratixRequest', kratixRequest.parameters as Shape],
  ])('%s asks for both halves of the time to live, as the check does', (_, parameters) => {
    const asked = needs(parameters, 'parameter');
    for (const given of [
      {},
      { ttlEnabled: true },
      { ttlEnabled: false },
      { ttlAttributeName: 'a' },
      { ttlEnabled: false, ttlAttributeName: 'a' },
    ]) {
      const told = check(given, parameters).flatMap(({ path, problem }) =>
        problem.startsWith('needs ') ? [`${path[0]} ${problem}`] : [],
      );
      expect(broken(asked, given)).toEqual(told);
    }
  });

  test('an interface without such pairs asks nothing', () => {
    expect(needs(ttlTrait.parameters as Shape, 'parameter')).toEqual([]);
    expect(needs(createTable.parameters as Shape, 'parameter')).toEqual([]);
  });
});

describe('list lengths', () => {
  const long = { ...index(), projection: { projectionType: 'INCLUDE', nonKeyAttributes: names(21) } } as const;
  const specs: readonly (readonly [string, TableSpec, readonly string[]])[] = [
    ['right', table({ globalSecondaryIndexes: [index()] }), []],
    ['no definitions', table({ attributeDefinitions: [] }), ['attributeDefinitions']],
    ['no key', table({ keySchema: [] }), ['keySchema']],
    [
      '21 indexes',
      table({ globalSecondaryIndexes: Array.from({ length: 21 }, () => index()) }),
      ['globalSecondaryIndexes'],
    ],
    [
      'an index without a key',
      table({ globalSecondaryIndexes: [index(), index({ keySchema: [] })] }),
      ['globalSecondaryIndexes[].keySchema'],
    ],
    [
      '21 included attributes',
      table({ globalSecondaryIndexes: [long] }),
      ['globalSecondaryIndexes[].projection.nonKeyAttributes'],
    ],
    ['51 tags', table({ tags: names(51).map(key => ({ key, value: '' })) }), ['tags']],
  ];
  test.each(specs)('%s', (_, spec, places) => {
    const messages = broken(listLengths(full.parameters as Shape, 'parameter'), writeParameters(full, spec));
    expect([...new Set(messages.map(message => message.split(' ')[0]))]).toEqual(places);
  });
});
