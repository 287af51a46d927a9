import {
  absent,
  assumed,
  type Expression,
  each,
  fallback,
  guarded,
  isAbsent,
  listView,
  literal,
  membersOf,
  nodeOf,
  presenceAt,
  presenceOf,
  recordView,
  type View,
  viewOf,
} from '../expression/expression';
import type { Json, Node, RefNode } from '../expression/node';
import { itemNameOf, mapValues } from '../schema/records';
import { type Fields, fieldsOf, type ListShape, optional, type RecordShape, type Shape, text } from '../schema/shape';
import type { Path } from '../schema/violation';
import type { Parameters, Parts } from './parts';

/** Where the name of the surrounding object stands, for interfaces in which the table takes its name from it. */
export const objectNameRoot = 'objectName';

/** The table, or some of its features, in another vocabulary. Read in both directions. */
export interface Interface<T, P = unknown> {
  /** What it is about. */
  readonly table: Shape<T>;
  /** What users of the interface write. */
  readonly parameters: Shape<P>;
  /** The table as seen through the parameters below a root: backends are called with it unchanged. */
  read(root: string): View<T>;
  /** The parameters that say the same as a table. */
  write(table: View<T>): View<P>;
  /** A place in the table, in the words of the parameters. */
  place(path: Path): Path;
  /** The parameter in whose place the object's name stands; undefined if there is none. */
  readonly objectNameParameter?: string;
  /** Parts of the table that the interface cannot say, and why. */
  readonly limits: readonly LostPart[];
}

/** A part of a table that an interface cannot say, and why. */
export interface LostPart {
  readonly path: string;
  readonly reason: string;
}

/** Derives an interface from what becomes of each part of the table. */
export function interfaceOf<T, const D extends Parts<T>>(
  table: Shape<T>,
  parts: D,
  name = 'Parameter',
): Interface<T, Parameters<T, D>> {
  if (table.kind !== 'record') throw new Error('an interface is about a record');
  const lens = recordLens(table, parts);
  return {
    table,
    parameters: { kind: 'record', name, fields: lens.fields, needs: lens.needs },
    read: root => lens.read([root]) as View<T>,
    write: view => recordView(lens.write(view)),
    place: lens.place,
    objectNameParameter: Object.values(parts as Given).flatMap(part =>
      typeof part === 'object' && part.orObjectName ? [part.as] : [],
    )[0],
    limits: Object.entries(parts as Given).flatMap(([path, part]) => limitsOf(path, part)),
  };
}

type Given = { readonly [field: string]: GivenPart };
type GivenPart =
  | true
  | string
  | {
      readonly as?: string;
      readonly fixed?: Json;
      readonly leftOut?: string;
      readonly orObjectName?: true;
      readonly required?: string;
      readonly default?: string | number | boolean;
      readonly items?: Given;
      readonly members?: Given;
      readonly flat?: Given;
    };

function limitsOf(path: string, part: GivenPart): readonly LostPart[] {
  if (typeof part !== 'object') return [];
  if (part.leftOut !== undefined) return [{ path, reason: part.leftOut }];
  return Object.entries(part.members ?? part.flat ?? {}).flatMap(([name, inner]) => limitsOf(`${path}.${name}`, inner));
}

/** The parameters that a record of the table, or a part of one, becomes, and both directions. */
interface Lens {
  readonly fields: Fields;
  /** @default - none */
  readonly needs?: RecordShape['needs'];
  read(at: readonly string[]): View<unknown>;
  write(table: View<unknown>): { readonly [parameter: string]: Expression<unknown> };
  place(path: Path): Path;
}

function recordLens(shape: RecordShape, parts: Given): Lens {
  const stray = Object.keys(parts).find(name => !Object.hasOwn(shape.fields, name));
  if (stray !== undefined) throw new Error(`${stray} is no part of ${shape.name}`);
  const lenses = mapValues(shape.fields, (field, name) => partLens(name, field, parts[name]));
  const all = Object.values(lenses);
  const names = all.flatMap(lens => Object.keys(lens.fields));
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new Error(`two parts are called ${twice}`);
  return {
    fields: Object.fromEntries(all.flatMap(lens => Object.entries(lens.fields))),
    needs: all.flatMap(lens => lens.needs ?? []),
    read: at => recordView(mapValues(lenses, lens => lens.read(at))),
    write: table => {
      const members = membersOf(table);
      return Object.fromEntries(
        Object.entries(lenses).flatMap(([name, lens]) =>
          members[name] === undefined || isAbsent(members[name]) ? [] : Object.entries(lens.write(members[name])),
        ),
      );
    },
    place: ([field, ...rest]) => (field === undefined ? [] : (lenses[field]?.place(rest) ?? [field, ...rest])),
  };
}

