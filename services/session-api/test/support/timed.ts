const intervalMilliseconds = 20;

/**
 * How long an action kept somebody waiting. A stretch in which this process did not run counts as one interval: it
 * tells how busy the machine is, and nothing about the service.
 */
export async function timed<Result>(action: () => Promise<Result>): Promise<{ result: Result; milliseconds: number }> {
  let milliseconds = 0;
  let last = performance.now();
  const count = () => {
    const now = performance.now();
    milliseconds += Math.min(now - last, 2 * intervalMilliseconds);
    last = now;
  };
  const timer = setInterval(count, intervalMilliseconds);
  try {
    const result = await action();
    count();
    return { result, milliseconds };
  } finally {
    clearInterval(timer);
  }
}
