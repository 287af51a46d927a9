import { type Dispatcher, Pool } from 'undici';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

export interface HttpExchange {
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly onAnswer: (answer: HttpAnswer) => void;
  readonly onError: (error: Error) => void;
}

/** Posts to one origin over kept-alive connections. The caller keeps the time: no timers of its own. */
export class Transport {
  private readonly pool: Pool;

  constructor(origin: string, connections: number) {
    this.pool = new Pool(origin, {
      connections,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 30_000,
      connect: { timeout: 1_000 },
    });
  }

  /** Returns a function that gives the exchange up; neither callback runs after it. */
  post({ headers, body, onAnswer, onError }: HttpExchange): () => void {
    let controller: Dispatcher.DispatchController | undefined;
    let abandoned = false;
    let status = 0;
    const chunks: Buffer[] = [];
    this.pool.dispatch(
      { method: 'POST', path: '/', headers, body },
      {
        onRequestStart(started) {
          controller = started;
          if (abandoned) started.abort(new Error('abandoned'));
        },
        onResponseStart(_, statusCode) {
          status = statusCode;
        },
        onResponseData(_, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          if (!abandoned) onAnswer({ status, body: textOf(chunks) });
        },
        onResponseError(_, error) {
          if (!abandoned) onError(error);
        },
      },
    );
    return () => {
      abandoned = true;
      controller?.abort(new Error('abandoned'));
    };
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}

function textOf(chunks: readonly Buffer[]): string {
  return (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8');
}
