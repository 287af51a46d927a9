import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { SessionServer } from './server';
import { onSignals } from './signals';

/** Kubernetes kills after 30 s; a request takes 3 s at most, so this is never reached unless something hangs. */
const longestClose = 10_000;

/**
 * On SIGTERM: say "not ready" and send clients away, yet serve on until load balancers have noticed; then take no new
 * connections, finish what is in progress, close the connections to DynamoDB and leave.
 */
export function closeOnSignals(server: SessionServer, drainSeconds: number, log: Logger): void {
  let closing = false;
  const close = async (signal: NodeJS.Signals) => {
    if (closing) return;
    closing = true;
    log.info({ signal, drainSeconds }, 'draining');
    server.startDraining();
    await sleep(drainSeconds * 1000);
    setTimeout(() => {
      log.error('requests are still in progress; leaving');
      process.exit(1);
    }, longestClose).unref();
    await server.close();
    log.info('closed');
    process.exit(0);
  };
  onSignals(close);
}
