import fc from 'fast-check';
import { createTable } from '../../src/interfaces/create-table';
import { full } from '../../src/interfaces/full';
import type { Interface } from '../../src/interfaces/interface';
import { kratixComponent, kratixRequest } from '../../src/interfaces/kratix';
import { minimal } from '../../src/interfaces/minimal';
import { lostBy, readTable, writeParameters } from '../../src/interfaces/read-table';
import {
  encryptionTrait,
  globalIndexTrait,
  localIndexTrait,
  provisionedCapacityTrait,
  streamsTrait,
  ttlTrait,
} from '../../src/interfaces/traits';
import { check } from '../../src/schema/check';
import type { Shape } from '../../src/schema/shape';
import { isError } from '../../src/schema/violation';
import type { TableSpec } from '../../src/table/table';
import { specOf, tableProps, tables } from '../support/tables';
import { index, localIndex, table, units } from '../table/specs';

const interfaces: readonly (readonly [string, Interface<TableSpec, unknown>])[] = [
  ['full', full],
  ['kratixRequest', kratixRequest],
  ['kratixComponent', kratixComponent],
  ['createTable', createTable],
];

describe.each(interfaces)('%s', (_, through) => {
  test('what it writes of any table, it reads back as the same table', () => {
    fc.assert(
      fc.property(tableProps.map(specOf), spec => {
        const { table: back, violations } = readTable(through, writeParameters(through, spec), 'object');
        expect(violations.filter(isError)).toEqual([]);
        expect(back).toEqual(spec);
        expect(lostBy(through, spec)).toEqual([]);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  test('the same for tables that cover every pair of features', () => {
    for (const { spec } of tables(5, 50))
      expect(readTable(through, writeParameters(through, spec), 'object').table).toEqual(spec);
  });

  test('what it writes is plain JSON, without nulls and empty lists', () => {
    for (const { spec } of tables(6, 20)) {
      const json = JSON.stringify(writeParameters(through, spec));
      expect(JSON.parse(json)).toEqual(writeParameters(through, spec));
      expect(json).not.toMatch(/[:[,](null|\[\]|\{\})/);
    }
  });
});

describe('minimal', () => {
  const sayable = (spec: TableSpec): TableSpec => {
    const leftOut = minimal.limits.map(limit => limit.path);
    const said = Object.entries(spec).filter(([feature]) => !leftOut.includes(feature));
    const rest = Object.fromEntries(said) as unknown as TableSpec;
    const used = new Set(rest.keySchema.map(key => key.attributeName));
    return {
      ...rest,
      billingMode: 'PAY_PER_REQUEST',
      attributeDefinitions: rest.attributeDefinitions.filter(a => used.has(a.attributeName)),
    };
  };

  test('tables that it can say come back', () => {
    for (const spec of tables(7, 50).map(({ spec }) => sayable(spec))) {
      expect(lostBy(minimal, spec)).toEqual([]);
      const { table, violations } = readTable(minimal, writeParameters(minimal, spec), 'object');
      expect(table).toEqual(spec);
      expect(violations.filter(isError)).toEqual([]);
    }
  });

  test('what it cannot say is told with who can', () =>
    expect(
      lostBy(
        minimal,
        table({
          billingMode: 'PROVISIONED',
          provisionedThroughput: units,
          timeToLive: { enabled: true, attributeName: 'ttl' },
          localSecondaryIndexes: [localIndex()],
          globalSecondaryIndexes: [index({ provisionedThroughput: units })],
        }),
      ),
    ).toEqual([
      { path: 'billingMode', reason: 'it has another value there' },
      {
        path: 'provisionedThroughput',
        reason: 'aws-dynamodb-xp leaves it to the trait dynamodb-provisioned-capacity-xp',
      },
      { path: 'timeToLive', reason: 'aws-dynamodb-xp leaves it to the trait dynamodb-ttl-xp' },
      { path: 'localSecondaryIndexes', reason: 'aws-dynamodb-xp leaves it to the trait dynamodb-local-index-xp' },
      { path: 'globalSecondaryIndexes', reason: 'aws-dynamodb-xp leaves it to the trait dynamodb-global-index-xp' },
    ]));

  test('its limits are what it leaves out', () =>
    expect(minimal.limits.map(limit => limit.path)).toEqual([
      'provisionedThroughput',
      'timeToLive',
      'localSecondaryIndexes',
      'globalSecondaryIndexes',
      'sseSpecification',
      'streamSpecification',
      'backupName',
      'connectionSecret',
      'connectionConfigMap',
    ]));
  test.each(interfaces)('%s says everything save whose credentials are taken', (_, through) =>
    expect(through.limits.map(({ path }) => path)).toEqual(['providerConfigRef']),
  );
});

describe('traits', () => {
  const specs = tables(8, 100).map(({ spec }) => spec);
  const valid = (through: Interface<never, unknown>, parameters: unknown) =>
    expect(check(parameters, through.parameters as Shape)).toEqual([]);

  test('ttl says everything of an expiry', () => {
    for (const { timeToLive } of specs)
      if (timeToLive) {
        const parameters = writeParameters(ttlTrait, { timeToLive });
        expect(parameters).toEqual(timeToLive);
        valid(ttlTrait as never, parameters);
      }
  });

  test('streams says everything of a stream', () => {
    for (const { streamSpecification } of specs)
      if (streamSpecification) {
        const parameters = writeParameters(streamsTrait, { streamSpecification });
        const { streamEnabled: enabled, streamViewType: viewType } = streamSpecification;
        expect(parameters).toEqual(viewType === undefined ? { enabled } : { enabled, viewType });
        valid(streamsTrait as never, parameters);
      }
  });

  test('encryption says everything of a key', () => {
    for (const { sseSpecification } of specs)
      if (sseSpecification) {
        const parameters = writeParameters(encryptionTrait, { sseSpecification });
        const { kmsMasterKeyID: kmsKeyId, kmsMasterKeyRef: kmsKeyRef, ...rest } = sseSpecification;
        expect(parameters).toEqual(JSON.parse(JSON.stringify({ ...rest, kmsKeyId, kmsKeyRef })));
        valid(encryptionTrait as never, parameters);
      }
  });

  test('provisioned-capacity says the units, flat', () => {
    for (const { billingMode, provisionedThroughput } of specs)
      if (provisionedThroughput) {
        const parameters = writeParameters(provisionedCapacityTrait, { billingMode, provisionedThroughput });
        expect(parameters).toEqual(provisionedThroughput);
        valid(provisionedCapacityTrait as never, parameters);
      }
  });

  test('local-index says the indexes, in the words of the table', () => {
    for (const { localSecondaryIndexes } of specs)
      if (localSecondaryIndexes) {
        const parameters = writeParameters(localIndexTrait, { localSecondaryIndexes });
        expect(parameters).toEqual({ indexes: localSecondaryIndexes });
        valid(localIndexTrait as never, parameters);
      }
  });

  test('global-index says the indexes, in the words of the table', () => {
    for (const { globalSecondaryIndexes } of specs)
      if (globalSecondaryIndexes) {
        const parameters = writeParameters(globalIndexTrait, { globalSecondaryIndexes });
        expect(parameters).toEqual({ indexes: globalSecondaryIndexes });
        valid(globalIndexTrait as never, parameters);
      }
  });
});
