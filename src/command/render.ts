import { ack } from '../backends/ack/engine';
import { crossplanes } from '../backends/crossplane/engine';
import { defaultEnvironment, type Engine, type EngineEnvironment } from '../backends/engine';
import { kratix } from '../backends/kratix/engine';
import { kro } from '../backends/kro/engine';
import { companionsOf, inNamespace, manifestOf } from '../backends/manifest';
import { judgeName, judgeNamespace, judgeObjectName, kubernetesName } from '../backends/names';
import { toYaml } from '../gitops/yaml';
import { isError, type Violation, valueText } from '../schema/violation';
import { readCreateTable } from './create-table-request';
import type { ExitCode, Io } from './io';
import { choice, parseOptions } from './options';
import { nameOf } from './read-text';
import { readYaml } from './read-yaml';
import { UsageError } from './refusal';
import { report } from './report';
import type { Command } from './run';

const engines: readonly Engine[] = [ack, ...crossplanes, kro, kratix];
const backends = engines.map(engine => engine.name);
const deletionPolicies = ['retain', 'delete'] as const;
const managementPolicies = ['adopt', 'read-only'] as const;
const providerConfigKinds = ['ClusterProviderConfig', 'ProviderConfig'] as const;

const help = `Prints one table as the object of an engine, with the objects that the engine needs beside it.

Usage: cdk8s-dynamodb render --backend <name> --region <region> [options] <file|->

The file, or standard input for -, holds one table as DynamoDB's CreateTable request, in JSON or YAML, with
TimeToLiveSpecification, PointInTimeRecoverySpecification and BackupName beside its members.

Options:
  --backend <name>                ack, kro, kratix, or crossplane: v2.5.0 of its provider, or v2.6.0 as crossplane-v2.6.0;
                                  in its cluster-scoped group crossplane-cluster and crossplane-cluster-v2.6.0
  --region <region>               the AWS region of the table, such as us-west-2
  --name <name>                   the name of the Kubernetes object; by default the table's, in lower case, with - for _ and .
  --namespace <name>              the namespace of the object; by default none is written
  --deletion-policy <policy>      whether the table is deleted with its object: retain (the default) or delete
  --management-policy <policy>    what is done with a table that exists: adopt it, or read-only to look at it; by default
                                  neither
  --connection-secret <name>      a Secret that is told the table's name, ARN, region and stream ARN; by default none
  --connection-config-map <name>  such a ConfigMap; by default none
  --provider-config <kind/name>   crossplane only: where the credentials are; by default ClusterProviderConfig/default, of
                                  which crossplane-cluster takes the name
  --strict                        makes warnings errors
  --help                          shows this
`;

const options = {
  backend: { type: 'string' },
  region: { type: 'string' },
  name: { type: 'string' },
  namespace: { type: 'string' },
  'deletion-policy': { type: 'string' },
  'management-policy': { type: 'string' },
  'connection-secret': { type: 'string' },
  'connection-config-map': { type: 'string' },
  'provider-config': { type: 'string' },
  strict: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** `cdk8s-dynamodb render`. */
export const render: Command = { help, run: renderTable };

function renderTable(argv: readonly string[], io: Io): ExitCode {
  const { values, positionals } = parseOptions('render', argv, options);
  const backend = choice('backend', values.backend, backends);
  const engine = engines.find(({ name }) => name === backend)!;
  const environment = environmentOf(values['provider-config'], engine);
  const deletionPolicy = given('deletion-policy', values['deletion-policy'], deletionPolicies);
  const managementPolicy = given('management-policy', values['management-policy'], managementPolicies);
  const { region, name, namespace, strict = false } = values;
  if (region === undefined)
    throw new UsageError('--region is missing: give the AWS region of the table, such as us-west-2');
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new UsageError(`Give one file, or - for standard input: got ${positionals.length}`);

  const beside = {
    region,
    deletionPolicy,
    managementPolicy,
    connectionSecret: values['connection-secret'],
    connectionConfigMap: values['connection-config-map'],
  };
  const { table, violations } = readCreateTable(readYaml(file), beside, engine);
  // without a name of the table there is none to derive
  const objectName = name ?? (table && isSound(violations, 'TableName') ? kubernetesName(table.tableName) : undefined);
  const companions = table && objectName !== undefined ? companionsOf(engine, table, objectName, environment) : {};
  const all = [
    ...violations,
    ...(objectName === undefined
      ? []
      : judgeObjectName(objectName, table?.tableName ?? '', '--name', engine, companions)),
    ...judgeNamespace(namespace, '--namespace', engine),
  ];
  if (!report(all, nameOf(file), strict, io) || !table || objectName === undefined) return 1;
  const objects = [
    manifestOf(engine, table, objectName, environment),
    ...(engine.makes ? [] : Object.values(companions)),
  ];
  io.out(toYaml(...objects.map(object => inNamespace(object, namespace))));
  return 0;
}

const given = <const V extends string>(option: string, value: string | undefined, known: readonly V[]) =>
  value === undefined ? undefined : choice(option, value, known);

const isSound = (violations: readonly Violation[], member: string): boolean =>
  !violations.some(violation => violation.path[0] === member && isError(violation));

function environmentOf(providerConfig: string | undefined, engine: Engine): EngineEnvironment {
  if (providerConfig === undefined) return defaultEnvironment;
  if (!crossplanes.includes(engine))
    throw new UsageError(
      `--provider-config is only for the backends ${crossplanes.map(({ name }) => name).join(', ')}`,
    );
  const [given, name = '', ...more] = providerConfig.split('/');
  const kind = providerConfigKinds.find(known => known === given);
  if (kind === undefined || more.length > 0 || judgeName(name, '', '--provider-config').length > 0)
    throw new UsageError(
      `--provider-config cannot be ${valueText(providerConfig)}: give ${providerConfigKinds.map(known => `${known}/<name>`).join(' or ')}`,
    );
  return { providerConfig: { kind, name } };
}
