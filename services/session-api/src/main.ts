import './signals';
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

/** A fault of ours with its place in the code; what an operator can put right without. */
function explain(error: unknown): unknown {
  if (error instanceof ConfigurationError) return error.message;
  const isSystems = error instanceof Error && 'syscall' in error;
  return isSystems
    ? `The service cannot listen: ${error.message}. Set HOST and PORT to an address that is free.`
    : error;
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
