import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { IfMatch } from '../http/etag';

/** A condition of DynamoDB's, put together from parts that must all hold. */
export interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues: Record<string, AttributeValue>;
}

/** What a caller demands of the session that it changes. */
export interface Demands {
  readonly ifMatch?: IfMatch;
  /** The only user whose sessions exist for this caller. */
  readonly owner?: string;
}

/** The session is there, alive, the owner's, and at a revision that the caller accepts. */
export function isLiveAnd({ ifMatch, owner }: Demands, nowSeconds: number): Condition {
  const { parts, values } = demandParts({ ifMatch, owner });
  return {
    ConditionExpression: ['attribute_exists(id)', 'expiresAt > :now', ...parts].join(' AND '),
    ExpressionAttributeValues: { ...values, ':now': { N: String(nowSeconds) } },
  };
}

/** The session is gone already, or is the owner's and at a revision that the caller accepts. */
export function isGoneOr(demands: Demands): Partial<Condition> {
  const { parts, values } = demandParts(demands);
  if (parts.length === 0) return {};
  return {
    ConditionExpression: `attribute_not_exists(id) OR (${parts.join(' AND ')})`,
    ExpressionAttributeValues: values,
  };
}

function demandParts({ ifMatch, owner }: Demands): { parts: string[]; values: Record<string, AttributeValue> } {
  const parts: string[] = [];
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
  return { parts, values };
}
