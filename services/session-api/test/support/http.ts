import { type IncomingHttpHeaders, request } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into bodies of every kind
  readonly body: any;
}

export interface Send {
  readonly headers?: Record<string, string | string[]>;
  /** A string or bytes are sent as they are, anything else as JSON. */
  readonly body?: unknown;
}

/** Sends a request as written: the path is not normalised, nothing is added but what HTTP needs. */
export function send(port: number, method: string, path: string, { headers = {}, body }: Send = {}): Promise<Reply> {
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  const payload = body === undefined ? undefined : isRaw ? body : JSON.stringify(body);
  const type = body === undefined || isRaw ? {} : { 'content-type': 'application/json' };
  // Node frames the body of a DELETE only when told its length.
  const length = payload === undefined ? {} : { 'content-length': String(Buffer.byteLength(payload)) };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, method, path, headers: { ...type, ...length, ...headers }, agent: false },
      incoming => {
        const chunks: Buffer[] = [];
        incoming.on('data', chunk => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => resolve(toReply(incoming.statusCode ?? 0, incoming.headers, Buffer.concat(chunks))));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

function toReply(status: number, headers: IncomingHttpHeaders, bytes: Buffer): Reply {
  const text = bytes.toString('utf8');
  const isJson = /^application\/(problem\+)?json/.test(headers['content-type'] ?? '');
  return { status, headers, text, body: isJson && text !== '' ? JSON.parse(text) : undefined };
}
