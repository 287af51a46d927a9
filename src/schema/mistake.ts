/** What is wrong, in words. It is the user's to mend, so that no stack is told. */
export class Mistake extends Error {
  constructor(message: string) {
    super(message);
    this.stack = message;
    if (!process.listeners('uncaughtExceptionMonitor').includes(tell)) process.on('uncaughtExceptionMonitor', tell);
  }
}

/** Node itself would print a line of its source and its version too. A program that handles what nobody caught keeps its way. */
function tell(error: Error): void {
  if (!(error instanceof Mistake) || process.listenerCount('uncaughtException') > 0) return;
  process.stderr.write(`${error.message.trimEnd()}\n`);
  process.exit(1);
}
