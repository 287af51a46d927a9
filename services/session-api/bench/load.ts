import { connect } from 'node:net';

/** A closed loop over raw sockets: each connection sends its next request when the last one is answered. */
export interface Load {
  readonly port: number;
  readonly request: string;
  readonly expectedStatus: number;
  readonly connections: number;
  readonly warmUpMilliseconds: number;
  readonly milliseconds: number;
}

export interface LoadResult {
  readonly answered: number;
  readonly wrong: number;
  readonly latencies: readonly number[];
}

process.on('message', async (load: Load) => {
  const stop = performance.now() + load.warmUpMilliseconds + load.milliseconds;
  const measureFrom = performance.now() + load.warmUpMilliseconds;
  setTimeout(() => process.send?.('before'), load.warmUpMilliseconds);
  const latencies: number[] = [];
  let wrong = 0;
  const bytes = Buffer.from(load.request);
  const expected = `HTTP/1.1 ${load.expectedStatus} `;
  const runOne = () =>
    new Promise<void>(resolve => {
      const socket = connect(load.port, '127.0.0.1');
      socket.setNoDelay(true);
      let pending = '';
      let start = 0;
      const next = () => {
        if (performance.now() >= stop) {
          socket.destroy();
          resolve();
          return;
        }
        start = performance.now();
        socket.write(bytes);
      };
      socket.on('connect', next);
      socket.on('data', chunk => {
        pending += chunk.toString('latin1');
        const end = endOfAnswer(pending);
        if (end === undefined || pending.length < end) return;
        const now = performance.now();
        if (now >= measureFrom && now < stop) {
          latencies.push(now - start);
          if (!pending.startsWith(expected)) wrong++;
        }
        pending = '';
        next();
      });
      socket.on('error', () => {
        wrong++;
        resolve();
      });
      socket.on('close', () => resolve());
    });
  await Promise.all(Array.from({ length: load.connections }, runOne));
  process.send?.('after');
  process.send?.({
    answered: latencies.length,
    wrong,
    latencies: latencies.sort((a, b) => a - b),
  } satisfies LoadResult);
});
process.on('disconnect', () => process.exit());

function endOfAnswer(text: string): number | undefined {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head));
  return head + 4 + Number(length?.[1] ?? 0);
}
