import type { Json, Scalar } from '../expression/node';

/** The part keeps its name. */
export const same = true;

/** The interface has no such parameter: this is its value always. */
export const fixed = <const V extends Json>(value: V): { readonly fixed: V } => ({ fixed: value });

/** The interface cannot say it, for this reason. */
export const leftOut = (reason: string): { readonly leftOut: string } => ({ leftOut: reason });

/** An optional parameter in whose place the name of the surrounding object stands. */
export const orObjectName = <const N extends string>(as: N): { readonly as: N; readonly orObjectName: true } => ({
  as,
  orObjectName: true,
});

/**
 * What an interface makes of every part of a table: another name, another nesting, a fixed value, or nothing, with the
 * reason. What it requires though a table does not is described anew: the table says what is taken when it is left out.
 */
export type Parts<T> = { readonly [K in keyof T]-?: Part<T[K]> };

type Part<T> =
  | true
  | string
  | { readonly fixed: NonNullable<T> }
  | (undefined extends T ? { readonly leftOut: string } | { readonly as: string; readonly required: string } : never)
  | (string extends T ? { readonly as: string; readonly orObjectName: true } : never)
  | ([T] extends [Scalar] ? { readonly as: string; readonly default: T } : never)
  | Inner<NonNullable<T>>;

type Inner<T> = [T] extends [Scalar]
  ? never
  : T extends readonly (infer I)[]
    ? { readonly as: string; readonly items: Parts<I> }
    : { readonly as: string; readonly members: Parts<T>; readonly required?: string } | { readonly flat: Parts<T> };

/** What a user of the interface writes. */
export type Parameters<T, D> = Together<{ [K in keyof T & keyof D]-?: Named<K, T[K], D[K]> }[keyof T & keyof D]>;

/** A part without a parameter adds no member: `object`, since `unknown` would swallow all others of the union. */
type Named<K extends PropertyKey, V, P> = P extends true
  ? Field<K, V, V>
  : P extends string
    ? Field<P, V, V>
    : P extends { as: infer N extends string; orObjectName: true }
      ? Field<N, undefined, V>
      : P extends { as: infer N extends string; items: infer Q }
        ? Field<N, V, NonNullable<V> extends readonly (infer I)[] ? readonly Parameters<I, Q>[] : never>
        : P extends { as: infer N extends string; members: infer Q; required: string }
          ? Field<N, NonNullable<V>, Parameters<NonNullable<V>, Q>>
          : P extends { as: infer N extends string; members: infer Q }
            ? Field<N, V, Parameters<NonNullable<V>, Q>>
            : P extends { as: infer N extends string; required: string }
              ? Field<N, NonNullable<V>, NonNullable<V>>
              : P extends { as: infer N extends string; default: unknown }
                ? Field<N, V | undefined, V>
                : P extends { flat: infer Q }
                  ? undefined extends V
                    ? Partial<Parameters<NonNullable<V>, Q>>
                    : Parameters<V, Q>
                  : object;

type Field<N extends PropertyKey, V, U> = undefined extends V ? { readonly [F in N]?: U } : { readonly [F in N]: U };
type Together<U> = (U extends unknown ? (u: U) => void : never) extends (u: infer I) => void
  ? { [K in keyof I]: I[K] }
  : never;
