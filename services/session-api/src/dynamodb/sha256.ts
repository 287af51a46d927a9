import { createHmac, hash } from 'node:crypto';

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
    const key = typeof this.secret === 'string' ? this.secret : toBuffer(this.secret);
    return createHmac('sha256', key).update(this.data).digest();
  }

  reset(): void {
    this.data = '';
  }
}

function toBuffer(data: ArrayBuffer | ArrayBufferView): Buffer {
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}
