/** What an ARN is made of. */
export interface TableAddress {
  /** The name in AWS, prefix included. */
  readonly tableName: string;
  readonly region: string;
  /** @default - any account: it is not known */
  readonly accountId?: string | undefined;
}

/** The beginnings of the regions that are not in the partition `aws` (botocore endpoints.json). */
const partitions: readonly (readonly [string, string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

export const tableArn = ({ tableName, region, accountId }: TableAddress): string =>
  arnOf('dynamodb', region, accountId, `table/${tableName}`);

/** All keys of a region and account. */
export const keyArns = (region: string, accountId?: string): string => arnOf('kms', region, accountId, 'key/*');

function arnOf(service: string, region: string, accountId = '*', resource: string): string {
  const partition = partitions.find(([beginning]) => region.startsWith(beginning))?.[1] ?? 'aws';
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}
