import type { ControlPlane } from './control-plane';
import { startController } from './controller';
import { buildEngine, engineCrds } from './engines';
import { at, conditions, describe, type KubernetesObject, type ObjectRef } from './objects';
import { freePorts, type Server } from './processes';
import type { Activation } from './verdict';
import { waitFor } from './wait';

/** Starts the real kro controller. The CRDs that graphs refer to must be installed before the graphs are. */
export async function startKro(controlPlane: ControlPlane): Promise<Kro> {
  const { 'kro-controller': controller } = await buildEngine('kro');
  await controlPlane.installCrds(...(await engineCrds('kro')));
  const [metrics, health] = await freePorts(2);
  const args = [
    `--metrics-bind-address=127.0.0.1:${metrics}`,
    `--health-probe-bind-address=127.0.0.1:${health}`,
    // The defaults pace a production cluster: ten events a second, one object at a time.
    '--dynamic-controller-rate-limiter-rate-limit=1000',
    '--dynamic-controller-rate-limiter-burst-limit=1000',
    '--dynamic-controller-concurrent-reconciles=4',
    '--client-qps=1000',
    '--client-burst=1000',
    '--rgd-progress-requeue-delay=100ms',
    '--instance-requeue-interval=200ms',
    '--allow-crd-deletion',
  ];
  const ready = `http://127.0.0.1:${health}/readyz`;
  return new Kro(controlPlane, await startController(controlPlane, 'kro', controller, args, ready));
}

export class Kro {
  constructor(
    private readonly controlPlane: ControlPlane,
    private readonly server: Server,
  ) {}

  get logFile(): string {
    return this.server.logFile;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  /** Applies a graph and waits for kro's verdict on this very generation of it. */
  async activate(graph: KubernetesObject, seconds = 30): Promise<Activation> {
    const { metadata } = await this.controlPlane.apply(graph);
    const activation = await waitFor(
      async (): Promise<Activation | undefined> => {
        this.server.check();
        const found = await this.controlPlane.get(graph);
        const current = conditions(found).filter(each => at(each, 'observedGeneration') === metadata.generation);
        const failed = current.find(({ status }) => status === 'False');
        if (failed) return { active: false, message: failed.message ?? failed.reason ?? failed.type };
        const ready = current.some(({ type, status }) => type === 'Ready' && status === 'True');
        return ready && at(found, 'status', 'state') === 'Active' ? { active: true } : undefined;
      },
      `${describe(graph)} judged by kro`,
      seconds,
    );
    if (activation.active) {
      const schema = at(graph, 'spec', 'schema');
      const group = at(schema, 'group') ?? 'kro.run';
      await this.controlPlane.offers(`${group}/${at(schema, 'apiVersion')}`, String(at(schema, 'kind')));
    }
    return activation;
  }

  /** Waits until an instance reports one of the states, such as ACTIVE, IN_PROGRESS or ERROR. */
  async settled(instance: ObjectRef, states: readonly string[] = ['ACTIVE'], seconds = 20): Promise<KubernetesObject> {
    let last: KubernetesObject | undefined;
    try {
      return await waitFor(
        async () => {
          this.server.check();
          last = await this.controlPlane.get(instance);
          return states.includes(String(at(last, 'status', 'state'))) ? last : undefined;
        },
        `${describe(instance)} ${states.join(' or ')}`,
        seconds,
      );
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : error}; status is ${JSON.stringify(last?.status)}`);
    }
  }
}
