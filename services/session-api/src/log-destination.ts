import { writeSync } from 'node:fs';

/** Lines are written together: a write for each would cost as much as the request. */
const togetherCharacters = 4096;
const latestMilliseconds = 1_000;

/** What is kept for a reader that is slow; more is lost. */
const mostCharacters = 1_000_000;

const newline = 10;

const lastAttempts = 20;
const attemptMilliseconds = 50;

/** Where the log goes. What cannot be written is lost: a full disk, or a reader that has gone or stalls, must end nothing and hold nothing up. */
export class LogDestination {
  private lines: string[] = [];
  private characters = 0;
  private unwritten: Buffer = Buffer.alloc(0);
  private lineIsOpen = false;
  // to ask for it makes a pipe non-blocking: a reader that stalls would stop the service
  private readonly descriptor = process.stdout.fd;

  constructor() {
    setInterval(() => this.flush(), latestMilliseconds).unref();
    process.on('exit', () => this.flushAtLast());
  }

  write(line: string): void {
    if (this.characters + this.unwritten.length > mostCharacters) return;
    this.lines.push(line);
    this.characters += line.length;
    if (this.characters >= togetherCharacters) this.flush();
  }

  private flush(): void {
    this.unwritten = Buffer.concat([this.unwritten, Buffer.from(this.lines.join(''))]);
    this.lines = [];
    this.characters = 0;
    try {
      while (this.unwritten.length > 0) {
        const written = writeSync(this.descriptor, this.unwritten);
        this.lineIsOpen = this.unwritten[written - 1] !== newline;
        this.unwritten = this.unwritten.subarray(written);
      }
    } catch (error) {
      // the next line is not to stand behind a torn one
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') this.unwritten = Buffer.from(this.lineIsOpen ? '\n' : '');
    }
  }

  /** Nothing else runs any more, so a slow reader is waited for here, a second at most. */
  private flushAtLast(): void {
    this.flush();
    for (let attempt = 0; this.unwritten.length > 0 && attempt < lastAttempts; attempt++) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, attemptMilliseconds);
      this.flush();
    }
  }
}
