import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

/** Node's SHA-256 for the signer. In one go: node's hash objects cost more than hashing these few hundred bytes. */
export class Sha256 {
  private data: Buffer | string = '';

  constructor(private readonly secret?: string | ArrayBuffer | ArrayBufferView) {}

  update(chunk: string | ArrayBuffer | ArrayBufferView): void {
    const bytes = typeof chunk === 'string' ? chunk : toBuffer(chunk);
    this.data = this.data.length === 0 ? bytes : Buffer.concat([Buffer.from(this.data), Buffer.from(bytes)]);
  }

  async digest(): Promise<Uint8Array> {
    if (this.secret === undefined) return hash('sha256', this.data, 'buffer');
    if (typeof this.secret === 'string') return hashOfCredentials(this.secret, Buffer.from(this.data));
    return createHmac('sha256', keyOf(this.secret)).update(this.data).digest();
  }

  reset(): void {
    this.data = '';
  }
}

let latest: { secret: string; data: Buffer; digest: Buffer } = {
  secret: '',
  data: Buffer.alloc(0),
  digest: Buffer.alloc(0),
};

/** A secret that is text is the credentials' own; the signer asks for the same hash at each request, to find its key. */
function hashOfCredentials(secret: string, data: Buffer): Buffer {
  if (latest.secret !== secret || !latest.data.equals(data)) {
    latest = { secret, data, digest: createHmac('sha256', secret).update(data).digest() };
  }
  return latest.digest;
}

const keys = new WeakMap<object, KeyObject>();

/** The signer has one key a day. As bytes it costs Node 24 five times as much: an error is made, and caught, first. */
function keyOf(secret: ArrayBuffer | ArrayBufferView): KeyObject {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const key = createSecretKey(toBuffer(secret));
  keys.set(secret, key);
  return key;
}

function toBuffer(data: ArrayBuffer | ArrayBufferView): Buffer {
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}
