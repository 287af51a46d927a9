import { type Chance, define, type Request, repeat } from '../request';

/**
 * Requests at the limits of one rule, written from the API model (botocore 1.44.5) and the developer guide alone. A limit
 * of a single field is a rule by the name of its place.
 */
export interface Boundary {
  readonly rule: string;
  /** Requests that break the rule, and perhaps others with it. */
  readonly broken: readonly Make[];
  /** Requests that are just right. */
  readonly kept: readonly Make[];
}

export type Make = (chance: Chance) => Request;

export const provisioned = (c: Chance, sortKey?: boolean) => c.table({ provisioned: true, sortKey });
export const onDemand = (c: Chance, sortKey?: boolean) => c.table({ provisioned: false, sortKey });

export const including = (c: Chance, names: readonly string[], table = c.table()): Request =>
  c.withIndex(table, { Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: names } });

export const includingLocally = (c: Chance, names: readonly string[], table?: Request): Request =>
  c.withLocalIndex({ Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: names } }, table);

/** A table with several indexes, each of which includes twenty attributes. */
export const includingTwenty = (c: Chance, count: number, table = c.table()): Request =>
  repeat(count, () => c.names(20)).reduce((made, names) => including(c, names, made), table);

export const defining = (request: Request, ...names: readonly string[]): Request => ({
  ...request,
  AttributeDefinitions: [...request.AttributeDefinitions, ...names.map(name => define(name))],
});

export const without = (request: Request, member: string): Request =>
  Object.fromEntries(Object.entries(request).filter(([name]) => name !== member)) as Request;

/** Characters that no name of a table or an index has. */
export const wrongCharacters = [' ', '/', 'é', ':', '*', '\\'];
