import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { IfMatch } from '../http/etag';

/** A condition of DynamoDB's, put together from parts that must all hold. */
export interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
}

/** What a caller demands of the session that it changes. */
export interface Demands {
  readonly ifMatch?: IfMatch;
  /** The only user whose sessions exist for this caller. */
  readonly owner?: string;
}

/** There is a session, the owner's, and at a revision that the caller accepts. */
export function isThere({ ifMatch, owner }: Demands): Condition {
  // Only sessions have a user: what an ended one leaves has none.
  const parts = ['attribute_exists(userId)'];
  const values: Record<string, AttributeValue> = {};
  if (owner !== undefined) {
    parts.push('userId = :owner');
    values[':owner'] = { S: owner };
  }
  if (ifMatch !== undefined && ifMatch !== 'any') {
    // An empty list matches nothing, and DynamoDB knows no empty IN.
    const names = (ifMatch.length > 0 ? ifMatch : ['']).map((revision, index) => {
      values[`:revision${index}`] = { S: revision };
      return `:revision${index}`;
    });
    parts.push(`revision IN (${names.join(', ')})`);
  }
  return {
    ConditionExpression: parts.join(' AND '),
    // DynamoDB knows no empty list of values.
    ExpressionAttributeValues: Object.keys(values).length > 0 ? values : undefined,
  };
}

export function accepts({ ifMatch }: Demands, revision: string): boolean {
  return ifMatch === undefined || ifMatch === 'any' || ifMatch.includes(revision);
}
