import {
  crossplaneClusterTableApiVersion,
  crossplaneClusterTableKind,
} from '../../../imports/fields/crossplane-cluster-table';
import { crossplaneTableApiVersion, crossplaneTableKind } from '../../../imports/fields/crossplane-table';
import { type Expression, fallback, ifPresent, literal, type View } from '../../expression/expression';
import type { Mapping } from '../../expression/mapping';
import { tableActions } from '../../iam/controller';
import type { TableSpec } from '../../table/table';
import type { Engine, EngineEnvironment } from '../engine';
import { mappedBy } from '../mapped-by';
import { tagBudget } from '../tag-budget';
import { crossplaneDefects, crossplaneDefects26 } from './defects';
import {
  crossplaneClusterMapping,
  crossplaneClusterMapping26,
  crossplaneMapping,
  crossplaneMapping26,
} from './mapping';
import { crossplaneStatus } from './status';

/** Crossplane with the Upbound provider, in its namespaced group. */
export const crossplane: Engine = {
  name: 'crossplane',
  version: 'provider v2.5.0',
  apiVersion: crossplaneTableApiVersion,
  kind: crossplaneTableKind,
  ...mapped(crossplaneMapping),
  envelope: (environment, table) => ({
    spec: {
      providerConfigRef: {
        kind: literal(environment.providerConfig.kind),
        name: providerConfigName(environment, table),
      },
    },
  }),
  defects: crossplaneDefects,
  // it asks sts:GetCallerIdentity too, which AWS allows everybody, and kms:DescribeKey of alias/aws/dynamodb, whose refusal
  // it takes: clearSSEDefaultKey in Terraform's service/dynamodb/table.go
  actions: tableActions,
  status: crossplaneStatus,
};

/** The same in the older group, whose objects belong to no namespace. */
export const crossplaneCluster: Engine = {
  ...crossplane,
  name: 'crossplane-cluster',
  apiVersion: crossplaneClusterTableApiVersion,
  kind: crossplaneClusterTableKind,
  clusterScoped: true,
  ...mapped(crossplaneClusterMapping),
  // there is one kind of configuration, so its name says it all
  envelope: (environment, table) => ({
    spec: { providerConfigRef: { name: providerConfigName(environment, table) } },
  }),
};

/** Both in v2.6.0 of the provider. */
export const crossplane26 = version26(crossplane, crossplaneMapping26);
export const crossplaneCluster26 = version26(crossplaneCluster, crossplaneClusterMapping26);

export const crossplanes: readonly Engine[] = [crossplane, crossplaneCluster, crossplane26, crossplaneCluster26];

function version26(engine: Engine, mapping: Mapping<TableSpec>): Engine {
  return {
    ...engine,
    name: `${engine.name}-v2.6.0`,
    version: 'provider v2.6.0',
    ...mapped(mapping),
    defects: crossplaneDefects26,
  };
}

function mapped(mapping: Mapping<TableSpec>) {
  return mappedBy(mapping, 'Crossplane', tagBudget('Crossplane', 3, 'kind, name and provider configuration'));
}

function providerConfigName({ providerConfig }: EngineEnvironment, table: View<TableSpec>): Expression<string> {
  return fallback(
    ifPresent(table.providerConfigRef, ({ name }) => name),
    providerConfig.name,
  );
}
