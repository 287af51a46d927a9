const actions: (() => void)[] = [];

/** Runs an action, last registered first, however this process ends short of SIGKILL. */
export function atExit(action: () => void): void {
  if (actions.length === 0) listen();
  actions.push(action);
}

function listen(): void {
  process.on('exit', () => {
    for (const action of actions.splice(0).reverse()) {
      try {
        action();
      } catch (error) {
        console.error(`clean-up failed: ${error instanceof Error ? error.message : error}`);
      }
    }
  });
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, () => process.exit(code));
  }
}

/** Ends the whole run with an explanation, whatever hangs. */
export function timeLimit(minutes: number): void {
  setTimeout(() => {
    console.error(`gave up after ${minutes} minutes (raise with --minutes N)`);
    process.exit(1);
  }, minutes * 60_000).unref();
}
