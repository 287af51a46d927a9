import { strict as assert } from 'node:assert';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { generateLoad } from '../bench/generate-load';
import { treeUsage } from '../bench/process-tree';
import { ServiceProcess } from '../test/support/service-process';
import { progress } from './report';

const wanted = 100_000;
const sample = 20_000;
const mostMinutes = 2;
/** What is resident after a fifth is what it needs; a leak of 400 bytes a request would add this in the rest. */
const mostGrowthMegabytes = 32;
const bench = join(__dirname, '../bench');
const body = '{"userId":"user-123","data":{"theme":"dark"}}';
const request = `POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** Against the bench's stub: an emulator would keep 100,000 items, and its memory is not the question. */
export async function memoryStaysFlat(): Promise<string> {
  const stub = fork(join(bench, 'stub.ts'), { execArgv: ['--import', 'tsx'] });
  const [stubPort] = (await once(stub, 'message')) as [number];
  const service = await ServiceProcess.start({
    DYNAMODB_TABLE_NAME: 'sessions',
    LOCALSTACK_ENDPOINT: `http://127.0.0.1:${stubPort}`,
    LOG_LEVEL: 'warn',
  });
  try {
    const stop = Date.now() + mostMinutes * 60_000;
    const samples: { answered: number; megabytes: number }[] = [];
    for (let answered = 0; answered < wanted; ) {
      assert.ok(Date.now() < stop, `only ${answered} requests in ${mostMinutes} minutes`);
      await generateLoad({
        port: service.port,
        request,
        expectedStatus: 201,
        connections: 32,
        warmUpRequests: 0,
        requests: sample,
      });
      answered += sample;
      samples.push({ answered, megabytes: treeUsage(service.pid).residentMegabytes });
      progress(`${answered} requests, ${samples.at(-1)!.megabytes.toFixed(0)} MB`);
    }
    const settled = samples.filter(({ answered }) => answered >= wanted / 5);
    const early = settled[0]!.megabytes;
    const late = settled.at(-1)!.megabytes;
    assert.ok(late - early < mostGrowthMegabytes, `it grew from ${early.toFixed(0)} to ${late.toFixed(0)} MB`);
    return `${early.toFixed(0)} MB after a fifth, ${late.toFixed(0)} MB at the end`;
  } finally {
    await service.terminate();
    stub.disconnect();
  }
}
