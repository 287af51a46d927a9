import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { Logger } from 'pino';
import type { Authentication, Config } from '../config';
import { jwtVerifier, type VerifyJwt } from './jwt';
import { ProblemError } from './problem';

/** Who asks. `onlyUser` is the one user whose sessions exist for this caller; absent: everyone's do. */
export interface Caller {
  readonly onlyUser?: string;
}

const anyone: Caller = {};

export class Authenticator {
  private readonly verifyJwt: VerifyJwt | undefined;

  constructor(
    private readonly config: Pick<Config, 'adminKey' | 'authentication'>,
    log: Pick<Logger, 'warn'>,
  ) {
    this.verifyJwt = config.authentication.mode === 'jwt' ? jwtVerifier(config.authentication, log) : undefined;
  }

  get mode(): Authentication['mode'] {
    return this.config.authentication.mode;
  }

  requireAdmin(request: FastifyRequest): void {
    const { adminKey } = this.config;
    if (adminKey === undefined) {
      throw new ProblemError(
        'forbidden',
        'Listing everyone’s sessions is switched off. Set ADMIN_KEY in the service’s environment (for example to the ' +
          'output of `openssl rand -hex 32`) and send it as X-API-Key.',
      );
    }
    const key = request.headers['x-api-key'];
    if (key === undefined) throw unauthorized('Send the admin key as X-API-Key.', 'ApiKey');
    if (!isSame(key, adminKey)) throw new ProblemError('forbidden', 'This is not the admin key.');
  }

  /** Hooks that find out who asks; none where anyone may, so that nobody waits for them. */
  get identify(): onRequestAsyncHookHandler[] {
    const identify: onRequestAsyncHookHandler = async request => {
      request.caller = await this.callerOf(request);
    };
    return this.mode === 'none' ? [] : [identify];
  }

  /** With the admin key every mode lets one in. */
  private async callerOf(request: FastifyRequest): Promise<Caller> {
    const { authentication, adminKey } = this.config;
    const key = request.headers['x-api-key'];
    if (key !== undefined && adminKey !== undefined && isSame(key, adminKey)) return anyone;
    if (authentication.mode !== 'key') return this.identifyByToken(request);
    if (key === undefined) throw unauthorized('Send the API key as X-API-Key.', 'ApiKey');
    if (!isSame(key, authentication.key)) throw unauthorized('This is not the API key.', 'ApiKey');
    return anyone;
  }

  private async identifyByToken(request: FastifyRequest): Promise<Caller> {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
    const caller = token === undefined ? undefined : await this.verifyJwt?.(token);
    if (caller === undefined) throw unauthorized('Send a valid token as Authorization: Bearer.', 'Bearer');
    return caller;
  }
}

/** Refuses a caller that asks about another user. */
export function requireUser(caller: Caller, userId: string): void {
  if (caller.onlyUser !== undefined && caller.onlyUser !== userId) {
    throw new ProblemError('forbidden', 'The token is for another user.');
  }
}

function unauthorized(detail: string, scheme: string): ProblemError {
  return new ProblemError('unauthorized', detail, { headers: { 'www-authenticate': scheme } });
}

/** In constant time, whatever the lengths. */
function isSame(given: string | string[], expected: string): boolean {
  return timingSafeEqual(sha256(String(given)), sha256(expected));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
