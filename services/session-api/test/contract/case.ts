import { EmulatorAdmin } from '../../local/admin-client';
import { sessionTable } from '../../local/create-table';
import type { Reply } from '../support/http';
import { type RunningService, startService } from '../support/service';

/** One thing that the service must do, on whichever DynamoDB it is given. */
export interface Case {
  readonly name: string;
  readonly run: (context: Context) => Promise<void>;
}

export interface Backend {
  readonly endpoint: string;
  /** DynamoDB Local can switch time to live on; dynalite cannot. */
  readonly canEnableTtl: boolean;
}

/** Gives a case what it needs and clears up after it. */
export class Context {
  readonly admin: EmulatorAdmin;
  private readonly services: RunningService[] = [];
  private static tables = 0;

  constructor(readonly backend: Backend) {
    this.admin = new EmulatorAdmin(backend.endpoint);
  }

  async newTable(): Promise<string> {
    const tableName = this.newTableName();
    await this.admin.createTable(sessionTable(tableName));
    return tableName;
  }

  newTableName(): string {
    return `sessions-${process.pid}-${Context.tables++}`;
  }

  /** The service with a table of its own, unless one is named. */
  async start(variables: Record<string, string> = {}): Promise<RunningService> {
    const service = await startService({
      AWS_ENDPOINT_URL_DYNAMODB: this.backend.endpoint,
      DYNAMODB_TABLE_NAME: variables.DYNAMODB_TABLE_NAME ?? (await this.newTable()),
      ...variables,
    });
    this.services.push(service);
    return service;
  }

  async close(): Promise<void> {
    await Promise.all(this.services.map(service => service.close()));
  }
}

export async function runCase({ run }: Case, backend: Backend): Promise<void> {
  const context = new Context(backend);
  try {
    await run(context);
  } finally {
    await context.close();
  }
}

export function create(
  service: RunningService,
  userId = 'user-123',
  data: unknown = { theme: 'dark' },
): Promise<Reply> {
  return service.call('POST', '/sessions', { body: { userId, data } });
}
