import { Deadline } from '../../src/deadline';
import type { DynamoDBClient } from '../../src/dynamodb/client';
import { DynamoDBError } from '../../src/dynamodb/errors';
import { SessionStore } from '../../src/sessions/store';

const events = { expired: () => {}, malformed: () => {} };
const lifetime = { seconds: 3600, sliding: false, maxSeconds: 7200 };

/** A store over a client that answers with `answer`, and what that client was asked. */
function storeOver(answer: () => unknown) {
  const asked: { readonly operation: string; readonly input: Record<string, unknown> }[] = [];
  const call = async (operation: string, input: Record<string, unknown>) => {
    asked.push({ operation, input });
    return answer();
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
    throw DynamoDBError.fromAnswer(
      400,
      '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"}',
    );
  });
  await expect(store.create(store.draft('id', 'user', {}), Deadline.after(1000))).resolves.toBeUndefined();
});
