import { type IncomingHttpHeaders, request } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Parsed when it is JSON. Which members are there is for the test to know. */
  readonly body: ReplyBody;
}

/** Every member of every body; what a body holds in truth is checked against the OpenAPI document. */
export interface ReplyBody {
  readonly sessionId: string;
  readonly userId: string;
  readonly data: unknown;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly expiresAt: number;
  readonly sessions: readonly ReplyBody[];
  readonly sessionCount: number;
  readonly cursor?: string;
  readonly endedCount: number;
  readonly status: string | number;
  readonly detail: string;
  readonly requestId: string;
  readonly errors: readonly { readonly pointer: string }[];
  readonly service: string;
  readonly table: string;
  readonly table_status?: string;
  readonly ttl: string;
  readonly reasons: readonly string[];
  readonly warnings: readonly string[];
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
