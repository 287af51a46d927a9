/** What an object of Kubernetes, or a request to DynamoDB, consists of. */
export type Json = string | number | boolean | readonly Json[] | Members;
export interface Members {
  readonly [name: string]: Json | undefined;
}

/** What members are called in the request; of an object, or of the objects in a list, with those of its members. */
export interface Names {
  readonly [field: string]: string | readonly [string, Names];
}

/** Members under the names of the request. A field that has none is refused: nothing may be emitted that is not read. */
export function renamed(fields: Members, names: Names): Members {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => {
      if (!Object.hasOwn(names, field)) throw new Error(`the reader does not know the field ${field}`);
      const name = names[field]!;
      return typeof name === 'string' ? [name, value] : [name[0], renamedInside(value!, name[1])];
    }),
  );
}

const renamedInside = (value: Json, names: Names): Json =>
  Array.isArray(value)
    ? (value as readonly Members[]).map(item => renamed(item, names))
    : renamed(value as Members, names);

/** The members that are there. */
export const given = (members: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
