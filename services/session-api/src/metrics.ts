import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AttemptObserver } from './dynamodb/client';
import type { StoreEvents } from './sessions/store';

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** What Prometheus can ask about. Labels are few and fixed: no ids, no paths as clients send them. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly registers = [this.registry];

  private readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets,
    registers: this.registers,
  });
  private readonly attempts = new Histogram({
    name: 'dynamodb_attempt_duration_seconds',
    help: 'Time of one attempt at a DynamoDB operation, by how it ended',
    labelNames: ['operation', 'outcome'] as const,
    buckets,
    registers: this.registers,
  });
  private readonly expiredItems = this.counter(
    'session_expired_items_total',
    'Sessions found in the table after they had expired, and treated as absent',
  );
  private readonly malformedItems = this.counter(
    'session_malformed_items_total',
    'Items found in the table that are no sessions of this service',
  );
  readonly shedRequests = this.counter(
    'http_requests_shed_total',
    'Requests refused because too many were in progress',
  );
  readonly tableReady = this.gauge(
    'session_table_ready',
    '1 when the table and its index are as the service needs them',
  );
  readonly tableTtlEnabled = this.gauge(
    'session_table_ttl_enabled',
    '1 when DynamoDB deletes expired sessions; 0 when it does not or cannot be asked',
  );

  /** Finding a labelled child costs more than observing it, so each is found once. */
  private readonly requestChildren = new Map<string, Histogram.Internal<'method' | 'route' | 'status'>>();
  private readonly attemptChildren = new Map<string, Histogram.Internal<'operation' | 'outcome'>>();

  readonly storeEvents: StoreEvents = {
    expired: () => this.expiredItems.inc(),
    malformed: () => this.malformedItems.inc(),
  };

  constructor() {
    // The default of 10 ms wakes an idle process a hundred times a second.
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: 100 });
  }

  observeRequest(method: string, route: string, status: number, milliseconds: number): void {
    const key = `${method} ${route} ${status}`;
    let child = this.requestChildren.get(key);
    if (child === undefined) {
      child = this.requests.labels({ method, route, status });
      this.requestChildren.set(key, child);
    }
    child.observe(milliseconds / 1000);
  }

  readonly observeAttempt: AttemptObserver = (operation, outcome, milliseconds) => {
    const key = `${operation} ${outcome}`;
    let child = this.attemptChildren.get(key);
    if (child === undefined) {
      child = this.attempts.labels({ operation, outcome });
      this.attemptChildren.set(key, child);
    }
    child.observe(milliseconds / 1000);
  };

  /** Asked when the metrics are: to set a gauge at each request would cost each request. */
  showInFlight(count: () => number): void {
    new Gauge({
      name: 'http_requests_in_flight',
      help: 'Requests in progress',
      registers: this.registers,
      collect() {
        this.set(count());
      },
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  private counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: this.registers });
  }

  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: this.registers });
  }
}
