import type { Defect } from '../engine';

const defectIn =
  (version: string) =>
  (path: string, problem: string, source: string): Defect => ({ path, version, problem, source });

const inAll = defectIn('all versions');
const before26 = defectIn('before provider v2.6.0');
const in26 = defectIn('provider v2.6.0');

/** What the provider does wrong when a table is changed, whatever its version. */
const always: readonly Defect[] = [
  inAll(
    'timeToLive',
    'Taken out, it stays on: set enabled to false with the same attribute.',
    'config/namespaced/dynamodb/config.go suppresses the removal',
  ),
  inAll(
    'localSecondaryIndexes',
    'A change is refused by the provider, since it would replace the table.',
    'ForceNew in the provider’s schema',
  ),
  inAll(
    'managementPolicy',
    'A table of this name that exists already is taken over, whether it is to be adopted or not.',
    'config/externalname.go: the name identifies the table',
  ),
  inAll(
    'pointInTimeRecoverySpecification',
    'Taken out, it stays as it was: set pointInTimeRecoveryEnabled to false.',
    'optional and computed in Terraform',
  ),
  inAll(
    'warmThroughput',
    'A lower value is refused by the provider, since it would replace the table.',
    "ForceNewIfChange in Terraform's service/dynamodb/table.go",
  ),
  inAll('warmThroughput', 'Taken out, it stays as it was.', 'optional and computed in Terraform'),
  inAll(
    'sseSpecification',
    'Taken out, encryption stays as it was: set enabled to false.',
    'config/namespaced/dynamodb/config.go suppresses the removal',
  ),
  inAll(
    'sseSpecification.kmsMasterKeyID',
    'Taken out while encryption stays on, the table keeps that key, and not the one that AWS manages.',
    "optional and computed in Terraform's service/dynamodb/table.go",
  ),
  inAll(
    'streamSpecification.streamViewType',
    'A change makes a new stream with another ARN, which consumers of the old one do not find.',
    "Terraform's service/dynamodb/table.go",
  ),
];

/** The same of its versions before v2.6.0. */
export const crossplaneDefects: readonly Defect[] = [
  ...always,
  before26(
    'globalSecondaryIndexes',
    'Where AWS answers more of an index than was declared, such as its warm throughput, the table may be updated without end.',
    'provider-upjet-aws issue 1976',
  ),
];

/** The same of v2.6.0. */
export const crossplaneDefects26: readonly Defect[] = [
  ...always,
  in26(
    'globalSecondaryIndexes[].provisionedThroughput',
    "A change of nothing but an index's capacity is not sent.",
    "replayed with the provider's own comparison of indexes, which hashes capacities only as floats",
  ),
  in26(
    'globalSecondaryIndexes[].onDemandThroughput',
    "A change of nothing but an index's maximum is not sent.",
    "the provider's own comparison of indexes leaves it out",
  ),
  in26(
    'globalSecondaryIndexes[].warmThroughput',
    "A change of nothing but an index's warm throughput is not sent.",
    "the provider's own comparison of indexes leaves it out",
  ),
];
