/** Which suites and cases the names on the command line ask for. */
export class Selection {
  private readonly names: readonly string[];

  constructor(names: readonly string[]) {
    this.names = names;
  }

  selects(suite: string, test: string): boolean {
    return this.names.length === 0 || this.names.some(name => `${suite}/${test}`.includes(name));
  }

  /**
   * The suites that may hold a selected case. A name that no suite's name explains may be a case of any of them, since
   * cases are only known when a suite runs.
   */
  suites<T extends { readonly name: string }>(all: readonly T[]): T[] {
    if (this.names.length === 0) return [...all];
    const wanted = this.names.flatMap(name => {
      const suite = name.split('/')[0];
      const named = all.filter(each => (name.includes('/') ? each.name.endsWith(suite) : each.name.includes(suite)));
      return named.length > 0 ? named : all;
    });
    return all.filter(each => wanted.includes(each));
  }
}
