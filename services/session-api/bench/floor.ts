import { createServer } from 'node:http';
import { Pool } from 'undici';

/**
 * The least that a Node server can do: take a request, ask the stub, answer. No routes, checks, signature, time limits,
 * retries, log or metrics. What the service costs more than this is what it does; this is what Node costs.
 */
const pool = new Pool(String(process.env.LOCALSTACK_ENDPOINT), { connections: 64 });

createServer(async (request, response) => {
  if (request.url === '/health') {
    response.end('{}');
    return;
  }
  request.resume();
  const operation = request.method === 'POST' ? 'PutItem' : 'GetItem';
  const headers = { 'x-amz-target': `DynamoDB_20120810.${operation}` };
  const answer = await pool.request({ method: 'POST', path: '/', headers, body: '{}' });
  response.statusCode = request.method === 'POST' ? 201 : 200;
  response.end(await answer.body.text());
}).listen(Number(process.env.PORT), '127.0.0.1');
