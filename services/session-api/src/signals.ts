type Handler = (signal: NodeJS.Signals) => void;

/** Before there is anything to finish: leave at once. */
let handle: Handler = () => process.exit(0);

// First of all that is loaded: as process 1, which it is in a container, the service overlooks a signal that nobody
// listens for. On, not once: without a listener a second signal would kill what is in progress.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => handle(signal));

/** From now on, also for a signal that has come and was not handled yet. */
export function onSignals(handler: Handler): void {
  handle = handler;
}