function partLens(field: string, shape: Shape, given: GivenPart | undefined): Lens {
  if (given === undefined) throw new Error(`the interface says nothing of ${field}`);
  const part = typeof given === 'object' ? given : { as: given === true ? field : given };
  if (part.leftOut !== undefined) return withoutParameter(field, absent);
  if (part.fixed !== undefined) return withoutParameter(field, literalView(shape, part.fixed));
  if (part.flat) {
    const inner = recordLens(record(shape), part.flat);
    return shape.optional ? flattened(inner) : inner;
  }
  const name = part.as!;
  if (part.orObjectName) return named(name, shape);
  const own: Shape = part.required
    ? { ...shape, optional: undefined, description: part.required }
    : part.default === undefined
      ? shape
      : { ...shape, default: part.default };
  if (part.items) return renamedItems(name, own as ListShape, recordLens(record((own as ListShape).item), part.items));
  if (part.members) return renamedMembers(name, own, recordLens(record(own), part.members));
  return {
    fields: { [name]: own },
    read: at => viewOf(own, [...at, name]),
    write: table => ({
      [name]: own.kind === 'list' && own.key !== undefined ? keyedList(table, own.item, own.key) : table,
    }),
    place: rest => [name, ...rest],
  };
}

const record = (shape: Shape): RecordShape => {
  if (shape.kind !== 'record') throw new Error('only a record has members to rename');
  return shape;
};

/** A list whose elements KubeVela merges by key must be spelt out: passed by reference it would replace the other trait's. */
const keyedList = (list: View<unknown>, item: Shape, key: string): Expression<unknown> =>
  each<readonly Item[], Item>(list as View<readonly Item[]>, itemNameOf(item), element => element, key);

type Item = { readonly [member: string]: string };

const withoutParameter = (field: string, value: View<unknown>): Lens => ({
  fields: {},
  read: () => value,
  write: () => ({}),
  place: rest => [field, ...rest],
});

/** The object's name is the table's, unless a parameter names it. */
const named = (name: string, shape: Shape): Lens => {
  const own = optional(shape);
  return {
    fields: { [name]: own },
    read: at => fallback(viewOf(optional(text('')), [...at, name]), viewOf(text(''), [objectNameRoot])),
    write: table => ({ [name]: table }),
    place: rest => [name, ...rest],
  };
};

const renamedMembers = (name: string, shape: Shape, inner: Lens): Lens => ({
  fields: {
    [name]: {
      ...shape,
      name: name[0]!.toUpperCase() + name.slice(1),
      fields: inner.fields,
      needs: inner.needs,
    } as Shape,
  },
  read: at => guarded(inner.read([...at, name]), presenceAt(shape, { op: 'ref', path: [...at, name] })),
  write: table => ({ [name]: guarded(recordView(inner.write(assumed(table))), presenceOf(table)) }),
  place: rest => [name, ...inner.place(rest)],
});

function renamedItems(name: string, shape: ListShape, inner: Lens): Lens {
  const item = itemNameOf(shape.item);
  const element = (at: string) => inner.read([at]);
  const key = shape.key === undefined ? undefined : String(inner.place([shape.key])[0]);
  return {
    fields: { [name]: { ...shape, key, item: { ...shape.item, fields: inner.fields, needs: inner.needs } as Shape } },
    read: at => {
      const source: RefNode = { op: 'ref', path: [...at, name] };
      const whole: Node = { op: 'each', list: source, item, yields: nodeOf(element(item)), key: shape.key };
      return listView(source, whole, presenceAt(shape, source), element);
    },
    write: table => ({
      [name]: each(
        table as View<readonly unknown[]>,
        item,
        of => recordView<{ readonly [parameter: string]: unknown }>(inner.write(of)),
        key,
      ),
    }),
    place: ([at, ...rest]) => (at === undefined ? [name] : [name, at, ...inner.place(rest)]),
  };
}

/**
 * An optional record's members beside those of its parent. It is there when all its required members are: half of it
 * is what `needs` refuses, and no engine may stumble over what is missing before it says so.
 */
function flattened(inner: Lens): Lens {
  const names = Object.keys(inner.fields);
  const required = names.filter(name => !inner.fields[name]!.optional);
  const [witness, ...others] = required;
  if (witness === undefined) throw new Error('no required member would tell whether this record is there');
  if (names.some(name => inner.fields[name]!.default !== undefined))
    throw new Error('a default inside an optional record would make it appear by itself');
  return {
    fields: mapValues(inner.fields, optional),
    needs: [
      ...others.map(name => [witness, name] as const),
      ...names.filter(name => name !== witness).map(name => [name, witness] as const),
    ],
    read: at =>
      guarded(
        inner.read(at),
        required.map(name => ({ op: 'present', ref: { op: 'ref', path: [...at, name] }, list: false })),
      ),
    write: table => mapValues(inner.write(assumed(table)), value => guarded(value, presenceOf(table))),
    place: rest => (rest.length === 0 ? [witness] : inner.place(rest)),
  };
}

/** A fixed value with members and elements, like any other part of the table. */
function literalView(shape: Shape, value: Json | undefined): View<unknown> {
  if (value === undefined) return absent as View<unknown>;
  if (shape.kind === 'record')
    return recordView(
      mapValues(fieldsOf(shape), (field, name) => literalView(field, (value as { [name: string]: Json })[name])),
    );
  if (shape.kind !== 'list') return literal(value);
  const node = nodeOf(literal(value));
  return listView(node, node, [], item => viewOf(shape.item, [item]));
}
