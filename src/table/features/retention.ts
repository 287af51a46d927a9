import { oneOf, optional, withDefault } from '../../schema/shape';
import type { Feature } from '../feature';

export const retentionFields = {
  deletionPolicy: withDefault(
    oneOf('Whether the table itself is deleted with the object that declares it.', 'retain', 'delete'),
    'retain',
  ),
};

/** What becomes of the table when its object is deleted, renamed or pruned. */
export enum RemovalPolicy {
  /** The table and its data stay. */
  RETAIN = 'retain',
  /** The table and its data are deleted. */
  DELETE = 'delete',
}

/** What becomes of the data. */
export interface RetentionProps {
  /**
   * What becomes of the table when its object is deleted, renamed or pruned.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

export const retention: Feature = {
  props: { removalPolicy: optional(oneOf('what becomes of the table with its object', 'retain', 'delete')) },
  toSpec: ({ removalPolicy = RemovalPolicy.RETAIN }) => ({ deletionPolicy: removalPolicy }),
  propPaths: { deletionPolicy: () => ['removalPolicy'] },
};
