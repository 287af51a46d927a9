import pino from 'pino';
import { readConfig } from './config';
import { ConfigurationError } from './environment';
import { createServer } from './server';
import { closeOnSignals } from './shutdown';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  // Lines are written together, at the latest after a second: a write per line would cost as much as the request.
  const destination = pino.destination({ dest: 1, minLength: 4096, sync: true });
  setInterval(() => destination.flush(), 1_000).unref();
  process.on('exit', () => destination.flushSync());
  const log = pino({ level: config.logLevel, base: { service: 'session-api' } }, destination);

  const server = await createServer(config, log);
  const address = await server.app.listen({ host: config.host, port: config.port });
  log.info({ address, table: config.tableName, endpoint: config.endpoint }, 'listening');
  closeOnSignals(server, config.drainSeconds, log);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exit(1);
});
