// What users of the constructs may not write. Compiled by `npm run types`, never run.

import type { Chart } from 'cdk8s';
import { AttributeType, Backend, Billing, Capacity, Environment, Table, TimeToLive } from '../../src';

declare const chart: Chart;
const partitionKey = { name: 'id', type: AttributeType.STRING };
new Table(chart, 'ok', { tableName: 'users', partitionKey });

// @ts-expect-error a table has a name
new Table(chart, 'x', { partitionKey });

// @ts-expect-error a table has a partition key
new Table(chart, 'x', { tableName: 'users' });

// @ts-expect-error a misspelt prop
new Table(chart, 'x', { tableName: 'users', partitionKey, timeToLiveAttribut: 'ttl' });

// @ts-expect-error a type is one of AttributeType
new Table(chart, 'x', { tableName: 'users', partitionKey: { name: 'id', type: 'STRING' } });

// @ts-expect-error billing is a Billing
new Table(chart, 'x', { tableName: 'users', partitionKey, billing: 'PAY_PER_REQUEST' });

// @ts-expect-error capacity is a Capacity
Billing.provisioned({ readCapacity: 5, writeCapacity: Capacity.fixed(5) });

// @ts-expect-error both dimensions are given
Billing.provisioned({ readCapacity: Capacity.fixed(5) });

// @ts-expect-error a backend is a Backend
new Table(chart, 'x', { tableName: 'users', partitionKey, backend: 'ack' });

// @ts-expect-error switching off names the attribute
TimeToLive.disabled();

// @ts-expect-error the constructors of enum-like classes are private
new Backend('ack');

// @ts-expect-error an environment has a region
new Environment({ name: 'aws' });
