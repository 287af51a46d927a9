import { ack } from '../backends/ack/engine';
import { defaultEnvironment } from '../backends/engine';
import { kratix } from '../backends/kratix/engine';
import { type Companion, companionsOf, inNamespace, type Manifest, manifestOf } from '../backends/manifest';
import { judgeNamespace, judgeObjectName } from '../backends/names';
import { kratixRequest } from '../interfaces/kratix';
import { readTable } from '../interfaces/read-table';
import { check } from '../schema/check';
import { isObject } from '../schema/records';
import { oneOf, record, type TypeOf, text } from '../schema/shape';
import { errorAt, isError, type Violation } from '../schema/violation';
import type { JudgedTable } from '../table/judge';

/** What the pipeline makes of a request. */
export interface Rendered {
  /** The ACK Table; undefined if the request is refused. */
  readonly manifest?: Manifest;
  /** The objects beside it. */
  readonly companions: readonly Companion[];
  /** What `kubectl describe` shows of the request: that it was rendered, and never that the table is ready. */
  readonly message?: string;
  readonly violations: readonly Violation[];
}

/** The part of a request that says which it is. Kratix adds to its metadata, so nothing else there is judged. */
const identityShape = record('DynamoDBRequest', {
  apiVersion: oneOf(kratix.apiVersion, kratix.apiVersion),
  kind: oneOf(kratix.kind, kratix.kind),
  metadata: record('Metadata', {
    name: text('the name of the request', { minLength: 1, maxLength: 63 }),
    namespace: text('the namespace of the request', { minLength: 1, maxLength: 63 }),
  }),
});

/**
 * A `DynamoDBRequest` as the ACK Table that provides it, with everything that is wrong with it at once.
 *
 * The Table has the request's name and namespace, so that requests of one name in two namespaces never meet. That holds
 * where the Promise sets no `pipelineNamespace`, which would bring all of them into one; and the namespace must exist in
 * the destination, since Kratix does not make it there.
 */
export function renderRequest(request: unknown): Rendered {
  const identity = identityOf(request);
  const wrongIdentity = judgeIdentity(identity);
  if (!isObject(request)) return { companions: [], violations: wrongIdentity };
  const { table, violations: inSpec } = readSpec(request.spec);
  const violations = [
    ...wrongIdentity,
    ...inSpec.map(violation => ({ ...violation, path: ['spec', ...violation.path] })),
  ];
  if (!table || violations.some(isError)) return { companions: [], violations };
  const { metadata } = identity as TypeOf<typeof identityShape>;
  const { name, namespace } = metadata;
  return {
    manifest: inNamespace(manifestOf(ack, table, name, defaultEnvironment), namespace),
    companions: Object.values(companionsOf(ack, table, name, defaultEnvironment)).map(object =>
      inNamespace(object, namespace),
    ),
    message: `Rendered: ACK's ${ack.kind} ${namespace}/${name} declares the table ${table.tableName} in ${table.region}`,
    violations,
  };
}

/** The request without what is not judged. */
function identityOf(request: unknown): unknown {
  if (!isObject(request)) return request;
  const { apiVersion, kind, metadata } = request;
  return {
    apiVersion,
    kind,
    metadata: isObject(metadata) ? { name: metadata.name, namespace: metadata.namespace } : metadata,
  };
}

function judgeIdentity(identity: unknown): readonly Violation[] {
  const wrong = check(identity, identityShape);
  if (wrong.length > 0) return wrong;
  const { name, namespace } = (identity as TypeOf<typeof identityShape>).metadata;
  return [
    ...judgeObjectName(name, name, 'metadata.name', kratix, {}),
    ...judgeNamespace(namespace, 'metadata.namespace'),
  ];
}

function readSpec(spec: unknown): JudgedTable {
  // the request names its table itself, so the name of the object plays no part
  if (spec !== undefined) return readTable(kratixRequest, spec, '', { rules: ack.rules });
  return { violations: [errorAt([], 'is missing', 'Add it: the table')] };
}
