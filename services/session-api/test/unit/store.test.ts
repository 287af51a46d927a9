import { setTimeout as sleep } from 'node:timers/promises';
import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { Deadline } from '../../src/deadline';
import type { DynamoDBClient } from '../../src/dynamodb/client';
import { DynamoDBError } from '../../src/dynamodb/errors';
import type { Item } from '../../src/dynamodb/operations';
import { toItem } from '../../src/sessions/session';
import { SessionStore } from '../../src/sessions/store';

const events = { expired: () => {}, malformed: () => {} };
const lifetime = { seconds: 3600, sliding: false, maxSeconds: 7200 };

function conditionFailed(): DynamoDBError {
  const body = '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"}';
  return DynamoDBError.fromAnswer('PutItem', 400, body);
}

type Asked = Record<string, unknown>;

/** A store over a client that answers with `answer`, and what that client was asked. */
function storeOver(answer: (operation: string) => unknown) {
  const asked: { readonly operation: string; readonly input: Asked }[] = [];
  const call = async (operation: string, given: Asked | (() => Asked)) => {
    const input = typeof given === 'function' ? given() : given;
    asked.push({ operation, input });
    return answer(operation);
  };
  const store = new SessionStore({ call } as unknown as DynamoDBClient, 'sessions', lifetime, () => 0, events);
  return { store, asked };
}

test('a late attempt of a POST cannot overwrite what was written to the session since', async () => {
  const { store, asked } = storeOver(() => ({}));
  await store.create(store.draft('id', 'user', {}), Deadline.after(1000));
  expect(asked[0]?.input).toHaveProperty('ConditionExpression', 'attribute_not_exists(id)');
});

test('a retry that finds its own first attempt there is a success', async () => {
  const { store } = storeOver(() => {
    throw conditionFailed();
  });
  await expect(store.create(store.draft('id', 'user', {}), Deadline.after(1000))).resolves.toBeUndefined();
});

test('writers that lose a race stand back: few calls for each, instead of one for each time that another wins', async () => {
  const writers = 100;
  let calls = 0;
  let item: Item = {};
  const call = async (operation: string, input: unknown) => {
    calls++;
    await sleep(2);
    if (operation === 'GetItem') return { Item: item };
    const { ':read': read, ':revision': revision } = (input as () => UpdateItemCommandInput)()
      .ExpressionAttributeValues as Item;
    if (read?.S !== item.revision?.S) throw conditionFailed();
    item = { ...item, revision: revision! };
    return { Attributes: item };
  };
  const store = new SessionStore({ call } as unknown as DynamoDBClient, 'sessions', lifetime, () => 0, events);
  item = toItem(store.draft('id', 'user', {}));
  const write = () => store.replaceData('id', {}, {}, Deadline.after(20_000));
  await Promise.all(Array.from({ length: writers }, write));
  expect(calls).toBeLessThan(30 * writers);
});

test('whoever loses until the time is over is told why', async () => {
  const { store, asked } = storeOver(operation => {
    if (asked.length > 1000) throw new Error('It never gives up');
    if (operation === 'GetItem') return { Item: toItem(store.draft('id', 'user', {})) };
    throw conditionFailed();
  });
  await expect(store.replaceData('id', {}, {}, Deadline.after(300))).rejects.toThrow(
    'Too many are changing this session at once',
  );
});
