import type { IConstruct } from 'constructs';
import { ack } from '../backends/ack/engine';
import type { EngineEnvironment } from '../backends/engine';
import { demand, membersOf } from '../schema/given';
import { described, givenAs, list, oneOf, optional, record, text } from '../schema/shape';
import { snapshot } from '../schema/snapshot';
import { valueText } from '../schema/violation';
import { identityFields, nameCharacter } from '../table/features/identity';
import { synthRules, tableRules } from '../table/judge';
import { labelBounds, subdomainBounds } from '../table/kubernetes-names';
import { keyReferenceRule } from './key-reference';
import { Scoped } from './scoped';

/**
 * How an engine gets its AWS credentials. ACK's controller has its own; this is what Crossplane refers to. A `Table` of the
 * whole cluster refers to it by name alone: of its group there is one kind, which all namespaces share.
 */
export class Credentials {
  /** A `ClusterProviderConfig`, shared by all namespaces. */
  static clusterProviderConfig(name: string): Credentials {
    return new Credentials('ClusterProviderConfig', name);
  }

  /** A `ProviderConfig` in the namespace of the table. */
  static providerConfig(name: string): Credentials {
    return new Credentials('ProviderConfig', name);
  }

  private constructor(
    /** The kind of object that holds the configuration. */
    readonly kind: 'ClusterProviderConfig' | 'ProviderConfig',
    /** Its name. */
    readonly name: string,
  ) {}
}

/** Where tables live. */
export interface EnvironmentProps {
  /** What the environment is called: lower-case letters, digits and `-`. It tells environments apart. */
  readonly name: string;
  /** The region of tables that name none. */
  readonly region: string;
  /**
   * Set before the name of every table, once.
   * @default - none
   */
  readonly tableNamePrefix?: string;
  /**
   * What Crossplane refers to for credentials.
   * @default Credentials.clusterProviderConfig('default')
   */
  readonly credentials?: Credentials;
  /**
   * The AWS account: twelve digits. It tells ownership apart, since two environments with one account, region and prefix
   * would own the same tables, and it stands in the ARNs of policies. No object has it.
   * @default - one of the environment's own, for whoever has another name, and ARNs have `*` for it
   */
  readonly accountId?: string;
  /**
   * Rules whose warnings are not given here, by their ids in docs/rules.md, such as `B1`. Errors are always given.
   * @default - all warnings are given
   */
  readonly warningsOff?: readonly string[];
}

const warnings = [...tableRules, ...ack.rules, ...synthRules, keyReferenceRule].filter(
  ({ severity }) => severity === 'warning',
);

const propsShape = record('EnvironmentProps', {
  name: text('the name', {
    ...labelBounds,
    patternInWords: 'consist of lower-case letters, digits and "-" between them',
  }),
  region: described(identityFields.region, 'the region'),
  tableNamePrefix: optional(
    text('the prefix', {
      maxLength: 252,
      pattern: `^${nameCharacter}*$`,
      patternInWords: 'consist of letters, digits, "_", "." and "-"',
    }),
  ),
  credentials: optional(
    givenAs(
      record('Credentials', {
        kind: oneOf('kind', 'ClusterProviderConfig', 'ProviderConfig'),
        name: text('name', subdomainBounds),
      }),
      'Credentials.clusterProviderConfig(name) or Credentials.providerConfig(name)',
      Credentials,
    ),
  ),
  accountId: optional(text('the account', { pattern: '^[0-9]{12}$', patternInWords: 'be twelve digits' })),
  warningsOff: optional(list('rules that warn', oneOf('its id', ...warnings.map(({ id }) => id)))),
});

const environments = new Scoped<Environment>();

/** Where tables live: region, account, naming and credentials. */
export class Environment {
  /** The environment that holds for a construct. */
  static of(scope: IConstruct): Environment | undefined {
    return environments.find(scope);
  }

  /** What the environment is called. */
  readonly name: string;
  /** The region of tables that name none. */
  readonly region: string;
  /** Set before the name of every table; empty if there is none. */
  readonly tableNamePrefix: string;
  /** What Crossplane refers to for credentials. */
  readonly credentials: Credentials;
  /** The AWS account, if it is told apart. */
  readonly accountId?: string;
  /** Rules whose warnings are not given here. */
  readonly warningsOff: readonly string[];
  /** @internal */
  readonly forEngines: EngineEnvironment;

  /** @throws if a prop is not as documented */
  constructor(props: EnvironmentProps) {
    const { name } = membersOf(snapshot(props));
    const called = typeof name === 'string' ? `Environment ${valueText(name)}` : 'Environment';
    const given = demand(called, props, propsShape);
    this.name = given.name;
    this.region = given.region;
    this.tableNamePrefix = given.tableNamePrefix ?? '';
    this.credentials = given.credentials ?? Credentials.clusterProviderConfig('default');
    this.accountId = given.accountId;
    this.warningsOff = given.warningsOff ?? [];
    this.forEngines = { providerConfig: { kind: this.credentials.kind, name: this.credentials.name } };
  }

  /** Makes it the environment of a construct and everything below it: an app, or a chart. */
  applyTo(scope: IConstruct): this {
    environments.set(scope, this);
    return this;
  }
}
