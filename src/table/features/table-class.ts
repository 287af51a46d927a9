import { oneOf, optional } from '../../schema/shape';
import type { Feature } from '../feature';

const shape = optional(oneOf('What storage and requests cost.', 'STANDARD', 'STANDARD_INFREQUENT_ACCESS'));

export const tableClassFields = { tableClass: shape };

/** What storage and requests cost. AWS allows two changes in 30 days. */
export enum TableClass {
  /** Dearer storage, cheaper requests. */
  STANDARD = 'STANDARD',
  /** Cheaper storage, dearer requests. */
  STANDARD_INFREQUENT_ACCESS = 'STANDARD_INFREQUENT_ACCESS',
}

/** What storage and requests cost. */
export interface TableClassProps {
  /**
   * What storage and requests cost.
   * @default - DynamoDB's own: TableClass.STANDARD
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html TableClass
   */
  readonly tableClass?: TableClass;
}

export const tableClass: Feature = {
  props: { tableClass: shape },
  toSpec: ({ tableClass }) => ({ tableClass }),
};
