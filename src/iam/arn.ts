import { partitionOf } from '../table/regions';

/** What an ARN is made of. */
export interface TableAddress {
  /** The name in AWS, prefix included. */
  readonly tableName: string;
  readonly region: string;
  /** @default - any account: it is not known */
  readonly accountId?: string | undefined;
}

export const tableArn = ({ tableName, region, accountId }: TableAddress): string =>
  arnOf('dynamodb', region, accountId, `table/${tableName}`);

/** All keys of a region and account. */
export const keyArns = (region: string, accountId?: string): string => arnOf('kms', region, accountId, 'key/*');

function arnOf(service: string, region: string, accountId = '*', resource: string): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`;
}
