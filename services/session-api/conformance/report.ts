/** One line per case, and what a step is doing while it is slow. */
export class Report {
  passed = 0;
  failed = 0;

  async run(name: string, action: () => Promise<unknown>): Promise<void> {
    const start = performance.now();
    try {
      const detail = await action();
      this.pass(`${name}${typeof detail === 'string' ? `: ${detail}` : ''} (${seconds(start)})`);
    } catch (error) {
      this.fail(`${name} (${seconds(start)})`, error as Error);
    }
  }

  pass(name: string): void {
    this.passed++;
    console.log(`ok    ${name}`);
  }

  fail(name: string, error: Error): void {
    this.failed++;
    console.log(`FAIL  ${name}\n      ${error.message.slice(0, 3000).replaceAll('\n', '\n      ')}`);
  }

  /** The last line, alone. */
  close(): void {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}

export function progress(text: string): void {
  console.log(`...   ${text}`);
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
