import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './exit';
import { engineDirectory, go, goVersion, moduleDirectory, pinnedVersion } from './go';
import { withProgress } from './progress';

interface Binary {
  readonly package: string;
  /** The variables that the engine's own build sets, given the version that its go.mod pins. */
  readonly variables?: (version: string) => Record<string, string>;
}

interface Engine {
  readonly module?: string;
  readonly binaries: Readonly<Record<string, Binary>>;
}

const velaVersion = (version: string) => ({ 'github.com/oam-dev/kubevela/version.VelaVersion': version });

const engines = {
  etcd: { binaries: { etcd: { package: 'go.etcd.io/etcd/server/v3' } } },
  kubernetes: {
    module: 'k8s.io/kubernetes',
    binaries: {
      'kube-apiserver': {
        package: 'k8s.io/kubernetes/cmd/kube-apiserver',
        variables: version => ({
          'k8s.io/component-base/version.gitVersion': version,
          'k8s.io/component-base/version.gitMajor': version.slice(1).split('.')[0],
          'k8s.io/component-base/version.gitMinor': version.slice(1).split('.')[1],
        }),
      },
    },
  },
  kro: { binaries: { 'kro-controller': { package: 'github.com/kubernetes-sigs/kro/cmd/controller' } } },
  kubevela: {
    module: 'github.com/oam-dev/kubevela',
    binaries: {
      vela: { package: 'github.com/oam-dev/kubevela/references/cmd/cli', variables: velaVersion },
      'vela-core': { package: 'github.com/oam-dev/kubevela/cmd/core', variables: velaVersion },
      'definition-schema': { package: './definition-schema' },
    },
  },
} satisfies Record<string, Engine>;

export type EngineName = keyof typeof engines;
export type Paths<Name extends EngineName> = Readonly<Record<keyof (typeof engines)[Name]['binaries'], string>>;

const built = new Map<EngineName, Promise<string>>();

/** The engine's programs, built from its pinned sources on the first run and taken from the cache afterwards. */
export async function buildEngine<Name extends EngineName>(name: Name): Promise<Paths<Name>> {
  const directory = built.get(name) ?? build(name);
  built.set(name, directory);
  const binaries = Object.keys(engines[name].binaries);
  const resolved = await directory;
  return Object.fromEntries(binaries.map(binary => [binary, join(resolved, binary)])) as Paths<Name>;
}

async function build(name: EngineName): Promise<string> {
  const version = await goVersion();
  const target = join(cacheDirectory(), `${name}-${fingerprint(name, version)}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${process.pid}`;
  const clean = () => rmSync(unfinished, { recursive: true, force: true });
  atExit('clean', clean);
  mkdirSync(unfinished, { recursive: true });
  try {
    for (const [binary, recipe] of Object.entries<Binary>(engines[name].binaries)) {
      await withProgress(`building ${binary} (once; minutes)`, () => compile(name, recipe, join(unfinished, binary)));
    }
    // The rename makes it visible at once and whole.
    renameSync(unfinished, target);
  } catch (error) {
    // Another run was first: its programs are the same.
    if (!existsSync(target)) throw error;
  } finally {
    clean();
  }
  return target;
}

async function compile(name: EngineName, recipe: Binary, output: string): Promise<void> {
  const engine: Engine = engines[name];
  const variables = engine.module && recipe.variables ? recipe.variables(pinnedVersion(name, engine.module) ?? '') : {};
  const flags = ['-s', '-w', ...Object.entries(variables).map(([variable, value]) => `-X ${variable}=${value}`)];
  await go(['build', '-trimpath', '-ldflags', flags.join(' '), '-o', output, recipe.package], engineDirectory(name));
}

function cacheDirectory(): string {
  const { CDK8S_DYNAMODB_CACHE, XDG_CACHE_HOME } = process.env;
  const root = CDK8S_DYNAMODB_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdk8s-dynamodb');
  return join(root, 'engines');
}

function fingerprint(name: EngineName, version: string): string {
  const directory = engineDirectory(name);
  const recipe = Object.entries<Binary>(engines[name].binaries).map(([binary, { package: path, variables }]) => [
    binary,
    path,
    variables?.('v1.2.3'),
  ]);
  const hash = createHash('sha256').update(`${version}\n${JSON.stringify(recipe)}\n`);
  for (const file of sources(directory)) hash.update(`${file}\n`).update(readFileSync(join(directory, file)));
  return hash.digest('hex').slice(0, 12);
}

function sources(directory: string): string[] {
  return (readdirSync(directory, { recursive: true }) as string[])
    .filter(file => /(^go\.(mod|sum)|\.go)$/.test(file))
    .sort();
}

const crdModules = {
  crossplane: { module: 'github.com/upbound/provider-aws/v2', path: 'package/crds' },
  kro: { module: 'github.com/kubernetes-sigs/kro', path: 'helm/crds' },
  kubevela: { module: 'github.com/oam-dev/kubevela', path: 'charts/vela-core/crds' },
} as const;

/**
 * The CRDs that an engine's pinned sources carry. Crossplane's provider has two thousand: ask for those whose file
 * names begin with one of the prefixes, such as "dynamodb.aws.m.upbound.io_".
 */
export async function engineCrds(engine: keyof typeof crdModules, ...prefixes: string[]): Promise<string[]> {
  const { module, path } = crdModules[engine];
  const download = () => moduleDirectory('crds', module);
  const directory = join(await withProgress(`fetching the sources of ${module}`, download), path);
  const files = readdirSync(directory).filter(
    file => file.endsWith('.yaml') && (prefixes.length === 0 || prefixes.some(prefix => file.startsWith(prefix))),
  );
  if (files.length === 0) throw new Error(`${module} has no CRD file that begins with ${prefixes.join(' or ')}`);
  return files.sort().map(file => join(directory, file));
}
