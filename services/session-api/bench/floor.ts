import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { RequestSigner } from '../src/dynamodb/signer';

/**
 * The least that a Node server can do, in three steps: `http` takes a request and answers 5 ms later, `exchange` asks
 * the stub instead, `signed` signs what it asks. No routes, checks, time limits, retries, log or metrics: what the
 * service costs more than these is what it does; these are what Node and AWS's signer cost.
 */
const step = process.env.FLOOR;
const endpoint = String(process.env.LOCALSTACK_ENDPOINT);
const pool = new Pool(endpoint, { connections: 64 });
const signer = new RequestSigner(endpoint, 'us-west-2', async () => ({ accessKeyId: 'test', secretAccessKey: 'test' }));
const input = '{"TableName":"sessions","Key":{"id":{"S":"AAAAAAAAAAAAAAAAAAAAAA"}},"ConsistentRead":true}';

createServer((request, response) => {
  request.resume();
  response.statusCode = request.method === 'POST' ? 201 : 200;
  if (request.url === '/health') response.end('{}');
  else void answer(request.method === 'POST' ? 'PutItem' : 'GetItem', response);
}).listen(Number(process.env.PORT), '127.0.0.1');

async function answer(operation: string, response: ServerResponse): Promise<void> {
  if (step === 'http') {
    await sleep(5);
    response.end('{}');
    return;
  }
  const headers =
    step === 'signed'
      ? await signer.sign(operation, input)
      : { 'x-amz-target': `DynamoDB_20120810.${operation}`, 'content-type': 'application/x-amz-json-1.0' };
  const { body } = await pool.request({ method: 'POST', path: '/', headers, body: input });
  response.end(await body.text());
}
