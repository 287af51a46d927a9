/** Reads environment variables and collects every complaint, so that one start shows all that is wrong. */
export class Environment {
  private readonly complaints: string[] = [];

  constructor(private readonly variables: Readonly<Record<string, string | undefined>>) {}

  /** An empty variable counts as unset: that is what an empty value in a manifest means. */
  optional(...names: string[]): string | undefined {
    return names.map(name => this.variables[name]).find(value => value !== undefined && value !== '');
  }

  required(name: string, meaning: string): string {
    const value = this.optional(name);
    if (value === undefined) this.complain(`${name} is not set: set it to ${meaning}`);
    return value ?? '';
  }

  matching(name: string, fallback: string, pattern: RegExp, expected: string): string {
    const value = this.optional(name) ?? fallback;
    if (!pattern.test(value)) this.complain(`${name}=${value} is not ${expected}`);
    return value;
  }

  /** NaN when it is wrong. */
  number(name: string, fallback: number, range: { min: number; max: number; integer?: boolean }): number {
    const text = this.optional(name);
    if (text === undefined) return fallback;
    // Number reads a blank as 0, and 0x50.
    const value = /^(\d+|\d*\.\d+)$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= range.min && value <= range.max) || (range.integer && !Number.isInteger(value))) {
      const kind = range.integer ? 'a whole number' : 'a number';
      this.complain(`${name}=${text} is not ${kind} from ${range.min} to ${range.max}`);
      return Number.NaN;
    }
    return value;
  }

  flag(name: string): boolean {
    const text = this.optional(name) ?? 'false';
    if (text !== 'true' && text !== 'false') this.complain(`${name}=${text} is neither true nor false`);
    return text === 'true';
  }

  complain(complaint: string): void {
    this.complaints.push(complaint);
  }

  throwIfWrong(): void {
    if (this.complaints.length > 0) throw new ConfigurationError(this.complaints);
  }
}

export class ConfigurationError extends Error {
  constructor(readonly complaints: readonly string[]) {
    super(['The configuration is wrong:', ...complaints.map(complaint => `  - ${complaint}`)].join('\n'));
  }
}
