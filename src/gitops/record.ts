/** What was written for a chart: nothing else is ever replaced or removed. */
export interface Written {
  /** The chart's path, which is its folder's too. */
  readonly chart: string;
  /** The app's name, where several apps share a folder. */
  readonly app: string;
  /** The chart's objects: files of its folder. */
  readonly resources: readonly string[];
  /** The chart's other files, below the folder of the topmost chart. */
  readonly texts: readonly string[];
  /** Whether the record holds a conflict of a merge, so that names may be missing. */
  readonly isConflicting: boolean;
}

/** The file that is both: what kustomize reads, and the record. */
export const recordFile = 'kustomization.yaml';

// without the topmost chart, so that environments stay alike
const mark = ({ chart, app }: Pick<Written, 'chart' | 'app'>): string => {
  const folder = chart.split('/').slice(1).join('/');
  return `# Written by cdk8s-dynamodb${app && `, app ${app}`}${folder && `, folder ${folder}`}: do not edit.`;
};

const marked = /^# Written by cdk8s-dynamodb(?:, app ([^ ,:]+))?(?:, folder \S+)?: do not edit\.$/;

/** What stands above the kustomization: YAML of its own says the rest. */
export const header = (record: Pick<Written, 'chart' | 'app' | 'texts'>): string =>
  [mark(record), ...[...record.texts].sort().map(text => `# With ${text}`)].map(line => `${line}\n`).join('');

/**
 * The record in a chart's kustomization; undefined if that is somebody else's, or was written for another folder. Read
 * line by line, so that a conflict in it does no harm.
 */
export function readRecord(chart: string, kustomization: string): Written | undefined {
  const lines = kustomization.split(/\r?\n/);
  const [line, app = ''] = lines.map(each => marked.exec(each)).find(match => match !== null) ?? [];
  if (line !== mark({ chart, app })) return undefined;
  const after = (start: string) => lines.filter(each => each.startsWith(start)).map(each => each.slice(start.length));
  // what somebody added by hand is not called so
  const resources = after('  - ').filter(name => /^[^.]+\.[^.]+\..+\.yaml$/.test(name));
  const isConflicting = lines.some(each => /^(<{7}|={7}|>{7})/.test(each));
  return { chart, app, resources, texts: after('# With '), isConflicting };
}

/** Whether a name is that of a file and leads nowhere else. Kubernetes has names with colons. */
export const isPlainName = (name: string): boolean => typeof name === 'string' && /^[a-z0-9][a-z0-9._:-]*$/i.test(name);

export const isPlainFolder = (name: string): boolean => isPlainName(name) && !name.includes(':');

/** The files of a record by their path, itself included. */
export const filesOf = ({ chart, resources, texts }: Written): readonly string[] =>
  [
    `${chart}/${recordFile}`,
    ...resources.map(resource => `${chart}/${resource}`),
    ...texts.map(text => `${topOf(chart)}/${text}`),
  ].filter(path => path.split('/').every(isPlainName));

/** The topmost chart of a path: an environment. */
export const topOf = (path: string): string => path.split('/')[0]!;
