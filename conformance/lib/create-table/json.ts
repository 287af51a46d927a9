export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;
export type JsonRecord = { readonly [name: string]: Json };

export const isRecord = (value: Json | undefined): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as it is sent. */
export const jsonOf = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/** Whether a global index has several partition keys or several sort keys. */
export function hasKeyOfSeveralAttributes(request: Json): boolean {
  const indexes = isRecord(request) ? request.GlobalSecondaryIndexes : undefined;
  return (Array.isArray(indexes) ? indexes : []).some((index: Json) => {
    const keys = isRecord(index) && Array.isArray(index.KeySchema) ? index.KeySchema : [];
    const types = keys.flatMap((key: Json) => (isRecord(key) ? [key.KeyType] : []));
    return new Set(types).size < types.length;
  });
}
