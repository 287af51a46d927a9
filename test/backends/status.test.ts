import { cel, celBoolean } from '../../src/expression/cel';
import { cueBoolean, cueFields, cueValue } from '../../src/expression/cue';
import { evaluate, holds } from '../../src/expression/evaluate';
import { object, type View, viewOf } from '../../src/expression/expression';
import { engines } from './engines';

const arn = 'arn:aws:dynamodb:us-west-2:ACCOUNT:table/users';

/** What a cluster says of a table, and what an operator is to make of it. */
interface Sample {
  readonly status?: unknown;
  readonly ready: boolean;
  readonly message: string;
  readonly facts?: object;
}

const condition = (type: string, status: string, message?: string) => ({
  type,
  status,
  ...(message === undefined ? {} : { message }),
});

const samples: { readonly [engine: string]: { readonly [name: string]: Sample } } = {
  ack: {
    'no status yet': { ready: false, message: 'Waiting for the ACK controller' },
    'an empty status': { status: {}, ready: false, message: 'Waiting for the ACK controller' },
    'no conditions yet': { status: { conditions: [] }, ready: false, message: 'Waiting for the ACK controller' },
    creating: {
      status: { tableStatus: 'CREATING', conditions: [condition('Ready', 'False', 'resource is not ready')] },
      ready: false,
      message: 'The table is CREATING',
      facts: { tableStatus: 'CREATING' },
    },
    ready: {
      status: {
        ackResourceMetadata: { arn, ownerAccountID: '1', region: 'x' },
        tableStatus: 'ACTIVE',
        latestStreamARN: 'stream',
        conditions: [condition('ACK.ResourceSynced', 'True'), condition('Ready', 'True')],
      },
      ready: true,
      message: 'The table is ACTIVE',
      facts: { tableArn: arn, tableStatus: 'ACTIVE', latestStreamArn: 'stream' },
    },
    'active, but not ready: an index backfills': {
      status: { tableStatus: 'ACTIVE', conditions: [condition('Ready', 'False')] },
      ready: false,
      message: 'The table is ACTIVE',
      facts: { tableStatus: 'ACTIVE' },
    },
    'ready beside a terminal error': {
      status: {
        tableStatus: 'ACTIVE',
        conditions: [condition('Ready', 'True'), condition('ACK.Terminal', 'True', 'Resource already exists')],
      },
      ready: false,
      message: 'Resource already exists',
      facts: { tableStatus: 'ACTIVE' },
    },
    'ready beside an error that ACK tries again': {
      status: {
        tableStatus: 'ACTIVE',
        conditions: [condition('Ready', 'True'), condition('ACK.Recoverable', 'True', 'AccessDeniedException')],
      },
      ready: false,
      message: 'AccessDeniedException',
      facts: { tableStatus: 'ACTIVE' },
    },
    'a terminal error that is over': {
      status: {
        tableStatus: 'ACTIVE',
        conditions: [condition('ACK.Terminal', 'False', 'was bad'), condition('Ready', 'True')],
      },
      ready: true,
      message: 'The table is ACTIVE',
      facts: { tableStatus: 'ACTIVE' },
    },
    'a terminal error without a message': {
      status: { conditions: [condition('ACK.Terminal', 'True')] },
      ready: false,
      message: 'Waiting for the ACK controller',
    },
    'ready unknown': {
      status: { conditions: [condition('Ready', 'Unknown')] },
      ready: false,
      message: 'Waiting for the ACK controller',
    },
  },
  crossplane: {
    'no status yet': { ready: false, message: 'Waiting for the Crossplane provider' },
    'no conditions yet': { status: { conditions: [] }, ready: false, message: 'Waiting for the Crossplane provider' },
    creating: {
      status: { conditions: [condition('Synced', 'True'), condition('Ready', 'False', 'Creating')] },
      ready: false,
      message: 'Creating',
    },
    ready: {
      status: {
        atProvider: { arn, streamArn: 'stream', id: 'users' },
        conditions: [condition('Ready', 'True'), condition('Synced', 'True')],
      },
      ready: true,
      message: arn,
      facts: { tableArn: arn, latestStreamArn: 'stream' },
    },
    'ready, but a later change fails': {
      status: {
        atProvider: { arn },
        conditions: [condition('Ready', 'True'), condition('Synced', 'False', 'update failed: denied')],
      },
      ready: false,
      message: 'update failed: denied',
      facts: { tableArn: arn },
    },
    'ready before it was synced': {
      status: { conditions: [condition('Ready', 'True')] },
      ready: false,
      message: 'Waiting for the Crossplane provider',
    },
    'not ready and not synced': {
      status: {
        conditions: [condition('Ready', 'False', 'Creating'), condition('Synced', 'False', 'cannot reach AWS')],
      },
      ready: false,
      message: 'cannot reach AWS',
    },
  },
  kro: {
    'no status yet': { ready: false, message: 'Waiting for kro' },
    'in progress': { status: { state: 'IN_PROGRESS' }, ready: false, message: 'The graph is IN_PROGRESS' },
    error: {
      status: { state: 'ERROR', tableStatus: 'UPDATING' },
      ready: false,
      message: 'The graph is in error',
      facts: { tableStatus: 'UPDATING' },
    },
    'an error that kro explains': {
      status: { state: 'ERROR', tableStatus: 'ACTIVE', conditions: [condition('Ready', 'False', 'tags: too many')] },
      ready: false,
      message: 'tags: too many',
      facts: { tableStatus: 'ACTIVE' },
    },
    ready: {
      status: { state: 'ACTIVE', tableStatus: 'ACTIVE', tableArn: arn },
      ready: true,
      message: 'The table is ACTIVE',
      facts: { tableStatus: 'ACTIVE', tableArn: arn },
    },
    'a table that is active in a graph that is not': {
      status: { state: 'IN_PROGRESS', tableStatus: 'ACTIVE' },
      ready: false,
      message: expect.any(String) as never,
      facts: { tableStatus: 'ACTIVE' },
    },
  },
  kratix: {
    'no status yet': { ready: false, message: 'Rendered: nothing has reported the table back yet' },
    'the pipeline ran': {
      status: { message: 'Resource requested', observedGeneration: 1 },
      ready: false,
      message: 'Rendered: nothing has reported the table back yet',
    },
    creating: {
      status: { tableStatus: 'CREATING' },
      ready: false,
      message: 'The table is CREATING',
      facts: { tableStatus: 'CREATING' },
    },
    active: {
      status: { tableStatus: 'ACTIVE', tableArn: arn },
      ready: true,
      message: 'The table is ACTIVE',
      facts: { tableStatus: 'ACTIVE', tableArn: arn },
    },
    'a health record that says ready': {
      status: { healthStatus: { state: 'ready' } },
      ready: true,
      message: 'The table is ready',
    },
    'a health record that says healthy': {
      status: { healthStatus: { state: 'healthy' } },
      ready: true,
      message: 'The table is healthy',
    },
    'a health record that says degraded': {
      status: { healthStatus: { state: 'degraded' } },
      ready: false,
      message: 'The table is degraded',
    },
    'active, and healthy': {
      status: { tableStatus: 'ACTIVE', healthStatus: { state: 'healthy' } },
      ready: true,
      message: 'The table is ACTIVE and healthy',
      facts: { tableStatus: 'ACTIVE' },
    },
    'active, but unhealthy': {
      status: { tableStatus: 'ACTIVE', healthStatus: { state: 'unhealthy' } },
      ready: false,
      message: 'The table is ACTIVE and unhealthy',
      facts: { tableStatus: 'ACTIVE' },
    },
    'healthy, but being deleted': {
      status: { tableStatus: 'DELETING', healthStatus: { state: 'healthy' } },
      ready: false,
      message: 'The table is DELETING and healthy',
      facts: { tableStatus: 'DELETING' },
    },
    'active, and a health record without a state': {
      status: { tableStatus: 'ACTIVE', healthStatus: {} },
      ready: true,
      message: 'The table is ACTIVE',
      facts: { tableStatus: 'ACTIVE' },
    },
    'a health record without a state': {
      status: { healthStatus: {} },
      ready: false,
      message: 'Rendered: nothing has reported the table back yet',
    },
  },
};

