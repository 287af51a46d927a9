import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A closed loop over raw sockets: each connection sends its next request when the last one is answered. */
export interface Load {
  readonly port: number;
  readonly request: string;
  readonly expectedStatus: number;
  readonly connections: number;
  readonly warmUpRequests: number;
  readonly requests: number;
}

export interface LoadResult {
  readonly wrong: number;
  readonly milliseconds: number;
  readonly latencies: readonly number[];
}

/** Says when it is warm, and begins to count when it is told to: meanwhile nothing is under way. */
process.once('message', async (load: Load) => {
  const sockets = await Promise.all(Array.from({ length: load.connections }, () => open(load.port)));
  await run(load, sockets, load.warmUpRequests);
  process.send?.('warm');
  await once(process, 'message');
  process.send?.(await run(load, sockets, load.requests));
});
process.on('disconnect', () => process.exit());

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  await once(socket, 'connect');
  return socket;
}

/** So many requests, over all connections together. */
async function run(load: Load, sockets: readonly Socket[], requests: number): Promise<LoadResult> {
  const bytes = Buffer.from(load.request);
  const expected = `HTTP/1.1 ${load.expectedStatus} `;
  const latencies: number[] = [];
  let wrong = 0;
  let left = requests;
  const begin = performance.now();
  await Promise.all(
    sockets.map(async socket => {
      while (left-- > 0) {
        const start = performance.now();
        const answer = answerOn(socket);
        socket.write(bytes);
        if (!(await answer).startsWith(expected)) wrong++;
        latencies.push(performance.now() - start);
      }
    }),
  );
  return { wrong, milliseconds: performance.now() - begin, latencies: latencies.sort((a, b) => a - b) };
}

function answerOn(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const finish = (settle: () => void) => {
      socket.off('data', onData).off('close', onClose);
      settle();
    };
    const onData = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const end = endOfAnswer(text);
      if (end !== undefined && text.length >= end) finish(() => resolve(text));
    };
    const onClose = () => finish(() => reject(new Error('The server closed the connection')));
    socket.on('data', onData).on('close', onClose);
  });
}

function endOfAnswer(text: string): number | undefined {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head));
  return head + 4 + Number(length?.[1] ?? 0);
}
