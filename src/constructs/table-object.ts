import { ApiObject, type ApiObjectMetadata, App, JsonPatch, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';

export interface TableObjectProps {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ApiObjectMetadata;
  /** The spec, asked for at synth: plain JSON. */
  readonly spec: () => unknown;
}

/**
 * The object of a table. Its spec holds plain values alone, so it is spared cdk8s' search for tokens, which would cost
 * as much again and lose keys such as `constructor`; unless the app has resolvers of its own, which see everything.
 */
export class TableObject extends ApiObject {
  private readonly spec: () => unknown;
  private readonly operations: JsonPatch[] = [];

  constructor(scope: Construct, id: string, { spec, ...props }: TableObjectProps) {
    super(scope, id, { ...props, spec: Lazy.any({ produce: () => (hasOwnResolvers(scope) ? spec() : undefined) }) });
    this.spec = spec;
  }

  override addJsonPatch(...operations: JsonPatch[]): void {
    this.operations.push(...operations);
  }

  // biome-ignore lint/suspicious/noExplicitAny: cdk8s declares it so
  override toJson(): any {
    const json = hasOwnResolvers(this) ? super.toJson() : { ...super.toJson(), spec: sorted(this.spec()) };
    return this.operations.length === 0 ? json : JsonPatch.apply(json, ...this.operations);
  }
}

/** cdk8s has three built in. */
const hasOwnResolvers = (construct: Construct): boolean => App.of(construct).resolvers.length > 3;

/** Members by name, as cdk8s sorts them. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members: [string, unknown][] = [];
  for (const name of Object.keys(value).sort())
    members.push([name, sorted((value as { readonly [name: string]: unknown })[name])]);
  return Object.fromEntries(members);
}
