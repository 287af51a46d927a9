import type { ControlPlane } from './control-plane';
import type { Kro } from './kro';
import type { Server } from './processes';
import type { Vela } from './vela';

/** What a module in suites/ exports: `export const suite: Suite = {…}`. */
export interface Suite {
  readonly name: string;
  readonly title: string;
  /** It asks none of the engines: it runs when they are stopped, since they keep the machine busy. @default false */
  readonly withoutEngines?: boolean;
  run(context: Context): Promise<void>;
}

/** What a suite gets. The engines are built and started when they are first asked for, and shared by all suites. */
export interface Context {
  /** Runs one case unless the command line selects others; what it throws is the reason of its failure. */
  test(name: string, body: () => Promise<void> | void): Promise<void>;
  /** Fixed unless --fresh; the same seed must give the same cases. */
  readonly seed: number;
  /** --full: as many cases as make sense overnight, rather than on every push. */
  readonly full: boolean;
  /** Holds ack/, kratix/ and crossplane-aws/; read only. */
  readonly crdsDirectory: string;
  controlPlane(): Promise<ControlPlane>;
  kro(): Promise<Kro>;
  vela(): Promise<Vela>;
  velaCore(): Promise<Server>;
  /** A new directory, removed at the end. */
  scratch(label: string): string;
  say(text: string): void;
}
