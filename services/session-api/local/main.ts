import pino from 'pino';
import { readConfig } from '../src/config';
import { createServer } from '../src/server';
import { closeOnSignals } from '../src/shutdown';
import { EmulatorAdmin } from './admin-client';
import { sessionTable } from './create-table';
import { startEmulator } from './emulator';

/** The session service on loopback with DynamoDB embedded: nothing to install, no account, nothing left behind. */
async function main(): Promise<void> {
  const tableName = 'sessions';
  const emulator = await startEmulator();
  await new EmulatorAdmin(emulator.endpoint).createTable(sessionTable(tableName));
  const fromEnvironment = readConfig({
    LOG_LEVEL: 'warn',
    DRAIN_SECONDS: '0',
    ...process.env,
    ADMIN_KEY: process.env.ADMIN_KEY || 'local-admin-key-for-trying',
    HOST: '127.0.0.1',
    DYNAMODB_TABLE_NAME: tableName,
    AWS_ENDPOINT_URL_DYNAMODB: emulator.endpoint,
  });
  const config = { ...fromEnvironment, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const server = await createServer(config, pino({ level: config.logLevel }));
  const address = await server.app.listen({ host: config.host, port: config.port });
  closeOnSignals(server, config.drainSeconds, pino({ level: 'silent' }));
  console.log(`The session service answers at ${address} (in memory; Ctrl-C ends it). Try:

  curl -s ${address}/sessions -H 'Content-Type: application/json' -d '{"userId":"user-123","data":{"theme":"dark"}}'
  curl -s ${address}/sessions/user/user-123
  curl -s ${address}/sessions -H 'X-API-Key: ${config.adminKey}'
  curl -s ${address}/openapi.json
`);
}

main().catch((error: NodeJS.ErrnoException) => {
  const isTaken = error.code === 'EADDRINUSE';
  console.error(isTaken ? `${error.message}\nChoose another port: PORT=8081 npm run session-api` : error.message);
  process.exit(1);
});
