import type { Json } from './json';

/** Where every request is sent. */
export const region = 'us-west-2';

/** A CreateTable request as the API model (botocore 1.44.5) describes it; members that no case sets are left out. */
export interface Request {
  readonly TableName: string;
  readonly AttributeDefinitions: readonly Definition[];
  readonly KeySchema: readonly Key[];
  readonly BillingMode?: string;
  readonly ProvisionedThroughput?: Units;
  readonly GlobalSecondaryIndexes?: readonly Index[];
  readonly LocalSecondaryIndexes?: readonly Index[];
  readonly [member: string]: Json | undefined;
}

export type Definition = { readonly AttributeName: string; readonly AttributeType: string };
export type Key = { readonly AttributeName: string; readonly KeyType: string };
export type Units = { readonly ReadCapacityUnits: number; readonly WriteCapacityUnits: number };
export type Index = {
  readonly IndexName: string;
  readonly KeySchema: readonly Key[];
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
  readonly [member: string]: Json;
};

export const define = (AttributeName: string, AttributeType = 'S'): Definition => ({ AttributeName, AttributeType });
export const hash = (AttributeName: string): Key => ({ AttributeName, KeyType: 'HASH' });
export const range = (AttributeName: string): Key => ({ AttributeName, KeyType: 'RANGE' });

export const repeat = <T>(count: number, make: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** Random parts of requests, from one source of numbers. */
export class Chance {
  constructor(private readonly next: () => number) {}

  number(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.number(0, choices.length - 1)]!;
  }

  /** Letters and digits, a letter first. */
  text(length: number): string {
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
    return repeat(length, at => this.pick([...letters, ...(at > 0 ? '0123456789' : '')])).join('');
  }

  /** Names that differ. */
  names(count: number): readonly string[] {
    return repeat(count, at => `${this.text(this.number(3, 8))}${at}`);
  }

  units(): Units {
    return { ReadCapacityUnits: this.number(1, 500), WriteCapacityUnits: this.number(1, 500) };
  }

  /** A small table that DynamoDB takes; `id` is its partition key, `at` its sort key if it has one. */
  table({ provisioned = this.next() < 0.5, sortKey = this.next() < 0.5 } = {}): Request {
    return {
      TableName: this.text(this.number(3, 20)),
      AttributeDefinitions: [
        define('id', this.pick(['S', 'N', 'B'])),
        ...(sortKey ? [define('at', this.pick(['S', 'N', 'B']))] : []),
      ],
      KeySchema: [hash('id'), ...(sortKey ? [range('at')] : [])],
      ...(provisioned
        ? { BillingMode: 'PROVISIONED', ProvisionedThroughput: this.units() }
        : { BillingMode: 'PAY_PER_REQUEST' }),
    };
  }

  /** The table with one more index on its partition key, changed in some members. */
  withIndex(table: Request, change: { readonly [member: string]: Json } = {}): Request {
    const index: Index = {
      IndexName: this.text(this.number(3, 20)),
      KeySchema: [hash('id')],
      Projection: { ProjectionType: this.pick(['ALL', 'KEYS_ONLY']) },
      ...(table.BillingMode === 'PROVISIONED' ? { ProvisionedThroughput: this.units() } : {}),
      ...change,
    };
    return { ...table, GlobalSecondaryIndexes: [...(table.GlobalSecondaryIndexes ?? []), index] };
  }

  /** A table with a sort key and one more local index with a sort key of its own, changed in some members. */
  withLocalIndex(change: { readonly [member: string]: Json } = {}, table = this.table({ sortKey: true })): Request {
    const own = this.names(1)[0]!;
    const index: Index = {
      IndexName: this.text(this.number(3, 20)),
      KeySchema: [hash('id'), range(own)],
      Projection: { ProjectionType: this.pick(['ALL', 'KEYS_ONLY']) },
      ...change,
    };
    const defined = index.KeySchema.some(key => key.AttributeName === own) ? [define(own)] : [];
    return {
      ...table,
      AttributeDefinitions: [...table.AttributeDefinitions, ...defined],
      LocalSecondaryIndexes: [...(table.LocalSecondaryIndexes ?? []), index],
    };
  }
}
