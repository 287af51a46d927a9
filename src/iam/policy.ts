/** What a statement allows, as IAM names it: `dynamodb:GetItem`. */
export type Action = `${'dynamodb' | 'kms'}:${string}`;

/**
 * One statement of a policy.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyStatement {
  readonly Effect: 'Allow';
  readonly Action: readonly Action[];
  /** ARNs. */
  readonly Resource: readonly string[];
  /** By operator, then by key, such as `StringEquals` and `aws:RequestedRegion`. */
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: readonly string[] } };
}

/** A policy as plain data, to be attached to a role or user by whoever owns those. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

export const allow = (Action: readonly Action[], Resource: readonly string[]): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource,
});

/** A statement that allows nothing, or on nothing, is left out: AWS would refuse it. */
export const policyOf = (statements: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements.filter(({ Action, Resource }) => Action.length > 0 && Resource.length > 0),
});
