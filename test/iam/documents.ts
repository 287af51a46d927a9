import { Chart, Testing } from 'cdk8s';
import {
  AttributeType,
  Backend,
  Environment,
  type EnvironmentProps,
  type PolicyDocument,
  Table,
  type TableProps,
} from '../../src';

export const id = { name: 'id', type: AttributeType.STRING };
export const byMail = { indexName: 'byMail', partitionKey: { name: 'mail', type: AttributeType.STRING } };

/** A chart whose tables live in an environment, on ACK. */
export function chartIn(environment: Partial<EnvironmentProps> = {}, backend = Backend.ack()): Chart {
  const chart = new Chart(Testing.app(), 'chart');
  new Environment({ name: 'aws', region: 'us-west-2', ...environment }).applyTo(chart);
  backend.applyTo(chart);
  return chart;
}

export const tableIn = (chart: Chart, props: Partial<TableProps> = {}): Table =>
  new Table(chart, `table-${props.tableName}`, { tableName: 'users', partitionKey: id, ...props });

/** Every pair of an action and a resource that a document allows. */
export const allowed = ({ Statement }: PolicyDocument): readonly (readonly [string, string])[] =>
  Statement.flatMap(({ Action, Resource }) =>
    Action.flatMap(action => Resource.map(resource => [action, resource] as const)),
  );

/**
 * What AWS has of what this library may emit: the API of botocore 1.44.5 for DynamoDB and its streams, and the actions
 * without a call of their own.
 */
export const realActions: ReadonlySet<string> = new Set(
  [
    ...['BatchGetItem', 'BatchWriteItem', 'ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan'],
    ...['UpdateItem', 'DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'],
    ...['CreateTable', 'DeleteTable', 'DescribeTable', 'UpdateTable'],
    ...['ListTagsOfResource', 'TagResource', 'UntagResource', 'DescribeTimeToLive', 'UpdateTimeToLive'],
    ...['DescribeContinuousBackups', 'UpdateContinuousBackups', 'CreateBackup', 'DescribeBackup', 'DeleteBackup'],
    ...['DescribeContributorInsights', 'UpdateContributorInsights'],
    ...['GetResourcePolicy', 'PutResourcePolicy', 'DeleteResourcePolicy'],
  ].map(action => `dynamodb:${action}`),
);
