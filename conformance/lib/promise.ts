import { at, type KubernetesObject } from './objects';

/** What an object may hold: members by name, elements of a list, or anything. */
type Known = 'anything' | readonly [Known] | { readonly [member: string]: Known };

const metadata: Known = { name: 'anything', labels: 'anything', annotations: 'anything' };

/** Kratix decodes it strictly when the Promise is applied; its CRD takes anything. What is open here is Kubernetes' own. */
const pipelineMembers: Known = {
  apiVersion: 'anything',
  kind: 'anything',
  metadata,
  spec: {
    containers: [
      {
        name: 'anything',
        image: 'anything',
        args: 'anything',
        command: 'anything',
        env: 'anything',
        envFrom: 'anything',
        volumeMounts: 'anything',
        imagePullPolicy: 'anything',
        securityContext: 'anything',
        resources: 'anything',
      },
    ],
    imagePullSecrets: 'anything',
    jobOptions: { backoffLimit: 'anything' },
    nodeSelector: 'anything',
    rbac: { serviceAccount: 'anything', permissions: 'anything' },
    restartPolicy: 'anything',
    tolerations: 'anything',
    volumes: 'anything',
  },
};

const actions: Known = { configure: [pipelineMembers], delete: [pipelineMembers] };

const promiseMembers: Known = {
  apiVersion: 'anything',
  kind: 'anything',
  // cluster-scoped: a namespace would mean nothing
  metadata,
  spec: {
    api: 'anything',
    workflows: { config: { reconciliationInterval: 'anything' }, resource: actions, promise: actions },
    requiredPromises: [{ name: 'anything', version: 'anything' }],
    dependencies: 'anything',
    destinationSelectors: [{ matchLabels: 'anything' }],
  },
};

/** A pipeline, and what Kratix calls it by. */
interface Workflow {
  readonly type: 'resource' | 'promise';
  readonly action: 'configure' | 'delete';
  readonly pipeline: unknown;
}

/** Everything about a Promise that Kratix refuses only in a cluster, or accepts and then cannot serve. */
export function promiseProblems(promise: unknown): readonly string[] {
  return [
    ...unknownMembers(promise, promiseMembers, ''),
    ...apiProblems(at(promise, 'spec', 'api')),
    ...pipelineProblems(promise),
    ...labelProblems('metadata.labels', at(promise, 'metadata', 'labels')),
    ...listAt(promise, 'spec', 'destinationSelectors').flatMap((selector, i) =>
      labelProblems(`spec.destinationSelectors[${i}].matchLabels`, at(selector, 'matchLabels')),
    ),
    ...(at(promise, 'metadata', 'labels', 'kratix.io/promise-version') === undefined
      ? ['metadata.labels: kratix.io/promise-version is missing: nobody could pin or upgrade a request']
      : []),
    ...(at(promise, 'spec', 'workflows', 'config', 'pipelineNamespace') === undefined
      ? []
      : ['spec.workflows.config.pipelineNamespace: requests of one name in two namespaces would share a folder']),
  ];
}

export function unknownMembers(value: unknown, known: Known, path: string): readonly string[] {
  if (known === 'anything' || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(known)) {
    const [element] = known as readonly [Known];
    return Array.isArray(value) ? value.flatMap((each, i) => unknownMembers(each, element, `${path}[${i}]`)) : [];
  }
  const members = known as { readonly [member: string]: Known };
  return Object.entries(value).flatMap(([name, member]) => {
    const place = path === '' ? name : `${path}.${name}`;
    return Object.hasOwn(members, name) ? unknownMembers(member, members[name]!, place) : [`${place}: unknown field`];
  });
}

