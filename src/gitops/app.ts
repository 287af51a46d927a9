import { ApiObject, App, type AppProps, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { judgeData } from '../schema/data';
import { judgeMembers, must, taken } from '../schema/given';
import { Mistake } from '../schema/mistake';
import { printable, type Violation, valueText, violationText } from '../schema/violation';
import { inWords, type Obstacle, Outdir, prefixes } from './outdir';
import { header, isPlainFolder, isPlainName, recordFile, topOf } from './record';
import { TextFile } from './text-file';
import { toYaml } from './yaml';

export interface GitOpsAppProps extends Pick<AppProps, 'outdir' | 'resolvers'> {
  /**
   * The app's name: each of several apps that write to one folder needs one of its own, since an app removes the files
   * that it wrote and does not write any more.
   *
   * @default - none: nothing else writes there
   */
  readonly name?: string;
}

/** A file to be. */
interface Place {
  readonly folder: string;
  readonly name: string;
  readonly owner: IConstruct;
  readonly text: () => string;
}

/** What a chart's kustomization tells. */
interface Contents {
  readonly resources: string[];
  readonly texts: string[];
}

/**
 * An app that writes what Argo CD, Flux and `kubectl apply -k` take alike: a folder for each chart, named by its path
 * (charts may stand in charts), a file for each object, named `<kind>.<namespace>.<name>.yaml`, and a
 * kustomization.yaml in every folder that has objects. No order is in the names, so that one object more is one file
 * more: dependencies between constructs are not in the files. Files that it wrote before are replaced and removed,
 * others never.
 */
export class GitOpsApp extends App {
  private readonly name: string;
  private readonly misused: readonly Violation[];

  constructor(props: GitOpsAppProps = {}) {
    const [{ name = '', ...others }, misused] = taken(props, 'props', judgeProps);
    // a resolver may keep something in itself: it is no copy that is asked
    super(misused.length === 0 ? { ...others, resolvers: props?.resolvers } : {});
    this.name = typeof name === 'string' ? name : '';
    this.misused = misused;
  }

  /**
   * Writes all files, after everything was validated.
   *
   * @throws if anything is wrong; nothing is written then. Where nobody catches it, the message alone is printed.
   */
  override synth(): void {
    const errors = this.misused.map(violationText);
    const stopIfWrong = (outcome = 'Nothing was written') => {
      const because = `because of ${errors.length} error${errors.length === 1 ? '' : 's'}`;
      const told = errors.map(error => `  ${error.replaceAll('\n', '\n    ')}\n`);
      if (errors.length > 0) throw new Mistake(`${outcome}, ${because}:\n${told.join('')}`);
    };
    const attempt = <T>(action: () => T, describe: (error: unknown) => string): T | undefined => {
      try {
        return action();
      } catch (error) {
        errors.push(describe(error));
        return undefined;
      }
    };
    const of = (construct: IConstruct) => (error: unknown) =>
      `[${called(construct)}] ${String(error instanceof Error ? error.message : error).replace(/[^\n]+/g, line => printable(line))}`;

    if (this.name !== '' && !isPlainFolder(this.name)) errors.push(`The app's name ${notPlain(this.name)}`);
    const constructs = this.node.findAll();
    const wrong = new Set<IConstruct | undefined>();
    for (const construct of constructs) {
      const before = errors.length;
      errors.push(...(attempt(() => construct.node.validate(), of(construct)) ?? []).map(of(construct)));
      if (errors.length > before) wrong.add(construct);
    }
    const places: Place[] = [];
    const charts = new Map<Chart, Contents>();
    for (const construct of constructs) {
      if (!ApiObject.isApiObject(construct) && !TextFile.isTextFile(construct)) continue;
      const chart = attempt(() => Chart.of(construct), of(construct));
      if (!chart) continue;
      const contents = charts.get(chart) ?? { resources: [], texts: [] };
      charts.set(chart, contents);
      places.push(placeOf(construct, chart, contents));
    }
    for (const [chart, contents] of charts) places.push(kustomizationOf(chart, this.name, contents));
    // of a table that is wrong it may be the name that is: told as that, it is not told again as a file's
    errors.push(
      ...collisions(places.filter(({ owner }) => Chart.isChart(owner.node.scope) || !wrong.has(owner.node.scope))),
    );
    stopIfWrong();

    const files = new Map<string, string>();
    for (const { folder, name, owner, text } of places)
      attempt(() => files.set(`${folder}/${name}`, text()), of(owner));
    stopIfWrong();

    const outdir = attempt(() => new Outdir(this.outdir), inWords);
    if (outdir) errors.push(...obstacles(places, path => outdir.obstacle(path, this.name, files.get(path)!)));
    stopIfWrong();
    attempt(() => outdir!.write(files), inWords);
    stopIfWrong();
    const stale = outdir!.stale(this.name, files);
    attempt(() => outdir!.remove(stale), inWords);
    stopIfWrong('Everything was written, but not all that is gone was removed');
    for (const gone of new Set(stale.map(topOf)))
      if (!this.node.tryFindChild(gone))
        process.stderr.write(
          `Removed ${gone}/, since this app has no chart ${gone}. If another app writes it, give each of them a name.\n`,
        );
  }
}

const judgeProps = (given: GitOpsAppProps): readonly Violation[] => [
  ...judgeMembers(given, ['name', 'outdir', 'resolvers']),
  ...must(typeof given.name === 'string', ['name'], given.name, 'a string'),
  ...must(typeof given.outdir === 'string', ['outdir'], given.outdir, 'a string'),
  ...must(Array.isArray(given.resolvers), ['resolvers'], given.resolvers, 'a list'),
];

const placeOf = (construct: ApiObject | TextFile, chart: Chart, { resources, texts }: Contents): Place => {
  if (TextFile.isTextFile(construct)) {
    const { folder, name, text } = construct;
    texts.push(`${folder}/${name}`);
    return { folder: `${topOf(chart.node.path)}/${folder}`, name, owner: construct, text: () => text };
  }
  const name = fileName(construct);
  resources.push(name);
  return { folder: chart.node.path, name, owner: construct, text: () => textOf(construct.toJson()) };
};

/** A manifest, or what it cannot say: the writer stops there, and knows no place. */
function textOf(manifest: unknown): string {
  try {
    return toYaml(manifest);
  } catch (error) {
    const wrong = judgeData(manifest, []);
    throw wrong.length > 0 ? new Error(wrong.map(violationText).join('\n')) : error;
  }
}

const kustomizationOf = (chart: Chart, app: string, { resources, texts }: Contents): Place => ({
  folder: chart.node.path,
  name: recordFile,
  owner: chart,
  text: () =>
    header({ chart: chart.node.path, app, texts }) +
    toYaml({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: [...resources].sort(),
    }),
});

/** Which files cannot stand in one folder, on any system, and which would stand outside of it. */
function collisions(places: readonly Place[]): readonly string[] {
  const errors: string[] = [];
  const taken = new Map<string, { readonly at: string; readonly isFolder: boolean; readonly owner: IConstruct }>();
  for (const { folder, name, owner } of places) {
    const path = `${folder}/${name}`;
    const bad = folder.split('/').find(segment => !isPlainFolder(segment)) ?? (isPlainName(name) ? undefined : name);
    if (bad !== undefined) {
      errors.push(`[${called(owner)}] would be written to ${printable(path)}: ${notPlain(bad)}`);
      continue;
    }
    for (const at of prefixes(path)) {
      const isFolder = at !== path;
      const other = taken.get(at.toLowerCase());
      if (!other) taken.set(at.toLowerCase(), { at, isFolder, owner });
      else if (!isFolder || !other.isFolder || other.at !== at) {
        const how =
          other.at !== at
            ? `and ${called(other.owner)} to ${other.at}, which is the same where case is not told apart`
            : other.isFolder === isFolder
              ? `as ${called(other.owner)} is${ApiObject.isApiObject(owner) ? ', since the group of an object is not in the name of its file' : ''}`
              : `and ${called(other.owner)} has a ${other.isFolder ? 'folder' : 'file'} of that name`;
        errors.push(
          `[${called(owner)}] would be written to ${at}, ${how}. Give one of them another name, or put it into another chart.`,
        );
        break;
      }
    }
  }
  return errors;
}

/** What stands in the way of files, each thing once. */
const obstacles = (places: readonly Place[], obstacleAt: (path: string) => Obstacle | undefined): Iterable<string> =>
  new Map(
    places.flatMap(({ folder, name, owner }) => {
      const obstacle = obstacleAt(`${folder}/${name}`);
      if (!obstacle) return [];
      const { at, reason } = obstacle;
      return [[at, `[${called(owner)}] would be written to ${at}, which ${reason}. Remove it, or write elsewhere.`]];
    }),
  ).values();

const called = ({ node }: IConstruct): string => printable(node.path);

const fileName = ({ kind, name, metadata }: ApiObject): string =>
  `${kind}.${metadata.namespace ?? '_cluster'}.${name}.yaml`.toLowerCase();

const notPlain = (name: string): string =>
  `${valueText(name)} is no plain name: letters, digits, ".", "_" and "-", beginning with a letter or a digit.`;
