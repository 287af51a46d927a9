import type { IConstruct } from 'constructs';
import { ack } from '../backends/ack/engine';
import { crossplane, crossplane26, crossplaneCluster, crossplaneCluster26 } from '../backends/crossplane/engine';
import type { Engine } from '../backends/engine';
import { engines } from '../backends/engines';
import { kratix } from '../backends/kratix/engine';
import { kro } from '../backends/kro/engine';
import { type ControllerPolicyOptions, controllerPolicy } from '../iam/controller';
import type { PolicyDocument } from '../iam/policy';
import { demand } from '../schema/given';
import { Mistake } from '../schema/mistake';
import { flag, oneOf, optional, record } from '../schema/shape';
import { printable } from '../schema/violation';
import { declaredBy, givenPolicies } from './declared';
import { demandConstruct, Scoped } from './scoped';

const backends = new Scoped<Backend>((one, other) => one.engine === other.engine);

/** A version of Crossplane's provider for AWS, among those that differ in what a table may have. */
export enum CrossplaneProviderVersion {
  /** It refers to no key of KMS, only to its ARN. */
  V2_5_0 = 'v2.5.0',
  /**
   * It knows `TableEncryptionV2.customerManagedKeyRef`. A change of nothing but the capacity, maximum or warm throughput of
   * a global index is not sent: provider-upjet-aws compares indexes without them.
   */
  V2_6_0 = 'v2.6.0',
}

/** Which of Crossplane's two groups is taken, and of which version. */
export interface CrossplaneOptions {
  /**
   * Whether the `Table` is one of the older group, `dynamodb.aws.upbound.io/v1beta2`, which belongs to no namespace: that of
   * the chart is left out. KubeVela's components are of the other.
   * @default false
   */
  readonly clusterScoped?: boolean;
  /**
   * The version of Crossplane's provider that is installed. KubeVela's components are of v2.5.0.
   * @default CrossplaneProviderVersion.V2_5_0
   */
  readonly providerVersion?: CrossplaneProviderVersion;
}

const optionsShape = record('CrossplaneOptions', {
  clusterScoped: optional(flag('the scope')),
  providerVersion: optional(oneOf('the version', ...Object.values(CrossplaneProviderVersion))),
});

/** The engine that provides a table. */
export class Backend {
  /** AWS Controllers for Kubernetes: a `Table` of `dynamodb.services.k8s.aws/v1alpha1`. */
  static ack(): Backend {
    return new Backend(ack);
  }

  /**
   * Crossplane: a namespaced `Table` of `dynamodb.aws.m.upbound.io/v1beta1`, or one of the whole cluster.
   *
   * @throws if an option is not as documented
   */
  static crossplane(options: CrossplaneOptions = {}): Backend {
    const given = demand('Backend.crossplane', options, optionsShape);
    const { clusterScoped = false, providerVersion = CrossplaneProviderVersion.V2_5_0 } = given;
    if (providerVersion === CrossplaneProviderVersion.V2_6_0)
      return new Backend(clusterScoped ? crossplaneCluster26 : crossplane26);
    return new Backend(clusterScoped ? crossplaneCluster : crossplane);
  }

  /** kro: a `DynamoDBTable`, an instance of the graph that the platform installs. */
  static kro(): Backend {
    return new Backend(kro);
  }

  /** Kratix: a `DynamoDBRequest` to the Promise that the platform installs. */
  static kratix(): Backend {
    return new Backend(kratix);
  }

  /** The backend that holds for a construct. */
  static of(scope: IConstruct): Backend | undefined {
    return backends.find(scope);
  }

  /** As the command names it: `ack`, `crossplane`, `crossplane-cluster`, `kro` or `kratix`, with `-v2.6.0` for that version. */
  readonly name: string;

  private constructor(
    /** @internal */
    readonly engine: Engine,
  ) {
    if (!engines.includes(engine)) throw new Mistake('Backend: is not made with new. Take one, such as Backend.ack().');
    this.name = engine.name;
  }

  /** Makes it the backend of a construct and everything below it: an app, or a chart. */
  applyTo(scope: IConstruct): this {
    backends.set(scope, this);
    return this;
  }

  /**
   * The least that the engine's controller must be allowed in AWS, for the tables that a construct and everything below
   * it declares so far: each action on those tables alone whose features need it, so that nothing is deleted that is
   * retained. A table that comes later, and changes it, is an error at synth. For kro and Kratix it is ACK's controller, for the tables of
   * all three. A feature that is taken out of a table needs its actions until the controller has taken it out, too.
   *
   * @throws if no such table is declared; those that are declared wrongly are left to synth, which fails
   */
  controllerPolicy(scope: IConstruct, options?: ControllerPolicyOptions): PolicyDocument {
    demandConstruct('controllerPolicy', scope);
    const { actions } = this.engine;
    if (declaredBy(scope, actions).length === 0)
      throw new Mistake(
        `controllerPolicy: no table of ${this.name} is declared below ${printable(JSON.stringify(scope.node.path))}. Ask after the tables are declared.`,
      );
    const policyOfNow = () => {
      // what is wrong with a table is synth's to tell, which then writes nothing
      const tables = declaredBy(scope, actions).flatMap(({ engine, environment, table }) => {
        const spec = engine && table();
        return spec && environment ? [{ table: spec, environment }] : [];
      });
      return controllerPolicy(actions, tables, options);
    };
    const policy = policyOfNow();
    const given = JSON.stringify(policy);
    givenPolicies(scope)(actions).push(() => JSON.stringify(policyOfNow()) === given);
    return policy;
  }
}