/** What the server does not say of the CRD. */
function apiProblems(api: unknown): readonly string[] {
  if (at(api, 'kind') !== 'CustomResourceDefinition' || at(api, 'apiVersion') !== 'apiextensions.k8s.io/v1')
    return ['spec.api: is no CustomResourceDefinition of apiextensions.k8s.io/v1'];
  const versions = listAt(api, 'spec', 'versions');
  return [
    ...(at(api, 'spec', 'scope') === 'Namespaced' ? [] : ['spec.api: its scope must be Namespaced']),
    ...(versions.length === 0 ? ['spec.api: has no version'] : []),
    ...versions.flatMap(version => {
      const schema = at(version, 'schema', 'openAPIV3Schema');
      const problem = `spec.api: ${at(version, 'name')}`;
      return [
        ...(listAt(schema, 'required').includes('status')
          ? [`${problem} requires status, which Kratix writes: no request could ever be created`]
          : []),
        ...(at(schema, 'properties', 'status') === undefined
          ? []
          : [`${problem} declares status, which Kratix overwrites`]),
      ];
    }),
  ];
}

function pipelineProblems(promise: unknown): readonly string[] {
  const names = new Set<string>();
  return workflowsOf(promise).flatMap(({ type, action, pipeline }) => {
    const name = String(at(pipeline, 'metadata', 'name') ?? '');
    const full = `${at(promise, 'metadata', 'name')}-${type}-${action}-${name}`;
    const again = names.has(full);
    names.add(full);
    return [
      ...(at(pipeline, 'kind') === 'Pipeline' && at(pipeline, 'apiVersion') === 'platform.kratix.io/v1alpha1'
        ? []
        : [`${full}: is no Pipeline of platform.kratix.io/v1alpha1`]),
      ...(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) ? [] : [`${full}: ${JSON.stringify(name)} is no name`]),
      ...(full.length <= 60 ? [] : [`${full}: has ${full.length} characters, Kratix allows 60`]),
      ...(again ? [`${full}: is the name of two pipelines`] : []),
      ...labelProblems(`${full}: metadata.labels`, at(pipeline, 'metadata', 'labels')),
      ...listAt(pipeline, 'spec', 'containers').flatMap(container => imageProblems(full, at(container, 'image'))),
    ];
  });
}

function imageProblems(pipeline: string, image: unknown): readonly string[] {
  if (typeof image !== 'string' || image === '') return [`${pipeline}: a container has no image`];
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return [];
  const tag = /:([\w.-]+)$/.exec(image)?.[1];
  return tag === undefined || tag === 'latest' ? [`${pipeline}: the image ${image} is not pinned`] : [];
}

const labelKey = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/;

function labelProblems(path: string, labels: unknown): readonly string[] {
  return Object.entries((labels ?? {}) as Record<string, unknown>).flatMap(([key, value]) => [
    ...(labelKey.test(key) ? [] : [`${path}: ${JSON.stringify(key)} is no label`]),
    ...(typeof value === 'string' && labelValue.test(value)
      ? []
      : [`${path}.${key}: ${JSON.stringify(value)} is no value of a label`]),
  ]);
}

function workflowsOf(promise: unknown): readonly Workflow[] {
  return (['resource', 'promise'] as const).flatMap(type =>
    (['configure', 'delete'] as const).flatMap(action =>
      listAt(promise, 'spec', 'workflows', type, action).map(pipeline => ({ type, action, pipeline })),
    ),
  );
}

/** The Jobs that Kratix would start: the server judges what is Kubernetes' own in a container. */
export function jobsOf(promise: KubernetesObject): readonly KubernetesObject[] {
  return workflowsOf(promise).map(({ type, action, pipeline }) => {
    const { containers, volumes, restartPolicy, nodeSelector, tolerations, imagePullSecrets } = (at(pipeline, 'spec') ??
      {}) as Record<string, unknown>;
    const template = {
      restartPolicy: restartPolicy ?? 'OnFailure',
      initContainers: containers,
      containers: [{ name: 'status-writer', image: 'registry.example.com/kratix:0.1.0' }],
      ...Object.fromEntries(
        Object.entries({ volumes, nodeSelector, tolerations, imagePullSecrets }).filter(([, value]) => value),
      ),
    };
    return {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: `${promise.metadata.name}-${type}-${action}`, namespace: 'kratix' },
      spec: { template: { spec: template } },
    };
  });
}

function listAt(value: unknown, ...path: (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}
