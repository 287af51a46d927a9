/** Polls until the answer is there; a thrown error means "not yet", and the last one is told when time is up. */
export async function waitFor<T>(
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  what: string,
  seconds = 20,
  interval = 100,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    let last: unknown;
    try {
      const answer = await probe();
      if (answer) return answer;
    } catch (error) {
      if (error instanceof GaveUp) throw error;
      last = error;
    }
    if (Date.now() >= deadline) {
      const why = last instanceof Error ? `: ${last.message}` : '';
      throw new Error(`${what}: not within ${seconds} s${why}`);
    }
    await new Promise(resolve => setTimeout(resolve, interval));
  }
}

/** Thrown by a probe for which waiting longer makes no sense. */
export class GaveUp extends Error {}
