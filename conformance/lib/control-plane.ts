import { load } from 'js-yaml';
import type { ApiClient, ApiResponse } from './api-client';
import { type ApiServer, startApiServer } from './api-server';
import { at, conditions, describe, type KubernetesObject, type ObjectRef } from './objects';
import type { Verdict } from './verdict';
import { waitFor } from './wait';
import { readObjects, toYaml, yamlFiles } from './yaml';

interface Resource {
  readonly plural: string;
  readonly namespaced: boolean;
}

export async function startControlPlane(): Promise<ControlPlane> {
  return new ControlPlane(await startApiServer());
}

/** A real API server, asked the way kubectl and Argo CD ask it: by server-side apply. */
export class ControlPlane {
  readonly kubeconfig: string;
  readonly directory: string;
  readonly stop: () => Promise<void>;
  private readonly client: ApiClient;
  private readonly resources = new Map<string, Resource>();
  private readonly namespaces = new Map<string, Promise<unknown>>();
  private readonly installed = new Map<string, Promise<void>>();

  constructor(server: ApiServer) {
    this.client = server.client;
    this.kubeconfig = server.kubeconfig;
    this.directory = server.directory;
    this.stop = server.stop;
  }

  /** Installs the CRDs of the files and directories; a file that is installed already costs nothing. */
  async installCrds(...paths: string[]): Promise<void> {
    await Promise.all(
      yamlFiles(...paths).map(file => {
        const pending = this.installed.get(file) ?? this.installCrdsOf(file);
        this.installed.set(file, pending);
        return pending;
      }),
    );
  }

  private async installCrdsOf(file: string): Promise<void> {
    for (const crd of readObjects(file)) await this.installCrd(crd);
  }

  /** Applies a CRD and waits until its kinds can be used, by controllers too: they read the published OpenAPI. */
  async installCrd(crd: KubernetesObject): Promise<void> {
    await this.apply(crd);
    await waitFor(
      async () =>
        conditions(await this.get(crd)).some(({ type, status }) => type === 'Established' && status === 'True'),
      `${describe(crd)} Established`,
    );
    const group = String(at(crd, 'spec', 'group'));
    const kind = String(at(crd, 'spec', 'names', 'kind'));
    const versions = at(crd, 'spec', 'versions') as { name: string; served: boolean }[];
    for (const { name } of versions.filter(({ served }) => served)) {
      await this.offers(`${group}/${name}`, kind);
      await this.describes(`${group}/${name}`, kind);
    }
  }

  /** Waits until the server knows a kind. */
  async offers(apiVersion: string, kind: string, seconds = 20): Promise<void> {
    await waitFor(() => this.resource(apiVersion, kind), `${apiVersion} ${kind} in discovery`, seconds);
  }

  /** Waits until the server publishes a kind's schema, which takes a second longer. */
  private async describes(apiVersion: string, kind: string): Promise<void> {
    await waitFor(async () => {
      const { body } = await this.client.send('GET', `/openapi/v3/apis/${apiVersion}`);
      const schemas = at(body, 'components', 'schemas') as Record<string, unknown> | undefined;
      return Object.values(schemas ?? {})
        .flatMap(schema => (at(schema, 'x-kubernetes-group-version-kind') ?? []) as Record<string, string>[])
        .some(found => found.kind === kind && `${found.group}/${found.version}` === apiVersion);
    }, `${apiVersion} ${kind} in OpenAPI`);
  }

  /** What the server would say to this object. YAML text (one document) is sent as it is: see documents(). */
  async dryRun(manifest: KubernetesObject | string): Promise<Verdict> {
    return this.serverSideApply(manifest, 'dryRun=All&');
  }

  async apply(manifest: KubernetesObject | string): Promise<KubernetesObject> {
    const verdict = await this.serverSideApply(manifest, '');
    if (!verdict.accepted) throw new Error(`${describe(parse(manifest))}: ${verdict.message}`);
    return verdict.object;
  }

