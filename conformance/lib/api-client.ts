import { Agent, request } from 'node:https';

export interface ApiResponse {
  readonly status: number;
  readonly body: unknown;
}

/** Talks JSON to one API server; kubectl is not needed. */
export class ApiClient {
  private readonly agent: Agent;

  constructor(
    private readonly port: number,
    private readonly token: string,
    ca: Buffer,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: 16, ca });
  }

  send(method: string, path: string, body?: string, contentType = 'application/json'): Promise<ApiResponse> {
    const headers = {
      authorization: `Bearer ${this.token}`,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': contentType, 'content-length': Buffer.byteLength(body) }),
    };
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { host: '127.0.0.1', port: this.port, path, method, headers, agent: this.agent, timeout: 60_000 },
        incoming => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: parse(Buffer.concat(chunks)) }));
        },
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error(`${method} ${path}: no answer within 60 s`)));
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

function parse(answer: Buffer): unknown {
  const text = answer.toString();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
