import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A DynamoDB that knows one session and takes 5 ms for everything, so that only the servers differ. */
const latency = 5;
const item = {
  Item: {
    id: { S: 'AAAAAAAAAAAAAAAAAAAAAA' },
    userId: { S: 'user-123' },
    data: { S: '{"theme":"dark","cart":[1,2,3],"loginTime":"2026-01-16T18:00:00Z"}' },
    createdAt: { S: '2026-11-21T00:00:00.000Z' },
    expiresAt: { N: '4102444800' },
    revision: { S: 'AAAAAAAAAAAA' },
  },
};
const answers: Readonly<Record<string, string>> = { GetItem: JSON.stringify(item), PutItem: '{}' };

const server = createServer((request, response) => {
  const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
  const body = answers[operation];
  request.resume();
  request.on('end', () =>
    setTimeout(() => {
      const headers = { 'content-type': 'application/x-amz-json-1.0', 'content-length': String(body?.length ?? 2) };
      response.writeHead(body === undefined ? 400 : 200, headers).end(body ?? '{}');
    }, latency),
  );
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.on('disconnect', () => process.exit());
