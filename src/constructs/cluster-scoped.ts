import type { ApiObject } from 'cdk8s';

/** An object that belongs to no namespace: cdk8s gives each its chart's, whatever its own metadata says. */
export function clusterScoped<T extends ApiObject>(object: T): T {
  Object.assign(object.metadata, { namespace: undefined });
  return object;
}
