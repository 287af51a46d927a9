import { setTimeout as sleep } from 'node:timers/promises';
import type { CreateTableCommandInput, TableDescription } from '@aws-sdk/client-dynamodb';
import { RequestSigner } from '../src/dynamodb/signer';

/** Sends any operation to an emulator: what sets tables up for trying and testing, which the service never does. */
export class EmulatorAdmin {
  private readonly signer: RequestSigner;

  constructor(private readonly endpoint: string) {
    const credentials = async () => ({ accessKeyId: 'test', secretAccessKey: 'test' });
    this.signer = new RequestSigner(endpoint, 'us-west-2', credentials);
  }

  async call<Output = unknown>(operation: string, input: object): Promise<Output> {
    const body = JSON.stringify(input);
    const headers = await this.signer.sign(operation, body);
    const answer = await fetch(this.endpoint, { method: 'POST', headers, body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${operation}: ${answer.status} ${text}`);
    return JSON.parse(text) as Output;
  }

  /** Returns when the table and its indexes are ACTIVE. */
  async createTable(table: CreateTableCommandInput): Promise<void> {
    await this.call('CreateTable', table);
    for (let attempt = 0; attempt < 100; attempt++) {
      const { Table } = await this.call<{ Table: TableDescription }>('DescribeTable', { TableName: table.TableName });
      const statuses = [Table.TableStatus, ...(Table.GlobalSecondaryIndexes ?? []).map(index => index.IndexStatus)];
      if (statuses.every(status => status === 'ACTIVE')) return;
      await sleep(50);
    }
    throw new Error(`The table ${table.TableName} did not become ACTIVE`);
  }
}
