import type { TableDescription, TimeToLiveDescription } from '@aws-sdk/client-dynamodb';
import type { Logger } from 'pino';
import { Deadline } from './deadline';
import type { DynamoDBClient } from './dynamodb/client';
import type { Metrics } from './metrics';
import { keyProblems, statusProblems, type TtlState, ttlState } from './table-check';

export interface ReadinessReport {
  readonly status: 'ready' | 'not_ready';
  readonly table: string;
  readonly table_status?: string;
  readonly ttl: TtlState;
  readonly reasons: readonly string[];
  readonly warnings: readonly string[];
}

const cachedMilliseconds = 2_000;
/** A probe waits for a second. */
const checkMilliseconds = 700;

/** TTL is switched seldom and takes up to an hour: an answer outlives the questions that get none for so long. */
const ttlKnownMilliseconds = 300_000;

/** Whether the table is there and is the one that the contract describes. */
export class Readiness {
  private draining = false;
  private latest: Promise<ReadinessReport> | undefined;
  private validUntil = 0;
  /** DynamoDB serves a table also while it is being changed; so a change does not take the whole service down. */
  private wasActive = false;
  private knownTtl: TimeToLiveDescription | undefined;
  private ttlKnownUntil = 0;
  private loggedState = '';

  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
    private readonly requireTtl: boolean,
    private readonly metrics: Metrics,
    private readonly log: Logger,
  ) {}

  startDraining(): void {
    this.draining = true;
  }

  async report(): Promise<ReadinessReport> {
    if (this.draining) return this.notReady('The service is shutting down.');
    const now = performance.now();
    if (this.latest === undefined || now >= this.validUntil) {
      this.validUntil = now + cachedMilliseconds;
      this.latest = this.check();
    }
    return this.latest;
  }

  private async check(): Promise<ReadinessReport> {
    const deadline = Deadline.after(checkMilliseconds);
    const [table, timeToLive] = await Promise.all([this.describeTable(deadline), this.describeTtl(deadline)]);
    const report = this.judge(table, timeToLive);
    this.publish(report);
    return report;
  }

  private judge(table: TableDescription | undefined, timeToLive: TimeToLiveDescription | undefined): ReadinessReport {
    if (table === undefined) return this.notReady('The table cannot be described: see the log.');
    const ttl = ttlState(timeToLive);
    const warnings = ttl === 'enabled' ? [] : [ttlWarnings[ttl]];
    const wrongKeys = keyProblems(table);
    const inactive = statusProblems(table, ['ACTIVE']);
    this.wasActive ||= wrongKeys.length + inactive.length === 0;
    const unserved = this.wasActive ? statusProblems(table, ['ACTIVE', 'UPDATING']) : inactive;
    const reasons = [...wrongKeys, ...unserved, ...(this.requireTtl ? warnings : [])];
    return {
      status: reasons.length === 0 ? 'ready' : 'not_ready',
      table: this.tableName,
      table_status: table.TableStatus,
      ttl,
      reasons,
      warnings,
    };
  }

  private notReady(reason: string): ReadinessReport {
    return { status: 'not_ready', table: this.tableName, ttl: 'unknown', reasons: [reason], warnings: [] };
  }

  private async describeTable(deadline: Deadline): Promise<TableDescription | undefined> {
    try {
      return (await this.client.call('DescribeTable', { TableName: this.tableName }, deadline)).Table;
    } catch (error) {
      this.log.warn({ reason: (error as Error).message }, 'the table cannot be described');
      return undefined;
    }
  }

  /** Not knowing is an answer: emulators and narrow IAM policies refuse this call. */
  private async describeTtl(deadline: Deadline): Promise<TimeToLiveDescription | undefined> {
    try {
      const answer = await this.client.call('DescribeTimeToLive', { TableName: this.tableName }, deadline);
      this.knownTtl = answer.TimeToLiveDescription;
      this.ttlKnownUntil = performance.now() + ttlKnownMilliseconds;
    } catch {
      if (performance.now() >= this.ttlKnownUntil) this.knownTtl = undefined;
    }
    return this.knownTtl;
  }

  private publish({ status, ttl, reasons, warnings }: ReadinessReport): void {
    this.metrics.tableReady.set(status === 'ready' ? 1 : 0);
    this.metrics.tableTtlEnabled.set(ttl === 'enabled' ? 1 : 0);
    const state = [status, ...reasons, ...warnings].join('\n');
    if (state === this.loggedState) return;
    this.loggedState = state;
    const isFine = status === 'ready' && warnings.length === 0;
    this.log[isFine ? 'info' : 'warn']({ table: this.tableName, status, ttl, reasons, warnings }, 'table checked');
  }
}

const ttlWarnings: Readonly<Record<Exclude<TtlState, 'enabled'>, string>> = {
  disabled: 'TTL is off: expired sessions stay in the table for ever, and are paid for.',
  wrong_attribute: 'TTL is on for another attribute than expiresAt: expired sessions stay in the table.',
  unknown: 'Whether TTL is on cannot be told: dynamodb:DescribeTimeToLive is refused, unknown or not answered.',
};
