import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { Server } from '../processes';
import { scratchDirectory } from '../scratch';
import { GaveUp, waitFor } from '../wait';

/** What an emulator answers to a CreateTable request. */
export type EmulatorVerdict =
  | { readonly is: 'accepted' }
  | { readonly is: 'refused'; readonly message: string }
  /** It ended, or told of an error of its own: that is no verdict. */
  | { readonly is: 'crashed'; readonly message: string };

/** How an emulator is started: as a process that answers HTTP at a Unix socket. */
export interface EmulatorProgram {
  readonly name: string;
  start(socketPath: string): Server;
}

interface Answer {
  readonly status: number;
  readonly body: { readonly __type?: string; readonly message?: string; readonly Message?: string };
}

/** An emulator of DynamoDB in memory, started again when it has crashed. */
export class Emulator {
  readonly name: string;
  /** How often it had to be started again. */
  restarts = -1;
  private running: { readonly server: Server; readonly socketPath: string; readonly agent: Agent } | undefined;

  constructor(private readonly program: EmulatorProgram) {
    this.name = program.name;
  }

  /** What it says to a request; a table that it creates is deleted at once. */
  async verdict(table: object): Promise<EmulatorVerdict> {
    await this.start();
    let answer: Answer;
    try {
      answer = await this.call('CreateTable', table);
    } catch (error) {
      await this.stop();
      return { is: 'crashed', message: error instanceof Error ? error.message : String(error) };
    }
    const { status, body } = answer;
    const message = `${(body.__type ?? '').replace(/.*#/, '')}: ${body.message ?? body.Message ?? ''}`;
    if (status >= 500) return { is: 'crashed', message };
    if (status !== 200) return { is: 'refused', message };
    await this.deleteTables();
    return { is: 'accepted' };
  }

  async stop(): Promise<void> {
    const running = this.running;
    this.running = undefined;
    running?.agent.destroy();
    await running?.server.stop();
  }

  /** Starts it unless it runs. */
  async start(): Promise<void> {
    if (this.running) return;
    this.restarts++;
    // one that crashed leaves its socket behind
    const socketPath = join(scratchDirectory('emulator'), 'socket');
    const server = this.program.start(socketPath);
    this.running = { server, socketPath, agent: new Agent({ keepAlive: true }) };
    const answers = async () => {
      try {
        server.check();
      } catch (error) {
        throw new GaveUp((error as Error).message);
      }
      return this.call('ListTables', {});
    };
    await waitFor(answers, `${this.name} answers`, 60);
  }

  /** Whatever there is: a damaged request's table need not have the name that it was given. */
  private async deleteTables(): Promise<void> {
    const deleted = async () => {
      const { TableNames } = (await this.call('ListTables', {})).body as { readonly TableNames: readonly string[] };
      for (const TableName of TableNames) {
        const { status } = await this.call('DeleteTable', { TableName });
        // refused for one that is protected
        if (status !== 200) await this.call('UpdateTable', { TableName, DeletionProtectionEnabled: false });
      }
      return TableNames.length === 0;
    };
    await waitFor(deleted, `${this.name} deletes its tables`, 20, 1);
  }

  private call(operation: string, input: object): Promise<Answer> {
    const { socketPath, agent } = this.running!;
    return new Promise((resolve, reject) => {
      const sent = request({ socketPath, agent, method: 'POST', headers: headers(operation) }, response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          try {
            resolve({
              status: response.statusCode ?? 0,
              body: JSON.parse(Buffer.concat(chunks).toString()) as Answer['body'],
            });
          } catch (error) {
            reject(error);
          }
        });
      });
      sent.setTimeout(30_000, () => sent.destroy(new Error('no answer within 30 s')));
      sent.on('error', reject);
      sent.end(JSON.stringify(input));
    });
  }
}

/** Emulators look whether a request is signed, not whether the signature is right. */
const headers = (operation: string) => ({
  'Content-Type': 'application/x-amz-json-1.0',
  'X-Amz-Target': `DynamoDB_20120810.${operation}`,
  'X-Amz-Date': '20260101T000000Z',
  Authorization:
    'AWS4-HMAC-SHA256 Credential=test/20260101/us-west-2/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
});
