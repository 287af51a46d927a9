import type * as library from '../src';

/** Tables as people write them: two keys, time to live, tags and one index. */
export const tablesOf = (
  count: number,
  { AttributeType, ProjectionType }: typeof library,
): readonly library.TableProps[] =>
  Array.from({ length: count }, (_, at) => ({
    tableName: `orders-${at}`,
    partitionKey: { name: 'customer', type: AttributeType.STRING },
    sortKey: { name: 'placedAt', type: AttributeType.NUMBER },
    timeToLiveAttribute: 'expiresAt',
    tags: [
      { key: 'team', value: `team-${at % 7}` },
      { key: 'cost-centre', value: '1234' },
    ],
    globalSecondaryIndexes: [
      {
        indexName: 'byState',
        partitionKey: { name: 'state', type: AttributeType.STRING },
        sortKey: { name: 'placedAt', type: AttributeType.NUMBER },
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: ['total', 'currency'],
      },
    ],
  }));
