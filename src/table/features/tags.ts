import { isTrue, type View } from '../../expression/expression';
import type { Predicate } from '../../expression/node';
import { all, allOf, blame, exists, implies, matches, not, presentAnd, unique } from '../../expression/predicate';
import { givenAs, list, optional, record, text } from '../../schema/shape';
import type { Feature } from '../feature';
import type { Rule } from '../rule';
import type { TableSpec } from '../table';

const characters = {
  pattern: '^[\\p{L}\\p{N} +=._:/-]*$',
  patternInWords: 'consist of letters, digits, spaces and + - = . _ : /',
} as const;

export const tag = record('Tag', {
  key: text('The key of the tag.', { minLength: 1, maxLength: 128, ...characters }),
  value: text('The value of the tag.', { maxLength: 256, ...characters }),
});

export const tagFields = {
  tags: optional(list('Tags of the table.', tag, { maxItems: 50 })),
};

/** A tag of the table. */
export interface Tag {
  /** 1 to 128 letters, digits, spaces and `+ - = . _ : /`; not beginning with `aws:`. */
  readonly key: string;
  /** At most 256 of the same characters. */
  readonly value: string;
}

/** Labels for cost and ownership in AWS. */
export interface TagProps {
  /**
   * Tags of the table. AWS allows 50, of which each engine takes some for itself.
   * @default - none
   */
  readonly tags?: readonly Tag[];
}

const environmentKey = '^([Ee]nv|ENV|[Ss]tage|STAGE|[Ee]nvironment|ENVIRONMENT)$';
const production = '^([Pp]rod(uction)?|PROD(UCTION)?|[Pp]rd|PRD)$';

/** Whether a table says by a tag that it is production's. */
const isProduction = (table: View<TableSpec>): Predicate =>
  exists(table.tags, 'tag', tag => allOf(matches(tag.key, environmentKey), matches(tag.value, production)));

/** A warning where a table of production does not have something on. */
export const onInProduction = (
  id: string,
  what: string,
  on: (table: View<TableSpec>) => View<boolean | undefined>,
): Rule => ({
  id,
  kind: 'policy',
  severity: 'warning',
  problem: `should be on: by its tags the table is production's`,
  fix: 'Switch it on, or correct the tag.',
  source: `best practices: ${what}`,
  holds: table => implies(isProduction(table), blame(on(table), presentAnd(on(table), isTrue))),
});

export const tags: Feature = {
  props: { tags: givenAs(tagFields.tags, 'a list of { key, value }') },
  toSpec: ({ tags }) => ({ tags }),
  rules: [
    {
      id: 'B4',
      kind: 'policy',
      severity: 'warning',
      problem: 'should say more of a table of production than its environment, such as who bears its costs',
      fix: 'Add a tag, such as team.',
      source: 'best practices: tags for cost allocation',
      holds: table =>
        implies(
          isProduction(table),
          blame(
            table.tags,
            exists(table.tags, 'tag', tag => not(matches(tag.key, environmentKey))),
          ),
        ),
    },
    {
      id: 'G4',
      kind: 'dynamodb',
      problem: 'begins with aws:, which is reserved',
      fix: 'Choose another key.',
      source: 'TagResource',
      holds: table => all(table.tags, 'tag', tag => not(matches(tag.key, '^[aA][wW][sS]:'))),
    },
    {
      id: 'G4-twice',
      kind: 'dynamodb',
      problem: 'is the key of two tags',
      fix: 'Give each key once.',
      source: 'TagResource',
      holds: table => unique(table.tags, 'tag', tag => tag.key),
    },
    {
      id: 'G5',
      kind: 'engine',
      problem: 'is a key that the engines keep for themselves',
      fix: 'Choose another key.',
      source: 'ACK tags.go ignoreSystemTags',
      holds: table =>
        all(table.tags, 'tag', tag =>
          blame(
            tag.key,
            not(matches(tag.key, '^(services\\.k8s\\.aws/|kro\\.run/|crossplane-(kind|name|providerconfig)$)')),
          ),
        ),
    },
  ],
};
