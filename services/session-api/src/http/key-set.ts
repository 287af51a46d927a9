import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { request } from 'undici';

type FindKey = ReturnType<typeof createLocalJWKSet>;

/** Until its last byte: jose's own fetching waits for a body without end. */
const fetchMilliseconds = 2_000;
/** A set that was fetched so long ago is fetched again, */
const freshMilliseconds = 10 * 60_000;
/** also for a token whose key is not in it, but no more often than this. */
const pauseMilliseconds = 30_000;
/** Whoever takes a key out of a set that cannot be fetched can restart the service; nobody can bring the set back here. */
const keptMilliseconds = 24 * 3600_000;

/** No fault of the token's, unlike all that jose says about keys that are there. */
export class KeySetUnavailable extends Error {}

/** The keys behind a URL (RFC 7517 section 5), kept for a while, and longer while they cannot be fetched. */
export class KeySet {
  private findKey: FindKey | undefined;
  private fetchedAt = Number.NEGATIVE_INFINITY;
  private failedAt = Number.NEGATIVE_INFINITY;
  private fetching: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    private readonly log: Pick<Logger, 'warn'>,
    private readonly now: () => number = Date.now,
  ) {}

  readonly find: JWTVerifyGetKey = async (header, token) => {
    const findKey = await this.freshOrKept();
    try {
      return await findKey(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (this.age >= pauseMilliseconds) await this.fetchOnce();
      return this.findKey!(header, token);
    }
  };

  private get age(): number {
    return this.now() - this.fetchedAt;
  }

  private async freshOrKept(): Promise<FindKey> {
    if (this.age >= keptMilliseconds) await this.fetchOnce();
    else if (this.age >= freshMilliseconds && this.now() - this.failedAt >= pauseMilliseconds) {
      await this.fetchOnce().catch(({ message }: Error) => {
        this.log.warn({ reason: message }, 'the key set for tokens cannot be fetched; the kept keys serve on');
      });
    }
    return this.findKey!;
  }

  /** Once for all who wait for it. */
  private fetchOnce(): Promise<void> {
    this.fetching ??= this.fetch().finally(() => {
      this.fetching = undefined;
    });
    return this.fetching;
  }

  private async fetch(): Promise<void> {
    try {
      this.findKey = createLocalJWKSet(await fetchKeySet(this.url));
      this.fetchedAt = this.now();
    } catch (error) {
      this.failedAt = this.now();
      throw new KeySetUnavailable((error as Error).message);
    }
  }
}

async function fetchKeySet(url: string): Promise<JSONWebKeySet> {
  const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(fetchMilliseconds) });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`The key set was answered with ${statusCode}.`);
  return JSON.parse(text) as JSONWebKeySet;
}
