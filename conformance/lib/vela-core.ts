import type { ControlPlane } from './control-plane';
import { startController } from './controller';
import { buildEngine, engineCrds } from './engines';
import { freePorts, type Server } from './processes';

/** Where vela-core looks for definitions. */
export const definitionNamespace = 'vela-system';

/** Starts the real Application controller. Definitions go to vela-system; it has none of its own here. */
export async function startVelaCore(controlPlane: ControlPlane): Promise<Server> {
  const { 'vela-core': core } = await buildEngine('kubevela');
  await controlPlane.installCrds(...(await engineCrds('kubevela')));
  await controlPlane.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: definitionNamespace } });
  const [metrics, health] = await freePorts(2);
  const args = [
    `--metrics-addr=127.0.0.1:${metrics}`,
    `--health-addr=127.0.0.1:${health}`,
    '--kube-api-qps=1000',
    '--kube-api-burst=1000',
  ];
  return startController(controlPlane, 'vela-core', core, args, `http://127.0.0.1:${health}/readyz`);
}
