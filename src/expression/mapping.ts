import { fieldsOf, type Shape } from '../schema/shape';
import { unread, written } from './coverage';
import { assumed, isAbsent, presenceOf, type View, viewOf } from './expression';
import { asObject, type Fragment, guardedFragment, merged } from './fragment';

/** What a target does with one feature: given its value, taken as present, the part of the manifest that it becomes. */
type FeatureMapping<S, F extends keyof S> =
  | ((value: View<NonNullable<S[F]>>, table: View<S>) => Fragment)
  | Unsupported;

/** One entry for each feature: leaving one out does not compile. */
export type Fragments<S> = { readonly [F in keyof S]-?: FeatureMapping<S, F> };

/** A feature that the target cannot express. */
export class Unsupported {
  constructor(
    /** Why, and who can. */
    readonly reason: string,
  ) {}
}

export const unsupported = (reason: string): Unsupported => new Unsupported(reason);

export interface MappingOptions<S> {
  readonly shape: Shape<S>;
  /** Every path of the target's schema. */
  readonly fields: ReadonlySet<string>;
  /** Fields that the target itself need not know, such as annotations. @default - only `metadata` */
  readonly open?: readonly string[];
  readonly fragments: Fragments<S>;
  /** Leaves that the target cannot express, by path, and why. @default - none */
  readonly unsupportedLeaves?: { readonly [path: string]: string };
}

/** How a table becomes an object of a target. Checked when it is built: no leaf unread, no field unknown. */
export class Mapping<S> {
  constructor(private readonly options: MappingOptions<S>) {
    const { shape, fields, open = [], unsupportedLeaves = {} } = options;
    const whole = asObject(this.fragment(viewOf(shape, ['table'])));
    const notRead = unread(whole, shape as Shape, 'table');
    const dropped = notRead.filter(leaf => !Object.hasOwn(unsupportedLeaves, leaf) && !this.isUnsupported(leaf));
    const stale = Object.keys(unsupportedLeaves).filter(leaf => !notRead.includes(leaf));
    if (stale.length > 0) throw new Error(`declared unsupported, but read or unknown: ${stale.join(', ')}`);
    if (dropped.length > 0)
      throw new Error(`the mapping reads no ${dropped.join(', ')}: map it, or declare it unsupported with the reason`);
    const isOpen = (path: string) =>
      ['metadata', ...open].some(prefix => path === prefix || path.startsWith(`${prefix}.`));
    const unknown = written(whole).filter(path => !isOpen(path) && !fields.has(path));
    if (unknown.length > 0) throw new Error(`the target has no field ${unknown.join(', ')}`);
  }

  /** The part of the manifest for those features that the view provides: all of a table, or a trait's few. */
  fragment<T>(view: View<T>, shape: Shape = this.options.shape as Shape): Fragment {
    const table = view as View<S> & { readonly [feature: string]: View<unknown> };
    return merged(
      ...Object.keys(fieldsOf(shape)).map(name => {
        const feature = this.options.fragments[name as keyof S] as FeatureMapping<S, keyof S>;
        const value = table[name]!;
        if (feature instanceof Unsupported || isAbsent(value)) return {};
        return guardedFragment(feature(assumed(value) as never, table), presenceOf(value));
      }),
    );
  }

  private isUnsupported(leaf: string): boolean {
    return this.options.fragments[leaf.split(/[.[]/)[0] as keyof S] instanceof Unsupported;
  }

  /** Everything that the target cannot express: features and leaves, with the reason. */
  get limits(): readonly { readonly path: string; readonly reason: string }[] {
    const features = Object.entries(this.options.fragments).flatMap(([path, feature]) =>
      feature instanceof Unsupported ? [{ path, reason: feature.reason }] : [],
    );
    return [
      ...features,
      ...Object.entries(this.options.unsupportedLeaves ?? {}).map(([path, reason]) => ({ path, reason })),
    ];
  }
}
