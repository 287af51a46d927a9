export const programs = ['library', 'plain', 'js-yaml'] as const;
export const backends = ['ack', 'crossplane', 'kro', 'kratix'] as const;

/** What one process measures. */
export interface Task {
  readonly program: (typeof programs)[number];
  readonly backend: (typeof backends)[number];
  readonly tables: number;
  readonly outdir: string;
  /** The objects that the library made of the same tables, for the other programs. */
  readonly manifests: string;
}

/** CPU in milliseconds, user and system; the largest resident set in MB. */
export interface Measured {
  readonly load: number;
  readonly synth: number;
  readonly memory: number;
}
