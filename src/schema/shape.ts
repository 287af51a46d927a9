/** What a JSON value looks like, as a value: types, checks and every engine's schema are derived from it. */
export type Shape<T = unknown> = (TextShape | IntegerShape | FlagShape | ListShape | RecordShape) & {
  readonly [type]?: () => T;
};

declare const type: unique symbol;

interface Common {
  /** For people; it reaches CUE, kro and OpenAPI as the field's description. */
  readonly description?: string;
  /** May be left out. */
  readonly optional?: true;
  /** Taken when left out. Only on required members: inside an optional record it would conjure the record in kro. */
  readonly default?: string | number | boolean;
  /** How programs give it, for errors alone. @default - its kind says it */
  readonly givenAs?: string;
  /** A member that a factory fills and nobody writes: places in errors leave it out. */
  readonly hidden?: true;
  /** A class of ours whose instances are such records too: all their members are their own. */
  readonly madeBy?: { readonly prototype: object } | undefined;
}

export interface TextShape extends Common {
  readonly kind: 'text';
  readonly values?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  /** In the common subset of JavaScript and RE2. */
  readonly pattern?: string;
  /** The pattern in words, for errors. */
  readonly patternInWords?: string;
}

export interface IntegerShape extends Common {
  readonly kind: 'integer';
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface FlagShape extends Common {
  readonly kind: 'flag';
}

export interface ListShape extends Common {
  readonly kind: 'list';
  readonly item: Shape;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** The member that names an element: lists of several traits are merged by it. */
  readonly key?: string;
}

export interface RecordShape extends Common {
  readonly kind: 'record';
  /** What schemas call this type, for example `KeyElement`. */
  readonly name: string;
  readonly fields: Fields;
  /** `[a, b]`: giving a requires giving b. */
  readonly needs?: readonly (readonly [string, string])[];
  /** For errors alone. @default - none */
  readonly otherWords?: OtherWords | undefined;
}

/** What other tools call a member, and what it is called here. */
export type OtherWords = { readonly [word: string]: string };

export type Fields = { readonly [name: string]: Shape };

/** The TypeScript type of a shape's values. */
export type TypeOf<S> = S extends Shape<infer T> ? T : never;

type RecordOf<F> = Flat<
  { readonly [K in keyof F as undefined extends TypeOf<F[K]> ? never : K]: TypeOf<F[K]> } & {
    readonly [K in keyof F as undefined extends TypeOf<F[K]> ? K : never]?: Exclude<TypeOf<F[K]>, undefined>;
  }
>;
type Flat<T> = { readonly [K in keyof T]: T[K] };

type TextBounds = Pick<TextShape, 'minLength' | 'maxLength' | 'pattern' | 'patternInWords'>;

export const text = (description: string, bounds: TextBounds = {}): Shape<string> => ({
  kind: 'text',
  description,
  ...bounds,
});

export const oneOf = <const V extends string>(description: string, ...values: readonly V[]): Shape<V> => ({
  kind: 'text',
  description,
  values,
});

export const integer = (
  description: string,
  bounds: Pick<IntegerShape, 'minimum' | 'maximum'> = {},
): Shape<number> => ({
  kind: 'integer',
  description,
  ...bounds,
});

export const flag = (description: string): Shape<boolean> => ({ kind: 'flag', description });

export const list = <T>(
  description: string,
  item: Shape<T>,
  bounds: Pick<ListShape, 'minItems' | 'maxItems'> & { readonly key?: keyof T & string } = {},
): Shape<readonly T[]> => ({ kind: 'list', description, item, ...bounds });

export const record = <F extends Fields>(name: string, fields: F, description?: string): Shape<RecordOf<F>> => ({
  kind: 'record',
  name,
  fields,
  description,
});

export const optional = <T>(shape: Shape<T>): Shape<T | undefined> => ({ ...shape, optional: true });

export const withDefault = <T extends string | number | boolean>(shape: Shape<T>, value: NoInfer<T>): Shape<T> => ({
  ...shape,
  default: value,
});

export const described = <T>(shape: Shape<T>, description: string): Shape<T> => ({ ...shape, description });

/** What is given as something that its kind does not tell, such as a class with factories. */
export const givenAs = <T>(shape: Shape<T>, how: string, madeBy?: Common['madeBy']): Shape<T> => ({
  ...shape,
  givenAs: how,
  madeBy,
});

export const hidden = <T>(shape: Shape<T>): Shape<T> => ({ ...shape, hidden: true });

/** Several features' fields as one record. */
export const fieldsOf = (shape: Shape): Fields => (shape.kind === 'record' ? shape.fields : {});

/** Some features of a record, each of them required and none of them empty: what a trait is about. */
export const pick = <T, const K extends keyof T & string>(
  shape: Shape<T>,
  ...names: K[]
): Shape<{ readonly [F in K]-?: NonNullable<T[F]> }> => ({
  kind: 'record',
  name: 'Parameter',
  fields: Object.fromEntries(names.map(name => [name, given(fieldsOf(shape)[name]!)])),
});

const given = (shape: Shape): Shape =>
  shape.kind === 'list' ? { minItems: 1, ...shape, optional: undefined } : { ...shape, optional: undefined };
