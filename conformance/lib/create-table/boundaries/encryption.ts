import type { Json } from '../json';
import { type Chance, type Request, region } from '../request';
import type { Boundary } from './boundary';

const encrypted = (c: Chance, SSESpecification: Json): Request => ({ ...c.table(), SSESpecification });
const key = (region: string) => `arn:aws:kms:${region}:123456789012:key/12345678-1234-1234-1234-123456789012`;

/** Without an SSEType DynamoDB refuses a key; it is left out here, since we take KMS for it and write that. */
export const encryption: readonly Boundary[] = [
  {
    rule: 'E1',
    broken: [c => encrypted(c, { Enabled: true, SSEType: 'AES256' })],
    kept: [c => encrypted(c, { Enabled: true, SSEType: 'KMS' })],
  },
  {
    rule: 'E2',
    broken: [
      c => encrypted(c, { Enabled: false, SSEType: 'KMS' }),
      c => encrypted(c, { Enabled: false, KMSMasterKeyId: key(region) }),
    ],
    kept: [c => encrypted(c, { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: key(region) })],
  },
  {
    rule: 'E3-region',
    broken: ['eu-west-1', 'us-west-1'].map(
      other => c => encrypted(c, { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: key(other) }),
    ),
    kept: [],
  },
];
