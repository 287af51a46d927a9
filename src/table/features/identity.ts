import { implies, matches, not } from '../../expression/predicate';
import { optional, text } from '../../schema/shape';
import { errorAt } from '../../schema/violation';
import type { Feature } from '../feature';
import { regionPattern, regions } from '../regions';

/** What names of tables and indexes consist of. */
export const nameCharacter = '[a-zA-Z0-9_.-]';

export const resourceName = {
  minLength: 3,
  maxLength: 255,
  pattern: `^${nameCharacter}+$`,
  patternInWords: 'consist of letters, digits, "_", "." and "-"',
} as const;

export const identityFields = {
  tableName: text('The name of the table.', resourceName),
  region: text('The AWS region of the table.', {
    pattern: regionPattern,
    patternInWords: 'be a region, such as us-west-2',
  }),
};

/** Which table it is. */
export interface IdentityProps {
  /**
   * The name of the table, without the environment's prefix: 3 to 255 letters, digits, `_`, `.` and `-` with it.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html TableName
   */
  readonly tableName: string;
  /**
   * The AWS region of the table.
   * @default - the environment's
   */
  readonly region?: string;
}

/** Among the props it is optional, since an environment has one. */
const noRegion = errorAt(['region'], 'is missing', 'Give the AWS region of the table, such as us-west-2.');

export const identity: Feature = {
  props: { tableName: text('the name of the table') },
  toSpec: ({ tableName }) => ({ tableName }),
  rules: [
    {
      id: 'N11',
      kind: 'policy',
      severity: 'warning',
      problem: 'has undefined, null or NaN as a word, which programs write for what they were not given',
      fix: 'Give the variable that it was made with.',
      source: 'a table cannot be renamed',
      holds: table => not(matches(table.tableName, '(^|[_.-])(undefined|null|NaN)([_.-]|$)')),
    },
  ],
};

/** Apart from the name, which is judged where no region is known. */
export const location: Feature = {
  props: { region: optional(identityFields.region) },
  toSpec: ({ region }) => ({ region }),
  contradictions: ({ region }) => (region === undefined ? [noRegion] : []),
  rules: [
    {
      id: 'A1',
      kind: 'policy',
      severity: 'warning',
      problem: 'is a region that this version does not know',
      fix: 'Check its spelling.',
      source: 'botocore endpoints.json',
      holds: table => implies(matches(table.region, regionPattern), matches(table.region, `^(${regions.join('|')})$`)),
    },
  ],
};
