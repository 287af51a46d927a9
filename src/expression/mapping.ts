import { itemNameOf } from '../schema/records';
import { fieldsOf, type Shape } from '../schema/shape';
import { unread, written } from './coverage';
import { assumed, type Expression, equals, isAbsent, membersOf, presenceOf, type View, viewOf } from './expression';
import { asObject, type Fragment, guardedFragment, merged } from './fragment';
import type { Predicate } from './node';
import { all, blame, ifGiven, not, present } from './predicate';

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
    /** The first version of the target that can. @default - none */
    readonly since?: string,
  ) {}
}

export const unsupported = (reason: string, since?: string): Unsupported => new Unsupported(reason, since);

/** Something that a target cannot express. */
export interface Limit<S> extends Unsupported {
  /** A feature, or a leaf. */
  readonly path: string;
  /** Nothing stands there, or nothing but the default. */
  readonly holds: (table: View<S>) => Predicate;
}

export interface MappingOptions<S> {
  readonly shape: Shape<S>;
  /** Every path of the target's schema. */
  readonly fields: ReadonlySet<string>;
  /** Fields that the target itself need not know, such as annotations. @default - only `metadata` */
  readonly open?: readonly string[];
  readonly fragments: Fragments<S>;
  /** Leaves that the target need not be told, by path, and why. @default - none */
  readonly impliedLeaves?: { readonly [path: string]: string };
  /** Leaves, or records of them, that the target cannot express, by path, and why. @default - none */
  readonly unsupportedLeaves?: { readonly [path: string]: string | Unsupported };
}

/** How a table becomes an object of a target. */
export class Mapping<S> {
  /** Everything that the target cannot express: the rules of an engine ask for it, since nothing is dropped in silence. */
  readonly limits: readonly Limit<S>[];
  private isChecked = false;

  constructor(private readonly options: MappingOptions<S>) {
    this.limits = limitsOf(options);
  }

  /**
   * Makes sure that no leaf is unread and no field unknown. `fragment` does it first, since an app needs one mapping of
   * several and would load the slower for checking all.
   *
   * @throws if a leaf of the table is neither read nor declared unsupported or implied, or the target has no such field
   */
  check(): void {
    const { shape, fields, open = [], unsupportedLeaves = {}, impliedLeaves = {} } = this.options;
    const table = viewOf(shape, ['table']);
    const whole = asObject(this.part(table, shape));
    const notRead = unread(whole, shape, 'table');
    const declared = Object.keys({ ...unsupportedLeaves, ...impliedLeaves });
    const dropped = notRead.filter(leaf => !declared.some(path => liesIn(leaf, path)) && !this.isUnsupported(leaf));
    const stale = declared.filter(path => !notRead.some(leaf => liesIn(leaf, path)));
    if (stale.length > 0) throw new Error(`declared unsupported or implied, but read or unknown: ${stale.join(', ')}`);
    if (dropped.length > 0)
      throw new Error(`the mapping reads no ${dropped.join(', ')}: map it, or declare it unsupported with the reason`);
    const needed = this.limits.find(limit => limit.holds(table).op === 'constant');
    if (needed) throw new Error(`${needed.path} is always given, so it cannot be unsupported`);
    const isOpen = (path: string) =>
      ['metadata', ...open].some(prefix => path === prefix || path.startsWith(`${prefix}.`));
    const unknown = written(whole).filter(path => !isOpen(path) && !fields.has(path));
    if (unknown.length > 0) throw new Error(`the target has no field ${unknown.join(', ')}`);
    this.isChecked = true;
  }

  /** The part of the manifest for those features that the view provides: all of a table, or a trait's few. */
  fragment<T>(view: View<T>, shape: Shape = this.options.shape): Fragment {
    if (!this.isChecked) this.check();
    return this.part(view, shape);
  }

  private part<T>(view: View<T>, shape: Shape): Fragment {
    const table = view as View<S> & { readonly [feature: string]: View<unknown> };
    // a trait asks the rules about what it carries, but one that could only refuse is a mistake
    const lost = this.limits.find(({ path }) => Object.hasOwn(fieldsOf(shape), path));
    if (lost && shape !== this.options.shape) throw new Error(`the target cannot express ${lost.path}: ${lost.reason}`);
    return merged(
      ...Object.keys(fieldsOf(shape)).map(name => {
        const feature = this.options.fragments[name as keyof S];
        const value = table[name]!;
        if (feature instanceof Unsupported || isAbsent(value)) return {};
        return guardedFragment(feature(assumed(value) as never, table), presenceOf(value));
      }),
    );
  }

  private isUnsupported(leaf: string): boolean {
    return this.options.fragments[featureOf(leaf) as keyof S] instanceof Unsupported;
  }
}

const liesIn = (leaf: string, path: string): boolean => leaf === path || leaf.startsWith(`${path}.`);

const featureOf = (path: string): string => path.split(/[.[]/)[0]!;

const limitsOf = <S>({ shape, fragments, unsupportedLeaves = {} }: MappingOptions<S>): readonly Limit<S>[] =>
  Object.entries<unknown>({ ...fragments, ...unsupportedLeaves }).flatMap(([path, given]) => {
    const why = typeof given === 'string' ? unsupported(given) : given;
    if (!(why instanceof Unsupported)) return [];
    return [{ ...why, path, holds: (table: View<S>) => nothingAt(table, shape, path.split('.')) }];
  });

function nothingAt(place: Expression<unknown>, shape: Shape, [step = '', ...rest]: readonly string[]): Predicate {
  const name = step.replace('[]', '');
  const member = membersOf(place)[name]!;
  const field = fieldsOf(shape)[name]!;
  if (field.kind === 'list' && step.endsWith('[]')) {
    const asked = all(member as Expression<readonly unknown[]>, itemNameOf(field.item), item =>
      nothingAt(item, field.item, rest),
    );
    // what every element has leaves no list
    return asked.op === 'all' && asked.predicate.op === 'constant' ? blame(member, not(present(member))) : asked;
  }
  if (rest.length > 0) return ifGiven(member, given => nothingAt(given, field, rest));
  return blame(
    member,
    field.default === undefined ? not(present(member)) : equals(member as Expression<never>, field.default as never),
  );
}
