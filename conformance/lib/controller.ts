import { get } from 'node:http';
import { join } from 'node:path';
import type { ControlPlane } from './control-plane';
import { type Server, startServer } from './processes';
import { waitFor } from './wait';

/** Starts a controller against the control plane and waits until it calls itself ready. */
export async function startController(
  controlPlane: ControlPlane,
  name: string,
  file: string,
  args: readonly string[],
  readyUrl: string,
): Promise<Server> {
  const log = join(controlPlane.directory, `${name}.log`);
  // Its own HOME: controllers keep caches there.
  const env = { KUBECONFIG: controlPlane.kubeconfig, HOME: controlPlane.directory };
  const server = startServer(name, file, args, log, env);
  await waitFor(
    async () => {
      server.check();
      return (await httpStatus(readyUrl)) === 200;
    },
    name,
    30,
  );
  return server;
}

function httpStatus(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, answer => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    }).on('error', reject);
  });
}
