import { concat, type Expression, literal, viewOf } from '../expression/expression';
import { asObject, type Fragment, merged } from '../expression/fragment';
import { objectNameRoot } from '../interfaces/interface';
import { text } from '../schema/shape';

/** The name of the table's object, from which those of its companions are derived. */
export const ownName: Expression<string> = viewOf(text('The name of the object.'), [objectNameRoot]);

/**
 * The part of a feature's fragment that is an object of its own beside the table's. It is there when the feature is.
 *
 * @param id what kro and the construct call it, such as `backup`
 * @param kind apiVersion and kind
 * @param fragment the rest of it
 * @param name by default that of the table's object with the id behind it
 */
export const companion = (
  id: string,
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  fragment: Fragment,
  name = concat(ownName, `-${id.replace(/[A-Z]/g, capital => `-${capital.toLowerCase()}`)}`),
): Fragment => ({
  companions: {
    [id]: asObject(merged({ apiVersion: literal(apiVersion), kind: literal(kind), metadata: { name } }, fragment)),
  },
});

/** An engine's fragment as that of the table's own object, and the companions by id. */
export const apart = ({
  companions = {},
  ...own
}: Fragment): { readonly own: Fragment; readonly companions: Fragment } => ({
  own,
  companions: companions as Fragment,
});
