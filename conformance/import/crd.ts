import { load } from 'js-yaml';

/** The part of an OpenAPI v3 schema that this program understands; every other keyword is carried along. */
export interface Schema {
  readonly type?: string;
  readonly properties?: { readonly [name: string]: Schema };
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly [keyword: string]: unknown;
}

export interface CrdVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly schema: { readonly openAPIV3Schema: Schema };
  readonly subresources?: { readonly [name: string]: unknown };
}

export interface Crd {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly scope: string;
    readonly names: { readonly [key: string]: unknown; readonly kind: string; readonly plural: string };
    readonly versions: readonly CrdVersion[];
  };
}

export function parseCrd(text: string, origin: string): Crd {
  const value = load(text) as Crd | undefined;
  if (value?.kind !== 'CustomResourceDefinition') throw new Error(`${origin} holds no CustomResourceDefinition`);
  return value;
}

/** Values, not schemas: what they hold is data and stays as it is. */
const dataKeywords = new Set(['default', 'enum', 'example']);

/** A copy without any description; a property that is called `description` is no description and stays. */
export function withoutDescriptions<T>(node: T, keysAreProperties = false): T {
  if (Array.isArray(node)) return node.map(item => withoutDescriptions(item)) as T;
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(([key]) => keysAreProperties || key !== 'description');
  return Object.fromEntries(
    kept.map(([key, value]) => {
      if (!keysAreProperties && dataKeywords.has(key)) return [key, value];
      return [key, withoutDescriptions(value, !keysAreProperties && key === 'properties')];
    }),
  ) as T;
}

/** The CRD with one version only: the versions that we never write would only make the generated files longer. */
export function onlyVersion(crd: Crd, name: string): Crd {
  const versions = crd.spec.versions.filter(version => version.name === name);
  if (versions.length === 0) throw new Error(`${crd.metadata.name} has no version ${name}`);
  return { ...crd, metadata: { name: crd.metadata.name }, spec: { ...crd.spec, versions } };
}

/** The CRD without one top-level member of `spec`. */
export function withoutSpecMember(crd: Crd, member: string): Crd {
  const versions = crd.spec.versions.map(version => {
    const root = version.schema.openAPIV3Schema;
    const spec = root.properties?.spec;
    if (!spec?.properties?.[member]) throw new Error(`${crd.metadata.name} has no spec.${member}`);
    const { [member]: _left, ...properties } = spec.properties;
    const openAPIV3Schema = { ...root, properties: { ...root.properties, spec: { ...spec, properties } } };
    return { ...version, schema: { openAPIV3Schema } };
  });
  return { ...crd, spec: { ...crd.spec, versions } };
}
