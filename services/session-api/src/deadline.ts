/** A moment by which a request must be answered, on the monotonic clock: changing the time of day does not move it. */
export class Deadline {
  private pausedAt = 0;

  private constructor(private moment: number) {}

  static after(milliseconds: number): Deadline {
    return new Deadline(performance.now() + milliseconds);
  }

  get remaining(): number {
    return this.moment - performance.now();
  }

  /** From now until `resume` the time does not count. */
  pause(): void {
    this.pausedAt = performance.now();
  }

  resume(): void {
    this.moment += performance.now() - this.pausedAt;
  }
}
