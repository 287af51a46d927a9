import {
  crossplaneClusterTableApiVersion,
  crossplaneClusterTableKind,
} from '../../../imports/fields/crossplane-cluster-table';
import { crossplaneTableApiVersion, crossplaneTableKind } from '../../../imports/fields/crossplane-table';
import { type Expression, fallback, ifPresent, literal, type View } from '../../expression/expression';
import { tableActions } from '../../iam/controller';
import type { TableSpec } from '../../table/table';
import type { Engine, EngineEnvironment } from '../engine';
import { limitRules } from '../limit-rules';
import { tagBudget } from '../tag-budget';
import { crossplaneDefects } from './defects';
import { crossplaneClusterMapping, crossplaneMapping } from './mapping';
import { crossplaneStatus } from './status';

/** Crossplane with the Upbound provider, in its namespaced group. */
export const crossplane: Engine = {
  name: 'crossplane',
  version: 'provider v2.5.0',
  apiVersion: crossplaneTableApiVersion,
  kind: crossplaneTableKind,
  fragment: (table, shape) => crossplaneMapping.fragment(table, shape),
  envelope: (environment, table) => ({
    spec: {
      providerConfigRef: {
        kind: literal(environment.providerConfig.kind),
        name: providerConfigName(environment, table),
      },
    },
  }),
  rules: [
    tagBudget('Crossplane', 3, 'kind, name and provider configuration'),
    ...limitRules('Crossplane', crossplaneMapping.limits),
  ],
  limits: crossplaneMapping.limits,
  defects: crossplaneDefects,
  // it asks sts:GetCallerIdentity too, which AWS allows everybody
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
  fragment: (table, shape) => crossplaneClusterMapping.fragment(table, shape),
  // there is one kind of configuration, so its name says it all
  envelope: (environment, table) => ({
    spec: { providerConfigRef: { name: providerConfigName(environment, table) } },
  }),
};

function providerConfigName({ providerConfig }: EngineEnvironment, table: View<TableSpec>): Expression<string> {
  return fallback(
    ifPresent(table.providerConfigRef, ({ name }) => name),
    providerConfig.name,
  );
}
