import type { LostPart } from '../interfaces/interface';
import { lostBy, writeParameters } from '../interfaces/read-table';
import { withDefaults } from '../schema/check';
import { fieldsOf, type Shape } from '../schema/shape';
import { type TableSpec, tableShape } from '../table/table';
import type { ComponentEntry } from './catalog';

type Properties = { readonly [name: string]: unknown };

export interface Split {
  readonly properties: Properties;
  readonly traits: readonly { readonly type: string; readonly properties: Properties }[];
  /** What neither the component nor a trait can say. */
  readonly lost: readonly LostPart[];
}

/** A table as a component's properties, with every feature for which there is a trait as that trait. */
export function splitIntoTraits({ through, traits }: ComponentEntry, table: TableSpec, objectName: string): Split {
  const used = traits.filter(trait =>
    optionalFeatures(trait.through.table).every(feature => table[feature] !== undefined),
  );
  const said = new Set(used.flatMap(trait => Object.keys(fieldsOf(trait.through.table))));
  const rest = withDefaults(
    Object.fromEntries(Object.entries(table).filter(([feature]) => !said.has(feature))),
    tableShape,
  ) as TableSpec;
  const properties = writeParameters(through, rest) as Properties;
  return {
    // a component is called as its object is: what is that name anyway need not be said
    properties: Object.fromEntries(
      Object.entries(properties).filter(
        ([name, value]) => name !== through.objectNameParameter || value !== objectName,
      ),
    ),
    traits: used.map(trait => ({ type: trait.name, properties: writeParameters(trait.through, table) as Properties })),
    lost: lostBy(through, rest),
  };
}

/** The features whose presence calls for a trait. */
const optionalFeatures = (shape: Shape): readonly (keyof TableSpec)[] =>
  (Object.keys(fieldsOf(shape)) as (keyof TableSpec)[]).filter(feature => fieldsOf(tableShape)[feature]?.optional);
