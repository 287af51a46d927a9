import { ack, ackRules } from '../backends/ack/engine';
import { kratix } from '../backends/kratix/engine';
import { type Manifest, manifestOf } from '../backends/manifest';
import { kratixRequest } from '../interfaces/kratix';
import { readTable } from '../interfaces/read-table';
import { check } from '../schema/check';
import { oneOf, record, type Shape, text } from '../schema/shape';
import { isError, type Violation } from '../schema/violation';

/** What the pipeline makes of a request. */
export interface Rendered {
  /** The ACK Table; undefined if the request is refused. */
  readonly manifest?: Manifest;
  /** What `kubectl describe` shows of the request: that it was rendered, and never that the table is ready. */
  readonly message?: string;
  readonly violations: readonly Violation[];
}

/** As Kubernetes has them; Kratix allows requests 63 characters. */
const name = (what: string) =>
  text(what, {
    minLength: 1,
    maxLength: 63,
    pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$',
    patternInWords: 'consist of lower-case letters, digits, "-" and "."',
  });

/** The part of a request that says which it is. Kratix adds to its metadata, so nothing else there is judged. */
const identityShape = record('DynamoDBRequest', {
  apiVersion: oneOf('the version of the API', kratix.apiVersion),
  kind: oneOf('the kind', kratix.kind),
  metadata: record('Metadata', {
    name: name('the name of the request'),
    namespace: name('the namespace of the request'),
  }),
}) as Shape;

/** ACK has its credentials in its controller. */
const environment = { providerConfig: { kind: 'ClusterProviderConfig', name: 'default' } } as const;

/**
 * A `DynamoDBRequest` as the ACK Table that provides it, with everything that is wrong with it at once.
 *
 * The Table has the request's name and namespace, so that requests of one name in two namespaces never meet.
 *
 * @param strict whether warnings refuse it too
 */
export function renderRequest(request: unknown, strict = false): Rendered {
  const { apiVersion, kind, metadata, spec } = asObject(request);
  const { name, namespace } = asObject(metadata);
  const identity = check(
    isObject(request) ? { apiVersion, kind, metadata: isObject(metadata) ? { name, namespace } : metadata } : request,
    identityShape,
  );
  if (!isObject(request)) return { violations: identity };
  const { table, violations: inSpec } = readTable(kratixRequest, spec, String(name), { rules: ackRules });
  const violations = [...identity, ...inSpec.map(violation => ({ ...violation, path: ['spec', ...violation.path] }))];
  if (!table || violations.some(violation => strict || isError(violation))) return { violations };
  const rendered = manifestOf(ack, table, String(name), environment);
  const { name: _, ...otherMetadata } = rendered.metadata;
  return {
    manifest: { ...rendered, metadata: { name: String(name), namespace: String(namespace), ...otherMetadata } },
    message: `Rendered: the ${ack.kind} ${namespace}/${name} of ACK declares the table ${table.tableName} in ${table.region}`,
    violations,
  };
}

type Given = { readonly [member: string]: unknown };

const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of an object, of which anything else has none. */
const asObject = (value: unknown): Given => (isObject(value) ? Object.fromEntries(Object.entries(value)) : {});
