/** What engines add to an object's metadata. Nothing under spec is left out of a comparison. */
const addedMetadata = [
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
  'finalizers',
  'ownerReferences',
];
const addedPrefixes = [
  'app.oam.dev/',
  'workload.oam.dev/',
  'kro.run/',
  'internal.kro.run/',
  'app.kubernetes.io/managed-by',
  'applyset.kubernetes.io/',
];

/** The members by which targets know the elements of their lists: such lists have no order. */
const keys = ['indexName', 'name', 'key'] as const;

type Json = { readonly [name: string]: unknown };

/** An object in the form in which two renderings of one table are equal. */
export function comparable(object: unknown): unknown {
  if (typeof object !== 'object' || object === null) return object;
  const { status: _, metadata, ...rest } = object as Json;
  return { ...(byKey(rest) as Json), metadata: metadataOf((metadata ?? {}) as Json) };
}

function metadataOf(metadata: Json): Json {
  const own = Object.entries(metadata).filter(([name]) => !addedMetadata.includes(name));
  return Object.fromEntries(
    own.flatMap(([name, value]) => {
      if (name !== 'labels' && name !== 'annotations') return [[name, value]];
      const kept = Object.entries(value as Json).filter(
        ([key]) => !addedPrefixes.some(prefix => key.startsWith(prefix)),
      );
      return kept.length === 0 ? [] : [[name, Object.fromEntries(kept.sort())]];
    }),
  );
}

function byKey(value: unknown): unknown {
  if (Array.isArray(value)) {
    const elements = value.map(byKey);
    const key = keys.find(name =>
      elements.every(element => typeof element === 'object' && element !== null && name in element),
    );
    return key === undefined
      ? elements
      : [...(elements as Json[])].sort((a, b) => (String(a[key]) < String(b[key]) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, byKey(member)]));
}
