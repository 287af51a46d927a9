import type { IConstruct } from 'constructs';
import { ack } from '../backends/ack/engine';
import { crossplane } from '../backends/crossplane/engine';
import type { Engine } from '../backends/engine';
import { kratix } from '../backends/kratix/engine';
import { kro } from '../backends/kro/engine';
import { Scoped } from './scoped';

const backends = new Scoped<Backend>();

/** The engine that provides a table. */
export class Backend {
  /** AWS Controllers for Kubernetes: a `Table` of `dynamodb.services.k8s.aws/v1alpha1`. */
  static ack(): Backend {
    return new Backend(ack);
  }

  /** Crossplane: a namespaced `Table` of `dynamodb.aws.m.upbound.io/v1beta1`. */
  static crossplane(): Backend {
    return new Backend(crossplane);
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

  /** As the command names it: `ack`, `crossplane`, `kro` or `kratix`. */
  readonly name: string;

  private constructor(
    /** @internal */
    readonly engine: Engine,
  ) {
    this.name = engine.name;
  }

  /** Makes it the backend of a construct and everything below it: an app, or a chart. */
  applyTo(scope: IConstruct): this {
    backends.set(scope, this);
    return this;
  }
}