const given = (value: unknown) => ({ values: { object: value } });

test('every engine has samples', () => expect(Object.keys(samples)).toEqual(engines.map(engine => engine.name)));

describe.each(engines.map(engine => ({ name: engine.name, status: engine.status })))(
  '$name',
  ({ name, status: vocabulary }) => {
    const view = viewOf(vocabulary.shape, ['object']) as View<unknown>;

    test.each(Object.entries(samples[name]!))('%s', (_, { status, ready, message, facts = {} }) => {
      const sample = given(status === undefined ? {} : { metadata: { name: 'x' }, status });
      expect(holds(vocabulary.ready(view), sample)).toBe(ready);
      expect(evaluate(vocabulary.message(view), sample)).toEqual(message);
      expect(evaluate(object<{ readonly [fact: string]: unknown }>(vocabulary.facts(view)), sample)).toEqual(facts);
    });

    test('all of it has a form in CUE and in CEL', () => {
      expect(cueBoolean(vocabulary.ready(view), { object: 'context.output' })).toContain(
        'context.output.status != _|_',
      );
      expect(celBoolean(vocabulary.ready(view), { object: 'table' })).toContain('has(table.status)');
      expect(cueValue(vocabulary.message(view), { object: 'context.output' })).toMatch(
        /^\[if context\.output\.status != _\|_ .*\]\[0\]$/s,
      );
      expect(cel(vocabulary.message(view), { object: 'table' })).toContain('.orValue(');
      for (const fact of Object.values(vocabulary.facts(view))) {
        expect(cueFields(object<{ fact?: unknown }>({ fact }), { object: 'context.output' })).toMatch(
          /^if context\.output\.status != _\|_ /,
        );
        expect(cel(fact, { object: 'table' })).toMatch(/^has\(table\.status\) && .* : optional\.none\(\)$/s);
      }
    });
  },
);
