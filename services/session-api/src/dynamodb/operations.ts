import type * as DynamoDB from '@aws-sdk/client-dynamodb';

type Answer<Output> = Omit<Output, '$metadata'>;

/** The DynamoDB operations that the service uses, with AWS's own types for what goes in and comes out. */
export interface Operations {
  GetItem: { input: DynamoDB.GetItemCommandInput; output: Answer<DynamoDB.GetItemCommandOutput> };
  PutItem: { input: DynamoDB.PutItemCommandInput; output: Answer<DynamoDB.PutItemCommandOutput> };
  UpdateItem: { input: DynamoDB.UpdateItemCommandInput; output: Answer<DynamoDB.UpdateItemCommandOutput> };
  BatchWriteItem: {
    input: DynamoDB.BatchWriteItemCommandInput;
    output: Answer<DynamoDB.BatchWriteItemCommandOutput>;
  };
  Query: { input: DynamoDB.QueryCommandInput; output: Answer<DynamoDB.QueryCommandOutput> };
  Scan: { input: DynamoDB.ScanCommandInput; output: Answer<DynamoDB.ScanCommandOutput> };
  DescribeTable: { input: DynamoDB.DescribeTableCommandInput; output: Answer<DynamoDB.DescribeTableCommandOutput> };
  DescribeTimeToLive: {
    input: DynamoDB.DescribeTimeToLiveCommandInput;
    output: Answer<DynamoDB.DescribeTimeToLiveCommandOutput>;
  };
}

export type Item = Record<string, DynamoDB.AttributeValue>;
