import { type ControlPlane, startControlPlane } from './control-plane';
import { startKro } from './kro';
import type { Options } from './options';
import { withProgress } from './progress';
import { scratchDirectory } from './scratch';
import type { Context } from './suite';
import { openVela } from './vela';
import { startVelaCore } from './vela-core';

export type Shared = Omit<Context, 'test'>;

/** The engines of one run: each is started on first use, and stop ends those that were. */
export function sharedContext(options: Options): { shared: Shared; stop: () => Promise<void> } {
  const running: { stop(): Promise<void> }[] = [];
  const started = async <T extends { stop(): Promise<void> }>(what: string, start: () => Promise<T>): Promise<T> => {
    const engine = await withProgress(`starting ${what}`, start);
    running.push(engine);
    return engine;
  };
  const controlPlane = once<ControlPlane>(() => started('the control plane', startControlPlane));
  const shared: Shared = {
    seed: options.seed,
    full: options.full,
    crdsDirectory: options.crdsDirectory,
    controlPlane,
    kro: once(async () => {
      const target = await controlPlane();
      return started('kro', () => startKro(target));
    }),
    vela: once(openVela),
    velaCore: once(async () => {
      const target = await controlPlane();
      return started('vela-core', () => startVelaCore(target));
    }),
    scratch: scratchDirectory,
    say: text => console.log(`     ${text}`),
  };
  return {
    shared,
    stop: async () => {
      for (const engine of running.splice(0).reverse()) await engine.stop();
    },
  };
}

function once<T>(start: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= start();
    return result;
  };
}
