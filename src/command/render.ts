import { crossplanes } from '../backends/crossplane/engine';
import { defaultEnvironment, type Engine, type EngineEnvironment } from '../backends/engine';
import { engines } from '../backends/engines';
import { companionsOf, inNamespace, manifestOf } from '../backends/manifest';
import { judgeName, judgeNamespace, judgeObjectName, kubernetesName } from '../backends/names';
import { toYaml } from '../gitops/yaml';
import { check } from '../schema/check';
import { described, fieldsOf, oneOf, optional, record, type TypeOf, text } from '../schema/shape';
import { errorAt, isError, type Violation, violationText } from '../schema/violation';
import { identityFields } from '../table/features/identity';
import { labelBounds, subdomainBounds } from '../table/kubernetes-names';
import { readCreateTable } from './create-table-request';
import type { ExitCode, Io } from './io';
import { parseOptions } from './options';
import { nameOf } from './read-text';
import { readYaml } from './read-yaml';
import { UsageError } from './refusal';
import { report } from './report';
import type { Command } from './run';

const backends = engines.map(({ name }) => name);
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

/** What arguments must be, whatever the table. */
const argumentsShape = record('Arguments', {
  '--backend': oneOf(`one of ${backends.join(', ')}.`, ...backends),
  '--region': described(identityFields.region, 'the AWS region of the table, such as us-west-2.'),
  '--name': optional(text('the name of the object.', subdomainBounds)),
  '--namespace': optional(text('the namespace of the object.', labelBounds)),
  '--deletion-policy': optional(oneOf('what becomes of the table.', 'retain', 'delete')),
  '--management-policy': optional(oneOf('what is done with a table that exists.', 'adopt', 'read-only')),
});

function renderTable(argv: readonly string[], io: Io): ExitCode {
  const { values, positionals } = parseOptions(argv, options);
  const asked = Object.fromEntries(Object.keys(fieldsOf(argumentsShape)).map(name => [name, optionAt(values, name)]));
  const engine = engines.find(({ name }) => name === values.backend);
  const wrong = [...check(asked, argumentsShape), ...judgeProviderConfig(values['provider-config'], engine)];
  const [file, ...more] = positionals;
  const isOneFile = file !== undefined && more.length === 0;
  if (!engine || wrong.length > 0 || !isOneFile)
    throw new UsageError(
      [
        ...wrong.map(violationText),
        ...(isOneFile ? [] : [`Give one file, or - for standard input: got ${positionals.length}`]),
      ].join('\n'),
    );

  const environment = environmentOf(values['provider-config']);
  const { name, namespace, strict = false } = values;
  const sound = asked as TypeOf<typeof argumentsShape>;
  const beside = {
    region: sound['--region'],
    deletionPolicy: sound['--deletion-policy'],
    managementPolicy: sound['--management-policy'],
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
  if (!report(all, nameOf(file), strict, io) || !table || objectName === undefined)
    return all.some(each => (strict || isError(each)) && optionAt(values, each.path[0]) !== undefined) ? 2 : 1;
  const objects = [
    manifestOf(engine, table, objectName, environment),
    ...(engine.makes ? [] : Object.values(companions)),
  ];
  io.out(toYaml(...objects.map(object => inNamespace(object, namespace))));
  return 0;
}

/** Of what is called as an option is: `--name`. */
const optionAt = (values: { readonly [name: string]: unknown }, option: unknown): unknown =>
  String(option).startsWith('--') ? values[String(option).slice(2)] : undefined;

const isSound = (violations: readonly Violation[], member: string): boolean =>
  !violations.some(violation => violation.path[0] === member && isError(violation));

function judgeProviderConfig(given: string | undefined, engine: Engine | undefined): readonly Violation[] {
  if (given === undefined) return [];
  const wrong = (problem: string, fix: string) => [errorAt(['--provider-config'], problem, fix, given)];
  if (engine && !crossplanes.includes(engine))
    return wrong(`is only for the backends ${crossplanes.map(({ name }) => name).join(', ')}`, 'Leave it out.');
  const [kind, name = '', ...more] = given.split('/');
  if (providerConfigKinds.some(known => known === kind) && more.length === 0 && judgeName(name, '', '').length === 0)
    return [];
  return wrong(
    `must be ${providerConfigKinds.map(known => `${known}/<name>`).join(' or ')}`,
    'Give a kind and a name.',
  );
}

function environmentOf(providerConfig: string | undefined): EngineEnvironment {
  if (providerConfig === undefined) return defaultEnvironment;
  const [kind, name] = providerConfig.split('/');
  return { providerConfig: { kind, name } as EngineEnvironment['providerConfig'] };
}
