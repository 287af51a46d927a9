/** What is wrong, in words. It is the user's to mend, so that no stack is told. */
export class Mistake extends Error {
  constructor(message: string) {
    super(message);
    this.stack = message;
    // a program that has its own way with errors keeps it
    if (process.listenerCount('uncaughtException') === 0) process.on('uncaughtException', tell);
  }
}

/** Tells an error that nobody caught. Node itself would print a line of its source and its version too. */
function tell(error: unknown): void {
  const text = error instanceof Mistake ? error.message.trimEnd() : ((error as Error | null)?.stack ?? error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
