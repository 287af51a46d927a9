import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from './sha256';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

export type CredentialProvider = () => Promise<Credentials>;

/** Signs DynamoDB requests with AWS's own implementation of Signature Version 4. */
export class RequestSigner {
  private readonly signature: SignatureV4;
  private readonly location: { protocol: string; hostname: string; port?: number };
  private readonly host: string;

  constructor(endpoint: string, region: string, credentials: CredentialProvider) {
    const url = new URL(endpoint);
    this.host = url.host;
    this.location = {
      protocol: url.protocol,
      hostname: url.hostname,
      port: url.port === '' ? undefined : Number(url.port),
    };
    this.signature = new SignatureV4({
      service: 'dynamodb',
      region,
      credentials,
      sha256: Sha256,
      applyChecksum: false,
    });
  }

  /** The headers to send, signature included. */
  async sign(operation: string, body: string): Promise<Record<string, string>> {
    const request = await this.signature.sign({
      ...this.location,
      method: 'POST',
      path: '/',
      query: {},
      headers: {
        host: this.host,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
      },
      body,
    });
    return request.headers;
  }
}
