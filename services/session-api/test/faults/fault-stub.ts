import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { startEmulator } from '../../local/emulator';

/** How the stub misbehaves: every `every`-th request of the operations (all, when none are named). */
export interface Fault {
  readonly kind:
    | 'none'
    | 'throttle'
    | 'error500'
    | 'hang'
    | 'slow'
    | 'slowBody'
    | 'cutBody'
    | 'notJson'
    | 'loseAnswer'
    | 'late'
    | 'unprocessed'
    | 'deny';
  readonly every?: number;
  readonly operations?: readonly string[];
}

export type Command =
  | { readonly name: 'open' }
  | { readonly name: 'fault'; readonly port: number; readonly fault: Fault }
  | { readonly name: 'refuse'; readonly port: number }
  | { readonly name: 'accept'; readonly port: number }
  | { readonly name: 'deliver'; readonly port: number }
  | { readonly name: 'met'; readonly port: number }
  | { readonly name: 'count'; readonly port: number };

/** A door to DynamoDB with faults of its own. What was written stays when the door is shut: DynamoDB lives behind it. */
class Door {
  private fault: Fault = { kind: 'none' };
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private matching = 0;
  private late: (() => Promise<unknown>)[] = [];
  met = 0;
  count = 0;

  constructor(private readonly behind: string) {}

  async open(port = 0): Promise<number> {
    this.server = createServer((incoming, outgoing) => this.serve(incoming, outgoing));
    this.server.keepAliveTimeout = 60_000;
    this.server.on('connection', socket => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  shut(): void {
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
  }

  misbehave(fault: Fault): void {
    this.fault = fault;
    this.matching = 0;
    this.met = 0;
  }

  /** Carries out what was held back, long after the client gave it up. */
  async deliver(): Promise<void> {
    const held = this.late.splice(0);
    await Promise.all(held.map(forward => forward()));
  }

  private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    this.count++;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const kind = this.kindFor(String(incoming.headers['x-amz-target']).split('.')[1] ?? '');
    switch (kind) {
      case 'throttle':
        return refuse(outgoing, 400, 'ProvisionedThroughputExceededException');
      case 'error500':
        return refuse(outgoing, 500, 'InternalServerError');
      case 'deny':
        return refuse(outgoing, 400, 'AccessDeniedException');
      case 'unprocessed':
        return leaveOver(outgoing, Buffer.concat(chunks));
      case 'hang':
        return;
      case 'late':
        this.late.push(() => this.forward(incoming, Buffer.concat(chunks), outgoing, true));
        return;
      case 'slow':
        setTimeout(() => void this.forward(incoming, Buffer.concat(chunks), outgoing, false), 800);
        return;
      case 'slowBody':
        return trickle(outgoing);
      case 'cutBody':
        outgoing.writeHead(200, { 'content-length': '100' }).write('{"Item":');
        setTimeout(() => outgoing.destroy(), 20);
        return;
      case 'notJson':
        outgoing.writeHead(200).end('<html>a proxy’s page</html>');
        return;
      default:
        void this.forward(incoming, Buffer.concat(chunks), outgoing, kind === 'loseAnswer');
    }
  }

  private kindFor(operation: string): Fault['kind'] {
    const { kind, every = 1, operations } = this.fault;
    if (operations !== undefined && !operations.includes(operation)) return 'none';
    if (this.matching++ % every !== 0) return 'none';
    this.met++;
    return kind;
  }

  private forward(
    incoming: IncomingMessage,
    body: Buffer,
    outgoing: ServerResponse,
    loseAnswer: boolean,
  ): Promise<void> {
    return new Promise(resolve => {
      const onward = request(this.behind, { method: 'POST', headers: incoming.headers, agent }, answer => {
        answer.on('end', resolve);
        if (loseAnswer) {
          answer.resume();
          answer.on('end', () => outgoing.destroy());
          return;
        }
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on('error', () => {
        outgoing.destroy();
        resolve();
      });
      onward.end(body);
    });
  }
}

const agent = new Agent({ keepAlive: true });

function refuse(outgoing: ServerResponse, status: number, code: string): void {
  const body = JSON.stringify({
    __type: `com.amazonaws.dynamodb.v20120810#${code}`,
    message: `backend text of ${code}`,
  });
  outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
}

/** How DynamoDB throttles a batch: in a 200, with all of it left over. */
function leaveOver(outgoing: ServerResponse, batch: Buffer): void {
  const { RequestItems } = JSON.parse(batch.toString());
  outgoing.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
  outgoing.end(JSON.stringify({ UnprocessedItems: RequestItems }));
}

/** A byte now and then: no gap is long enough for an idle timeout, and no end comes. */
function trickle(outgoing: ServerResponse): void {
  outgoing.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
  const timer = setInterval(() => outgoing.write(' '), 50);
  outgoing.on('close', () => clearInterval(timer));
}

async function main(): Promise<void> {
  const emulator = await startEmulator();
  const doors = new Map<number, Door>();
  const obey = async (command: Command): Promise<number> => {
    if (command.name === 'open') {
      const door = new Door(emulator.endpoint);
      const port = await door.open();
      doors.set(port, door);
      return port;
    }
    const door = doors.get(command.port)!;
    if (command.name === 'fault') door.misbehave(command.fault);
    if (command.name === 'refuse') door.shut();
    if (command.name === 'accept') await door.open(command.port);
    if (command.name === 'deliver') await door.deliver();
    return command.name === 'met' ? door.met : door.count;
  };
  process.on('message', async ({ id, command }: { id: number; command: Command }) => {
    process.send?.({ id, result: await obey(command) });
  });
  process.on('disconnect', () => process.exit());
  process.send?.('started');
}

void main();
