/** A moment by which a request must be answered, on the monotonic clock: changing the time of day does not move it. */
export class Deadline {
  private constructor(private readonly moment: number) {}

  static after(milliseconds: number): Deadline {
    return new Deadline(performance.now() + milliseconds);
  }

  get remaining(): number {
    return this.moment - performance.now();
  }
}
