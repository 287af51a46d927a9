import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { filesOf, isPlainName, readRecord, recordFile, type Written } from './record';

/** What stands in the way of a file, and why it does. */
export interface Obstacle {
  readonly at: string;
  readonly reason: string;
}

/** The folder that is written to, as it stands before. Paths are relative to it, with `/`. */
export class Outdir {
  /** Every path there, and whether it is a folder. */
  private readonly folders = new Map<string, boolean>();
  /** The paths there, by their lower case: some file systems know no other. */
  private readonly spelt = new Map<string, string>();
  /** What wrote a folder or a file. */
  private readonly records = new Map<string, Written>();

  constructor(private readonly path: string) {
    this.read('');
  }

  /** Why a file cannot be written: what stands in the way, if anything does. */
  obstacle(path: string, app: string, text: string): Obstacle | undefined {
    for (const at of prefixes(path)) {
      const there = this.folders.has(at) ? at : this.spelt.get(at.toLowerCase());
      if (there === undefined) continue;
      if (there !== at) return { at, reason: `stands there as ${there}` };
      const isFolder = this.folders.get(at)!;
      if (isFolder !== (at !== path)) return { at, reason: `is a ${isFolder ? 'folder' : 'file'} there` };
    }
    if (!this.folders.has(path)) return undefined;
    const listed = this.records.get(path);
    const owner = listed ?? this.records.get(dirname(path));
    if (!owner) return { at: path, reason: 'is there, and was not written by cdk8s-dynamodb' };
    if (owner.app !== app) return { at: path, reason: `is written by ${appName(owner.app)}` };
    // a record with a conflict in it has lost names, and a run that was interrupted has not written them yet
    if (listed || owner.isConflicting || readFileSync(join(this.path, path), 'utf8') === text) return undefined;
    return { at: path, reason: `is there, and the ${recordFile} beside it does not name it` };
  }

  /** The files that an app wrote, and does not any more. */
  stale(app: string, files: ReadonlyMap<string, string>): readonly string[] {
    return [...this.records]
      .filter(([path, record]) => record.app === app && this.folders.get(path) === false && !files.has(path))
      .map(([path]) => path);
  }

  /** Writes files. All are written aside first: until then, nothing that stood there changes. */
  write(files: ReadonlyMap<string, string>): void {
    mkdirSync(this.path, { recursive: true });
    const aside = mkdtempSync(join(this.path, '.cdk8s-dynamodb-'));
    try {
      for (const folder of new Set([...files.keys()].map(path => dirname(path))))
        mkdirSync(join(aside, folder), { recursive: true });
      for (const [path, text] of files) writeFileSync(join(aside, path), text);
      for (const path of this.moved(files)) renameSync(join(aside, path), join(this.path, path));
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  }

  /** Files, and instead of those in a folder that does not stand there yet the folder: it is moved at once. */
  private moved(files: ReadonlyMap<string, string>): ReadonlySet<string> {
    return new Set([...files.keys()].map(path => prefixes(path).find(at => !this.folders.has(at)) ?? path));
  }

  /** Removes files, and the folders that are empty then. */
  remove(paths: readonly string[]): void {
    for (const path of paths) rmSync(join(this.path, path));
    for (const folder of new Set(
      paths
        .flatMap(path => prefixes(dirname(path)))
        .sort()
        .reverse(),
    ))
      if (readdirSync(join(this.path, folder)).length === 0) rmdirSync(join(this.path, folder));
  }

  private read(folder: string): void {
    for (const entry of entriesOf(join(this.path, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!isPlainName(entry.name) || entry.name === 'node_modules') continue;
      this.folders.set(path, entry.isDirectory());
      this.spelt.set(path.toLowerCase(), path);
      if (entry.isDirectory()) this.read(path);
      if (entry.name !== recordFile || !entry.isFile()) continue;
      const record = readRecord(folder, readFileSync(join(this.path, path), 'utf8'));
      if (record) for (const owned of [folder, ...filesOf(record)]) this.records.set(owned, record);
    }
  }
}

/** What the file system refused, in words. */
export function inWords(error: unknown): string {
  const { path, errno, message } = error as NodeJS.ErrnoException;
  return path === undefined ? message : `${path}: ${getSystemErrorMap().get(errno!)?.[1] ?? message}`;
}

const appName = (name: string): string => (name === '' ? 'an app without a name' : `the app ${name}`);

/** `a/b/c` as `a`, `a/b`, `a/b/c`. */
export const prefixes = (path: string): readonly string[] =>
  path.split('/').map((_, index, segments) => segments.slice(0, index + 1).join('/'));

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
