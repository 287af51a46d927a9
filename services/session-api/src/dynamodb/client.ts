import { StandardRetryStrategy } from '@smithy/util-retry';
import type { Deadline } from '../deadline';
import { DynamoDBError, DynamoDBUnavailable, type Outcome, outcomeOf, TransportError } from './errors';
import type { Operations } from './operations';
import type { RequestSigner } from './signer';
import type { HttpAnswer, Transport } from './transport';

const attemptTimeout = 1_000;
/** Less time than this is not worth another attempt. */
const shortestAttempt = 20;

type Input<Name extends keyof Operations> = Operations[Name]['input'];
type Output<Name extends keyof Operations> = Operations[Name]['output'];

export type AttemptObserver = (operation: string, outcome: Outcome, milliseconds: number) => void;

/**
 * Calls DynamoDB: at most three attempts, each at most a second, all before the request's deadline.
 * Any call may be repeated after its first attempt was carried out, and an attempt that was given up may be carried out
 * later: callers write only what bears that. An input that depends on the time is a function, asked at each attempt.
 * An answer after which the caller is not done is throttling: DynamoDB says so of the items of a batch in a 200.
 */
export class DynamoDBClient {
  private readonly retries = new StandardRetryStrategy(3);

  constructor(
    private readonly transport: Transport,
    private readonly signer: RequestSigner,
    private readonly observe: AttemptObserver,
  ) {}

  async call<Name extends keyof Operations>(
    operation: Name,
    input: Input<Name> | (() => Input<Name>),
    deadline: Deadline,
    isDone: (output: Output<Name>) => boolean = () => true,
  ): Promise<Output<Name>> {
    // a request that took its time is not DynamoDB's fault: it must cost the others no retry token
    if (deadline.remaining < shortestAttempt) throw new DynamoDBUnavailable('timeout', new TransportError('timeout'));
    let token = await this.retries.acquireInitialRetryToken('');
    for (;;) {
      try {
        const body = JSON.stringify(typeof input === 'function' ? input() : input);
        const output = await this.attempt(operation, body, deadline, isDone);
        this.retries.recordSuccess(token);
        return output;
      } catch (thrown) {
        const error = thrown as Error;
        const outcome = outcomeOf(error);
        if (outcome === 'client_error') throw error;
        const errorType = outcome === 'throttled' ? 'THROTTLING' : 'TRANSIENT';
        const next = await within(deadline, this.retries.refreshRetryTokenForRetry(token, { errorType }));
        if (next === undefined || deadline.remaining < shortestAttempt) throw new DynamoDBUnavailable(outcome, error);
        token = next;
      }
    }
  }

  close(): Promise<void> {
    return this.transport.close();
  }

  private async attempt<Name extends keyof Operations>(
    operation: Name,
    body: string,
    deadline: Deadline,
    isDone: (output: Output<Name>) => boolean,
  ): Promise<Output<Name>> {
    const start = performance.now();
    let outcome: Outcome = 'ok';
    try {
      const answer = await this.exchange(operation, body, Math.min(attemptTimeout, deadline.remaining));
      if (answer.status !== 200) throw DynamoDBError.fromAnswer(operation, answer.status, answer.body);
      const output = parseAnswer(answer.body) as Output<Name>;
      if (!isDone(output)) throw DynamoDBError.itemsLeftOver(operation);
      return output;
    } catch (error) {
      outcome = outcomeOf(error as Error);
      throw error;
    } finally {
      this.observe(operation, outcome, performance.now() - start);
    }
  }

  /** One timer bounds the whole attempt: finding credentials, waiting for a connection, and a body that trickles in. */
  private exchange(operation: string, body: string, timeout: number): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      let expired = false;
      let abandon = () => {};
      const timer = setTimeout(() => {
        expired = true;
        abandon();
        reject(new TransportError('timeout'));
      }, timeout);
      const onAnswer = (answer: HttpAnswer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      const onError = (error: Error) => {
        clearTimeout(timer);
        reject(new TransportError('unreachable', error));
      };
      this.signer.sign(operation, body).then(
        headers => {
          if (!expired) abandon = this.transport.post({ headers, body, onAnswer, onError });
        },
        error => {
          clearTimeout(timer);
          reject(new TransportError('credentials', error));
        },
      );
    });
  }
}

/** A body that is cut short or is not JSON is as good as none: worth another attempt. */
function parseAnswer(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // JSON.parse's own error quotes the text, which is for no log.
    throw new TransportError('unreachable', new Error('the answer is not JSON'));
  }
}

/** The strategy's token once its back-off is over; nothing when it refuses one or the deadline comes first. */
async function within<Token>(deadline: Deadline, token: Promise<Token>): Promise<Token | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, deadline.remaining));
  });
  try {
    return await Promise.race([token.catch(() => undefined), expiry]);
  } finally {
    clearTimeout(timer);
  }
}
