type Phase = 'stop' | 'clean';

const actions: Record<Phase, (() => void)[]> = { stop: [], clean: [] };
let listening = false;

/** Runs an action however this process ends short of SIGKILL: first all that stop something, then all that clean up. */
export function atExit(phase: Phase, action: () => void): void {
  if (!listening) listen();
  actions[phase].push(action);
}

function listen(): void {
  listening = true;
  process.on('exit', () => {
    for (const action of [...actions.stop, ...actions.clean]) {
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
