import { ack } from '../../../src/backends/ack/engine';
import { violationText } from '../../../src/schema/violation';
import { Billing, Capacity } from '../../../src/table/features/billing';
import { AttributeType } from '../../../src/table/features/keys';
import { ofProps, ofRequest } from './doors';

const byId = { indexName: 'by-id', partitionKey: { name: 'id', type: AttributeType.STRING } };
const units = { readCapacity: Capacity.fixed(20_000), writeCapacity: Capacity.fixed(5000) };

test.each([
  { readUnitsPerSecond: 12_000, writeUnitsPerSecond: 4000 },
  { readUnitsPerSecond: 12_000 },
  { writeUnitsPerSecond: 4000 },
])('%j is taken as it is', warmThroughput => {
  const written = ofProps({ warmThroughput, globalSecondaryIndexes: [{ ...byId, warmThroughput }] });
  expect(written.violations).toEqual([]);
  expect(written.table).toMatchObject({ warmThroughput, globalSecondaryIndexes: [{ warmThroughput }] });
});

test('a request is taken as it is', () =>
  expect(ofRequest({ WarmThroughput: { ReadUnitsPerSecond: 12_000 } })).toMatchObject({
    table: { warmThroughput: { readUnitsPerSecond: 12_000 } },
    violations: [],
  }));

test('a table that says nothing has none', () => {
  expect(ofProps({}).table?.warmThroughput).toBeUndefined();
  const [index] = ofProps({ globalSecondaryIndexes: [byId] }).table?.globalSecondaryIndexes ?? [];
  expect(index?.warmThroughput).toBeUndefined();
});

test('as much as is provisioned is enough', () => {
  const warmThroughput = { readUnitsPerSecond: 20_000, writeUnitsPerSecond: 5000 };
  const written = ofProps({
    billing: Billing.provisioned(units),
    warmThroughput,
    globalSecondaryIndexes: [{ ...byId, ...units, warmThroughput }],
  });
  expect(written.violations).toEqual([]);
});

test.each([
  ['warmThroughput: must give reads, writes or both', { warmThroughput: {} }],
  [
    'globalSecondaryIndexes[0].warmThroughput: must give reads, writes or both',
    { globalSecondaryIndexes: [{ ...byId, warmThroughput: {} }] },
  ],
  ['warmThroughput.readUnitsPerSecond: must be at least 12000', { warmThroughput: { readUnitsPerSecond: 11_999 } }],
  [
    'globalSecondaryIndexes[0].warmThroughput.writeUnitsPerSecond: must be at least 4000',
    { globalSecondaryIndexes: [{ ...byId, warmThroughput: { writeUnitsPerSecond: 3999 } }] },
  ],
  [
    'warmThroughput.readUnitsPerSecond: is lower than the provisioned units',
    { billing: Billing.provisioned(units), warmThroughput: { readUnitsPerSecond: 19_999 } },
  ],
  [
    'globalSecondaryIndexes[0].warmThroughput.writeUnitsPerSecond: is lower than the provisioned units',
    {
      billing: Billing.provisioned(units),
      globalSecondaryIndexes: [{ ...byId, ...units, warmThroughput: { writeUnitsPerSecond: 4999 } }],
    },
  ],
])('%s', (words, props) =>
  expect(ofProps(props).violations.map(violationText)).toEqual([expect.stringContaining(words)]),
);

test('ACK is refused it, of the table and of an index', () => {
  const warmThroughput = { readUnitsPerSecond: 12_000 };
  const { violations } = ofProps({ warmThroughput, globalSecondaryIndexes: [{ ...byId, warmThroughput }] }, ack.rules);
  const why = 'cannot be given, because ACK leaves warm throughput to DynamoDB; Crossplane has it';
  expect(violations.map(violationText)).toEqual([
    expect.stringContaining(`warmThroughput: ${why}`),
    expect.stringContaining(`globalSecondaryIndexes[0].warmThroughput: ${why}`),
  ]);
});
