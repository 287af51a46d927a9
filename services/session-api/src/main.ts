import './signals';
import pino from 'pino';
import { readConfig } from './config';
import { ConfigurationError } from './environment';
import { LogDestination } from './log-destination';
import { createServer } from './server';
import { closeOnSignals } from './shutdown';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel, base: { service: 'session-api' } }, new LogDestination());

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
