import { once } from 'node:events';
import { connect } from 'node:net';

/** Far beyond every limit of the service. */
const guardMilliseconds = 20_000;

/** Sends what is to come first at once, then a character at a time and blanks for ever, whatever is answered. */
export async function trickle(
  port: number,
  { first = '', then = '', every }: { first?: string; then?: string; every: number },
): Promise<{ answer: string; seconds: number }> {
  const start = performance.now();
  let answer = '';
  let sent = 0;
  const socket = connect(port, '127.0.0.1', () => socket.write(first));
  const timer = setInterval(() => socket.write(then.charAt(sent++) || ' '), every);
  socket.on('data', chunk => {
    answer += chunk;
  });
  socket.on('error', () => {});
  try {
    await once(socket, 'close', { signal: AbortSignal.timeout(guardMilliseconds) });
  } finally {
    clearInterval(timer);
    socket.destroy();
  }
  return { answer, seconds: (performance.now() - start) / 1000 };
}
