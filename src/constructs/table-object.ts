import { ApiObject, type ApiObjectMetadata, App, JsonPatch, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Companion } from '../backends/manifest';
import { clusterScoped } from './cluster-scoped';

export interface TableObjectProps {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ApiObjectMetadata;
  /** Whether it belongs to no namespace, not even to that of its chart. @default false */
  readonly clusterScoped?: boolean;
  /** What the table adds to that, asked for at synth: plain JSON, members by name. */
  readonly manifest: () => Companion | undefined;
}

/**
 * The object of a table, or one beside it. Its spec holds plain values alone, so it is spared cdk8s' search for tokens,
 * which would cost as much again and lose keys such as `constructor`; unless the app has resolvers of its own, which see
 * everything.
 */
export class TableObject extends ApiObject {
  private readonly manifest: () => Companion | undefined;
  private readonly operations: JsonPatch[] = [];

  constructor(scope: Construct, id: string, { manifest, clusterScoped: hasNoNamespace, ...props }: TableObjectProps) {
    super(scope, id, { ...props, spec: Lazy.any({ produce: () => manifest()?.spec }) });
    this.manifest = manifest;
    if (hasNoNamespace) clusterScoped(this);
  }

  override addJsonPatch(...operations: JsonPatch[]): void {
    this.operations.push(...operations);
  }

  // biome-ignore lint/suspicious/noExplicitAny: cdk8s declares it so
  override toJson(): any {
    const { apiVersion, kind } = this;
    const manifest = this.manifest();
    const { spec, metadata } = hasOwnResolvers(this)
      ? super.toJson()
      : { spec: manifest?.spec, metadata: this.metadata.toJson() };
    const body = spec === undefined ? {} : { spec };
    const json = { apiVersion, kind, metadata: annotated(metadata, manifest?.metadata.annotations), ...body };
    return this.operations.length === 0 ? json : JsonPatch.apply(json, ...this.operations);
  }
}

/** cdk8s has three built in. */
const hasOwnResolvers = (construct: Construct): boolean => App.of(construct).resolvers.length > 3;

type Annotations = { readonly [key: string]: string };

/** Members by name, as cdk8s sorts them. */
function annotated(metadata: { readonly annotations?: Annotations }, added: Annotations | undefined): object {
  if (!added) return metadata;
  const annotations = Object.fromEntries(Object.entries({ ...metadata.annotations, ...added }).sort());
  const { annotations: _, ...others } = metadata;
  return { annotations, ...others };
}
