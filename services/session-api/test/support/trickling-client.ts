import { once } from 'node:events';
import { connect } from 'node:net';

const head = 'POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{';

/** Sends a body of which there is always more to come, whatever is answered. */
export class TricklingClient {
  /** What it was answered before its connection was closed, and when that was. */
  readonly end: Promise<{ answer: string; seconds: number }>;

  constructor(port: number) {
    this.end = trickle(port);
  }
}

async function trickle(port: number): Promise<{ answer: string; seconds: number }> {
  const start = performance.now();
  let answer = '';
  const socket = connect(port, '127.0.0.1', () => socket.write(head));
  const timer = setInterval(() => socket.write(' '), 500);
  socket.on('data', chunk => {
    answer += chunk;
  });
  socket.on('error', () => {});
  await once(socket, 'close');
  clearInterval(timer);
  return { answer, seconds: (performance.now() - start) / 1000 };
}
