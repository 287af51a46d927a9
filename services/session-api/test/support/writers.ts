import { Agent, request } from 'node:http';
import { timed } from './timed';

/** What became of the requests of clients that do nothing but start sessions. */
export interface Tally {
  readonly acknowledged: readonly string[];
  readonly unavailable: number;
  /** Sent, or being sent, and never answered. */
  readonly dropped: readonly string[];
  readonly otherStatuses: readonly number[];
  readonly longestMilliseconds: number;
}

/**
 * Clients on kept-alive connections, each sending one request after the other until told to stop. A refused connection
 * is no dropped request: the client turns to the next port, as a load balancer would.
 */
export class Writers {
  private stopping = false;
  private readonly acknowledged: string[] = [];
  private readonly dropped: string[] = [];
  private readonly otherStatuses: number[] = [];
  private unavailable = 0;
  private longestMilliseconds = 0;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1000 });
  private readonly running: Promise<unknown>;

  constructor(
    private ports: readonly number[],
    clients: number,
    private readonly limit: number,
  ) {
    this.running = Promise.all(Array.from({ length: clients }, (_, client) => this.work(client)));
  }

  get count(): number {
    return this.acknowledged.length + this.unavailable + this.dropped.length + this.otherStatuses.length;
  }

  /** From now on the ports are tried in this order. */
  prefer(ports: readonly number[]): void {
    this.ports = ports;
  }

  async stop(): Promise<Tally> {
    this.stopping = true;
    await this.running;
    this.agent.destroy();
    const { acknowledged, unavailable, dropped, otherStatuses, longestMilliseconds } = this;
    return { acknowledged, unavailable, dropped, otherStatuses, longestMilliseconds };
  }

  private async work(client: number): Promise<void> {
    while (!this.stopping && this.count < this.limit) {
      const { milliseconds } = await timed(() => this.writeOnce(client));
      this.longestMilliseconds = Math.max(this.longestMilliseconds, milliseconds);
    }
  }

  private async writeOnce(client: number): Promise<void> {
    for (const port of this.ports) {
      const outcome = await this.post(port, client);
      if (outcome !== 'refused') return;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }

  private post(port: number, client: number): Promise<'done' | 'refused'> {
    return new Promise(resolve => {
      const headers = { 'content-type': 'application/json' };
      const outgoing = request(
        { host: '127.0.0.1', port, method: 'POST', path: '/sessions', headers, agent: this.agent },
        incoming => {
          const chunks: Buffer[] = [];
          incoming.on('data', chunk => chunks.push(chunk));
          incoming.on('error', error => this.dropped.push(`answer: ${error.message}`));
          incoming.on('end', () => this.note(incoming.statusCode ?? 0, Buffer.concat(chunks).toString()));
          incoming.on('close', () => resolve('done'));
        },
      );
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNREFUSED') return resolve('refused');
        this.dropped.push(`request: ${error.code ?? error.message}`);
        resolve('done');
      });
      outgoing.end(JSON.stringify({ userId: `client-${client}`, data: { client } }));
    });
  }

  private note(status: number, body: string): void {
    if (status === 201) this.acknowledged.push(JSON.parse(body).sessionId);
    else if (status === 503) this.unavailable++;
    else this.otherStatuses.push(status);
  }
}
