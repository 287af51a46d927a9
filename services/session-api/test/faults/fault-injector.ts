import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmulatorAdmin } from '../../local/admin-client';
import { sessionTable } from '../../local/create-table';
import type { Command, Fault } from './fault-stub';

/** The fault-injecting DynamoDB, in a process of its own. */
export class FaultInjector {
  private readonly pending = new Map<number, (result: number) => void>();
  private commands = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (message: { id: number; result: number }) => {
      this.pending.get(message.id)?.(message.result);
      this.pending.delete(message.id);
    });
  }

  static async start(): Promise<FaultInjector> {
    const child = fork(join(__dirname, 'fault-stub.ts'), { execArgv: ['--import', 'tsx'] });
    await once(child, 'message');
    return new FaultInjector(child);
  }

  /** A door of its own with a table behind it, so that tests do not disturb each other. */
  async openDoor(): Promise<FaultyDoor> {
    const port = await this.send({ name: 'open' });
    const tableName = `faults-${port}`;
    await new EmulatorAdmin(`http://127.0.0.1:${port}`).createTable(sessionTable(tableName));
    return new FaultyDoor(port, tableName, command => this.send(command));
  }

  async stop(): Promise<void> {
    this.child.disconnect();
    await once(this.child, 'exit');
  }

  private send(command: Command): Promise<number> {
    const id = this.commands++;
    return new Promise(resolve => {
      this.pending.set(id, resolve);
      this.child.send({ id, command });
    });
  }
}

export class FaultyDoor {
  readonly variables: Record<string, string>;

  constructor(
    private readonly port: number,
    tableName: string,
    private readonly send: (command: Command) => Promise<number>,
  ) {
    this.variables = { LOCALSTACK_ENDPOINT: `http://127.0.0.1:${port}`, DYNAMODB_TABLE_NAME: tableName };
  }

  async set(kind: Fault['kind'], more: Omit<Fault, 'kind'> = {}): Promise<void> {
    await this.send({ name: 'fault', port: this.port, fault: { kind, ...more } });
  }

  async refuse(): Promise<void> {
    await this.send({ name: 'refuse', port: this.port });
  }

  async accept(): Promise<void> {
    await this.send({ name: 'accept', port: this.port });
  }

  /** Carries out the attempts that were `late`. */
  async deliver(): Promise<void> {
    await this.send({ name: 'deliver', port: this.port });
  }

  /** Comes back when a request has met the fault that was set last. */
  async met(): Promise<void> {
    while ((await this.send({ name: 'met', port: this.port })) === 0) await sleep(10);
  }

  /** How many requests have come to this door. */
  count(): Promise<number> {
    return this.send({ name: 'count', port: this.port });
  }
}
