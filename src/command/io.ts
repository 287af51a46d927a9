/** What a command writes to: two streams of text. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
}

/** How a command ends: as asked, with its input refused, or with its arguments refused. */
export type ExitCode = 0 | 1 | 2;
