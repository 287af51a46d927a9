interface Wanted {
  readonly isIn: (suite: string) => boolean;
  /** Empty for every case. */
  readonly test: string;
}

/** Which suites and cases the names on the command line ask for: `suite` or `suite/case`, each in part. */
export class Selection {
  private readonly wanted: readonly Wanted[];

  /** @throws if a name is of no suite: cases are only known when their suite runs, which may take minutes */
  constructor(names: readonly string[], suites: readonly string[]) {
    this.wanted = names.map(name => {
      const [suite = '', ...test] = name.split('/');
      const isExact = test.length > 0 && suites.includes(suite);
      return { isIn: each => (isExact ? each === suite : each.includes(suite)), test: test.join('/') };
    });
    const unknown = names.filter((_, at) => !suites.some(this.wanted[at]!.isIn));
    if (unknown.length > 0)
      throw new TypeError(`no suite is called ${unknown.join(' or ')}: there are ${suites.join(', ')}`);
  }

  selects(suite: string, test?: string): boolean {
    return (
      this.wanted.length === 0 ||
      this.wanted.some(wanted => wanted.isIn(suite) && (test === undefined || test.includes(wanted.test)))
    );
  }
}