  private async serverSideApply(manifest: KubernetesObject | string, query: string): Promise<Verdict> {
    const object = parse(manifest);
    const resource = await this.resource(object.apiVersion, object.kind);
    if (!resource) return { accepted: false, message: `the server has no ${object.apiVersion} ${object.kind}` };
    if (!object.metadata?.name) return { accepted: false, message: 'metadata.name is missing' };
    if (resource.namespaced) await this.ensureNamespace(object.metadata.namespace ?? 'default');
    const answer = await this.client.send(
      'PATCH',
      `${path(resource, object)}?${query}fieldManager=conformance&force=true&fieldValidation=Strict`,
      typeof manifest === 'string' ? manifest : toYaml(manifest),
      'application/apply-patch+yaml',
    );
    if (answer.status < 300) return { accepted: true, object: withoutManagedFields(answer.body as KubernetesObject) };
    return { accepted: false, message: message(answer) };
  }

  async get(ref: ObjectRef): Promise<KubernetesObject | undefined> {
    const answer = await this.client.send('GET', await this.pathOf(ref));
    if (answer.status === 404) return undefined;
    return expectObject(answer, describe(ref));
  }

  async list(apiVersion: string, kind: string, namespace?: string): Promise<KubernetesObject[]> {
    const resource = await this.knownResource(apiVersion, kind);
    const answer = await this.client.send('GET', path(resource, { apiVersion, kind, metadata: { namespace } }, true));
    const list = expectObject(answer, `list of ${kind}`);
    // The items of a list do not say their kind.
    return (list.items as KubernetesObject[]).map(item => withoutManagedFields({ ...item, apiVersion, kind }));
  }

  /** Plays the controller that cannot run here: replaces members of the object's status. */
  async patchStatus(ref: ObjectRef, status: Record<string, unknown>): Promise<KubernetesObject> {
    const target = `${await this.pathOf(ref)}/status?fieldManager=controller&fieldValidation=Strict`;
    const answer = await this.client.send('PATCH', target, JSON.stringify({ status }), 'application/merge-patch+json');
    return expectObject(answer, `status of ${describe(ref)}`);
  }

  /** Deletes an object if it is there; does not wait for its finalizers. */
  async delete(ref: ObjectRef): Promise<void> {
    const answer = await this.client.send('DELETE', await this.pathOf(ref));
    if (answer.status !== 404) expectObject(answer, describe(ref));
  }

  private async pathOf(ref: ObjectRef): Promise<string> {
    return path(await this.knownResource(ref.apiVersion, ref.kind), ref);
  }

  private async knownResource(apiVersion: string, kind: string): Promise<Resource> {
    const resource = await this.resource(apiVersion, kind);
    if (!resource) throw new Error(`the server has no ${apiVersion} ${kind}`);
    return resource;
  }

  private async resource(apiVersion: string, kind: string): Promise<Resource | undefined> {
    const key = `${apiVersion} ${kind}`;
    if (!this.resources.has(key)) await this.discover(apiVersion);
    return this.resources.get(key);
  }

  private async discover(apiVersion: string): Promise<void> {
    const { body } = await this.client.send('GET', root(apiVersion));
    const found = (at(body, 'resources') ?? []) as { name: string; kind: string; namespaced: boolean }[];
    for (const { name, kind, namespaced } of found) {
      if (!name.includes('/')) this.resources.set(`${apiVersion} ${kind}`, { plural: name, namespaced });
    }
  }

  private ensureNamespace(name: string): Promise<unknown> {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    const pending = this.namespaces.get(name) ?? this.apply(namespace);
    this.namespaces.set(name, pending);
    return pending;
  }
}

function parse(manifest: KubernetesObject | string): KubernetesObject {
  return typeof manifest === 'string' ? (load(manifest) as KubernetesObject) : manifest;
}

function root(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function path({ plural, namespaced }: Resource, { apiVersion, metadata }: ObjectRef, all = false): string {
  const namespace = metadata.namespace ?? (all ? undefined : 'default');
  const scope = namespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  const name = all ? '' : `/${encodeURIComponent(metadata.name ?? '')}`;
  return `${root(apiVersion)}${scope}/${plural}${name}`;
}

function message(answer: ApiResponse): string {
  return String(at(answer.body, 'message') ?? answer.body);
}

function expectObject(answer: ApiResponse, what: string): KubernetesObject {
  if (answer.status >= 300) throw new Error(`${what}: ${message(answer)}`);
  return withoutManagedFields(answer.body as KubernetesObject);
}

/** The server's own bookkeeping, longer than most objects. */
function withoutManagedFields(object: KubernetesObject): KubernetesObject {
  delete object.metadata?.managedFields;
  return object;
}
