import type { Defect } from '../engine';

/** What the provider does wrong when a table is changed, whatever its version. */
const always: readonly Defect[] = [
  {
    path: 'timeToLive',
    version: 'all versions',
    problem: 'Taken out, it stays on: set enabled to false with the same attribute.',
    source: 'config/namespaced/dynamodb/config.go suppresses the removal',
  },
  {
    path: 'localSecondaryIndexes',
    version: 'all versions',
    problem: 'A change is refused by the provider, since it would replace the table.',
    source: 'ForceNew in the provider’s schema',
  },
  {
    path: 'managementPolicy',
    version: 'all versions',
    problem: 'A table of this name that exists already is taken over, whether it is to be adopted or not.',
    source: 'config/externalname.go: the name identifies the table',
  },
  {
    path: 'pointInTimeRecoverySpecification',
    version: 'all versions',
    problem: 'Taken out, it stays as it was: set pointInTimeRecoveryEnabled to false.',
    source: 'optional and computed in Terraform',
  },
  {
    path: 'warmThroughput',
    version: 'all versions',
    problem: 'A lower value is refused by the provider, since it would replace the table.',
    source: "ForceNewIfChange in Terraform's service/dynamodb/table.go",
  },
  {
    path: 'warmThroughput',
    version: 'all versions',
    problem: 'Taken out, it stays as it was.',
    source: 'optional and computed in Terraform',
  },
  {
    path: 'sseSpecification',
    version: 'all versions',
    problem: 'Taken out, encryption stays as it was: set enabled to false.',
    source: 'config/namespaced/dynamodb/config.go suppresses the removal',
  },
  {
    path: 'sseSpecification.kmsMasterKeyID',
    version: 'all versions',
    problem: 'Taken out while encryption stays on, the table keeps that key, and not the one that AWS manages.',
    source: "optional and computed in Terraform's service/dynamodb/table.go",
  },
  {
    path: 'streamSpecification.streamViewType',
    version: 'all versions',
    problem: 'A change makes a new stream with another ARN, which consumers of the old one do not find.',
    source: "Terraform's service/dynamodb/table.go",
  },
];

/** The same of its versions before v2.6.0. */
export const crossplaneDefects: readonly Defect[] = [
  ...always,
  {
    path: 'globalSecondaryIndexes',
    version: 'before provider v2.6.0',
    problem:
      'Where AWS answers more of an index than was declared, such as its warm throughput, the table may be updated without end.',
    source: 'provider-upjet-aws issue 1976',
  },
];

/** The same of v2.6.0. */
export const crossplaneDefects26: readonly Defect[] = [
  ...always,
  {
    path: 'globalSecondaryIndexes[].provisionedThroughput',
    version: 'provider v2.6.0',
    problem: "A change of nothing but an index's capacity is not sent.",
    source: "replayed with the provider's own comparison of indexes, which hashes capacities only as floats",
  },
  {
    path: 'globalSecondaryIndexes[].onDemandThroughput',
    version: 'provider v2.6.0',
    problem: "A change of nothing but an index's maximum is not sent.",
    source: "the provider's own comparison of indexes leaves it out",
  },
  {
    path: 'globalSecondaryIndexes[].warmThroughput',
    version: 'provider v2.6.0',
    problem: "A change of nothing but an index's warm throughput is not sent.",
    source: "the provider's own comparison of indexes leaves it out",
  },
];
