import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiObject, App, type AppProps, Chart, Yaml } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { TextFile } from './text-file';

/**
 * An app that writes what Argo CD, Flux and `kubectl apply -k` take alike: a folder for each chart, named by its path
 * (charts may stand in charts), a file for each object, named `<kind>.<namespace>.<name>.yaml`, and a
 * kustomization.yaml in every folder that has objects. No order is in the names, so that one object more is one file
 * more.
 */
export class GitOpsApp extends App {
  constructor(props: Pick<AppProps, 'outdir' | 'resolvers'> = {}) {
    super(props);
  }

  /**
   * Writes all files, after everything was validated.
   *
   * @throws if anything is wrong; nothing is written then. Under the cdk8s CLI it prints the errors and exits with 1.
   */
  override synth(): void {
    const problems = this.problems();
    const { files, collisions } = this.files();
    const errors = [...problems, ...collisions];
    if (errors.length > 0) this.fail(errors);
    for (const folder of new Set([...files.keys()].map(path => path.split('/')[0]!)))
      rmSync(join(this.outdir, folder), { recursive: true, force: true });
    for (const [path, text] of files) {
      mkdirSync(dirname(join(this.outdir, path)), { recursive: true });
      writeFileSync(join(this.outdir, path), text);
    }
  }

  /** Everything that constructs say is wrong with them. */
  private problems(): readonly string[] {
    return this.node
      .findAll()
      .flatMap(construct => construct.node.validate().map(problem => `[${construct.node.path}] ${problem}`));
  }

  private files(): { readonly files: ReadonlyMap<string, string>; readonly collisions: readonly string[] } {
    const owners = new Map<string, IConstruct>();
    const files = new Map<string, string>();
    const collisions: string[] = [];
    const add = (path: string, text: string, owner: IConstruct) => {
      const other = owners.get(path);
      if (other)
        collisions.push(
          `[${owner.node.path}] would be written to ${path}, as ${other.node.path} is. Give one of them another name, or put it into another chart.`,
        );
      owners.set(path, owner);
      files.set(path, text);
    };
    const folders = new Map<Chart, string[]>();
    for (const construct of this.node.findAll()) {
      if (TextFile.isTextFile(construct))
        add(`${topOf(construct)}/${construct.folder}/${construct.name}`, construct.text, construct);
      if (!ApiObject.isApiObject(construct)) continue;
      const chart = Chart.of(construct);
      const name = fileName(construct);
      add(`${chart.node.path}/${name}`, Yaml.stringify(construct.toJson()), construct);
      const resources = folders.get(chart) ?? [];
      resources.push(name);
      folders.set(chart, resources);
    }
    for (const [chart, resources] of folders)
      add(`${chart.node.path}/kustomization.yaml`, Yaml.stringify(kustomization(resources)), chart);
    return { files, collisions };
  }

  private fail(errors: readonly string[]): never {
    const text = `Nothing was written, because of ${errors.length} error${errors.length === 1 ? '' : 's'}:\n${errors.map(error => `  ${error}\n`).join('')}`;
    if (process.env.CDK8S_OUTDIR === undefined) throw new Error(text);
    process.stderr.write(text);
    process.exit(1);
  }
}

/** The topmost chart: an environment. */
const topOf = (construct: IConstruct): string => construct.node.path.split('/')[0]!;

const fileName = ({ kind, name, metadata }: ApiObject): string =>
  `${kind}.${metadata.namespace ?? '_cluster'}.${name}.yaml`.toLowerCase();

const kustomization = (resources: readonly string[]) => ({
  apiVersion: 'kustomize.config.k8s.io/v1beta1',
  kind: 'Kustomization',
  resources: [...resources].sort(),
});
