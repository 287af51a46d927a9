import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildEngine, type Paths } from './engines';
import { moduleDirectory } from './go';
import { at, type KubernetesObject } from './objects';
import { parallel } from './parallel';
import { type Result, run } from './processes';
import { scratchDirectory } from './scratch';
import type { Answer } from './verdict';
import { parseObjects, readObjects, toYaml } from './yaml';

export interface Rendered {
  readonly component: string;
  readonly object: KubernetesObject;
}

export interface DefinitionSchema {
  readonly file: string;
  readonly name?: string;
  readonly kind?: string;
  /** The OpenAPI schema of the parameters, as the definition controller stores it. */
  readonly schema?: Record<string, unknown>;
  readonly parameters?: readonly { name: string; type: string; required: boolean; usage?: string }[];
  readonly error?: string;
  readonly parametersError?: string;
}

export interface TemplateText {
  readonly file: string;
  readonly name?: string;
  readonly kind?: string;
  readonly text?: string;
  readonly error?: string;
}

const builtinKinds = ['component', 'trait', 'policy', 'workflowstep'];

/** The time of a dry run grows with the square of its components: 50 tables with traits took 41 s by 40, 7 s by 8. */
const componentsAtOnce = 8;

export async function openVela(): Promise<Vela> {
  return new Vela(await buildEngine('kubevela'), scratchDirectory('vela'));
}

/** The vela command line, offline. */
export class Vela {
  private readonly env: Readonly<Record<string, string>>;
  private files = 0;

  constructor(
    private readonly binaries: Paths<'kubevela'>,
    private readonly home: string,
  ) {
    // Without a kubeconfig, even one that leads nowhere, vela exits 1 and says nothing.
    const kubeconfig = join(home, 'kubeconfig');
    writeFileSync(kubeconfig, toYaml(unreachable));
    this.env = { HOME: home, KUBECONFIG: kubeconfig };
  }

  /** Checks a .cue definition. Undefined references pass: only a dry run finds those. */
  async vet(file: string): Promise<Answer<string>> {
    return answer(await this.vela('def', 'vet', file), ({ stdout }) => stdout.trim());
  }

  /** The object that a .cue definition stands for. */
  async renderDefinition(file: string): Promise<Answer<KubernetesObject>> {
    // Into a file: on stdout a line that is no YAML stands before the object.
    const output = this.newFile('definition');
    return answer(await this.vela('def', 'render', file, '-o', output), () => readObjects(output)[0]);
  }

  /**
   * Renders an Application with the definitions of a directory (.cue, or .yaml with one object per file; one bad
   * file makes every run fail). Health policies are not evaluated.
   */
  async dryRun(definitions: string, application: KubernetesObject): Promise<Answer<Rendered[]>> {
    const file = this.newFile('application');
    writeFileSync(file, toYaml(application));
    const result = await this.vela('dry-run', '--offline', '-d', definitions, '-f', file);
    return answer(result, ({ stdout }) => parseObjects(stdout).map(rendered));
  }

  /** Renders components in as many Applications as it takes to stay quick; the first failure is the answer. */
  async dryRunComponents(definitions: string, components: readonly Component[]): Promise<Answer<Rendered[]>> {
    const starts = Array.from(
      { length: Math.ceil(components.length / componentsAtOnce) },
      (_, i) => i * componentsAtOnce,
    );
    const parts = await parallel(starts, start =>
      this.dryRun(definitions, applicationOf(components.slice(start, start + componentsAtOnce))),
    );
    const failed = parts.find(part => !part.ok);
    return failed ?? { ok: true, value: parts.flatMap(part => (part.ok ? part.value : [])) };
  }

  /** KubeVela's own schema generation, which the definition controller runs and neither vet nor dry-run does. */
  async definitionSchemas(files: readonly string[]): Promise<DefinitionSchema[]> {
    return (await this.definitions('schema', files)) as DefinitionSchema[];
  }

  /** The template of each definition in one normal form, so that two spellings can be compared. */
  async templateTexts(files: readonly string[]): Promise<TemplateText[]> {
    return (await this.definitions('format', files)) as TemplateText[];
  }

  private async definitions(mode: string, files: readonly string[]): Promise<unknown> {
    if (files.length === 0) return [];
    const { code, stdout, stderr } = await run(this.binaries['definition-schema'], [mode, ...files], { env: this.env });
    if (code !== 0) throw new Error(`definition-schema: ${stderr.trim()}`);
    return JSON.parse(stdout);
  }

  private newFile(what: string): string {
    return join(this.home, `${what}-${this.files++}.yaml`);
  }

  private vela(...args: string[]): Promise<Result> {
    return run(this.binaries.vela, args, { env: this.env });
  }
}

export interface Component {
  readonly name: string;
  readonly type: string;
  readonly properties?: unknown;
  readonly traits?: readonly { readonly type: string; readonly properties?: unknown }[];
}

export function applicationOf(components: readonly Component[], name = 'conformance'): KubernetesObject {
  return {
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name, namespace: 'default' },
    spec: { components },
  };
}

/** Copies definitions that KubeVela brings along (webservice, scaler, …) into a directory; a dry run knows none. */
export async function copyBuiltinDefinitions(names: readonly string[], directory: string): Promise<void> {
  const module = await moduleDirectory('kubevela', 'github.com/oam-dev/kubevela');
  const root = join(module, 'vela-templates', 'definitions', 'internal');
  mkdirSync(directory, { recursive: true });
  for (const name of names) {
    const found = builtinKinds.map(kind => join(root, kind, `${name}.cue`)).filter(file => existsSync(file));
    if (found.length === 0) throw new Error(`KubeVela has no definition ${name}`);
    for (const file of found) copyFileSync(file, join(directory, `${file.split('/').at(-2)}-${name}.cue`));
  }
}

const unreachable = {
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': 'none',
  clusters: [{ name: 'none', cluster: { server: 'http://127.0.0.1:1' } }],
  users: [{ name: 'none', user: {} }],
  contexts: [{ name: 'none', context: { cluster: 'none', user: 'none' } }],
};

function rendered(object: KubernetesObject): Rendered {
  return { component: String(at(object, 'metadata', 'labels', 'app.oam.dev/component')), object };
}

function answer<T>(result: Result, value: (result: Result) => T): Answer<T> {
  return result.code === 0 ? { ok: true, value: value(result) } : { ok: false, error: errorText(result) };
}

/** vela's first complaint is always that there is no cluster to load packages from; that one says nothing. */
function errorText({ stdout, stderr }: Result): string {
  return `${stderr}${stdout}`
    .split('\n')
    .filter(line => line.trim() !== '' && !line.includes('Failed to load external packages'))
    .join('\n');
}
