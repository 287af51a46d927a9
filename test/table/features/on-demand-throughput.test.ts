import { violationText } from '../../../src/schema/violation';
import { Billing, Capacity } from '../../../src/table/features/billing';
import { AttributeType } from '../../../src/table/features/keys';
import { ofProps, ofRequest } from './doors';

const maximum = { maxReadRequestUnits: 100, maxWriteRequestUnits: 50 };
const byId = { indexName: 'by-id', partitionKey: { name: 'id', type: AttributeType.STRING } };
const units = { readCapacity: Capacity.fixed(1), writeCapacity: Capacity.fixed(1) };

test.each([maximum, { maxReadRequestUnits: 1 }, { maxWriteRequestUnits: 1 }])('%j is taken as it is', onDemand => {
  const written = ofProps({ billing: Billing.onDemand(onDemand), globalSecondaryIndexes: [{ ...byId, ...onDemand }] });
  expect(written.violations).toEqual([]);
  expect(written.table).toMatchObject({
    onDemandThroughput: onDemand,
    globalSecondaryIndexes: [{ onDemandThroughput: onDemand }],
  });
});

test('a request is taken as it is', () =>
  expect(ofRequest({ OnDemandThroughput: { MaxReadRequestUnits: 100 } })).toMatchObject({
    table: { onDemandThroughput: { maxReadRequestUnits: 100 } },
    violations: [],
  }));

test('a table that says nothing has no maximum', () => {
  expect(ofProps({}).table?.onDemandThroughput).toBeUndefined();
  const [index] = ofProps({ globalSecondaryIndexes: [byId] }).table?.globalSecondaryIndexes ?? [];
  expect(index?.onDemandThroughput).toBeUndefined();
});

test.each([
  ['billing: must give a maximum for reads', { billing: Billing.onDemand({}) }],
  ['billing.maxReadRequestUnits: must be at least 1', { billing: Billing.onDemand({ maxReadRequestUnits: 0 }) }],
  [
    'globalSecondaryIndexes[0].indexName: has a maximum of requests',
    { billing: Billing.provisioned(units), globalSecondaryIndexes: [{ ...byId, ...units, ...maximum }] },
  ],
  [
    'globalSecondaryIndexes[0].maxWriteRequestUnits: must be at least 1',
    { globalSecondaryIndexes: [{ ...byId, maxWriteRequestUnits: -1 }] },
  ],
])('%s', (words, props) =>
  expect(ofProps(props).violations.map(violationText)).toEqual([expect.stringContaining(words)]),
);
