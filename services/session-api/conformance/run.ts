import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FaultInjector } from '../test/faults/fault-injector';
import { backendRestartUnderLoad, replaceUnderLoad } from '../test/faults/restarts';
import { runCommand } from './command';
import { contractOnDynamoDBLocal } from './dynamodb-local/contract';
import { fuzzOpenApi } from './fuzz-openapi';
import { memoryStaysFlat } from './memory';
import { leavesAsProcessOne } from './process-one';
import { progress, Report } from './report';
import { clientThatHardlyReadsIsCutOff, slowClientIsCutOff } from './slow-client';
import { sessionsInTimeZone } from './time-zones';
import { tool } from './tools';

/** This service's, and that of the Kratix pipeline: the tool is at hand here. */
const dockerfiles = [join(__dirname, '../Dockerfile'), join(__dirname, '../../../src/kratix/Dockerfile')];

/** What is too slow for `npm test`, or needs a tool that npm does not bring. About three minutes, all on loopback. */
async function main(): Promise<void> {
  const report = new Report();
  await report.run('hadolint finds nothing in the Dockerfiles', async () => {
    const missing = dockerfiles.filter(file => !existsSync(file));
    if (missing.length > 0) throw new Error(`${missing.join(' and ')} is missing`);
    await runCommand(tool('hadolint'), ['--failure-threshold', 'style', ...dockerfiles], 30);
  });
  await contractOnDynamoDBLocal(report);
  const injector = await FaultInjector.start();
  progress('schemathesis, 100,000 requests, and clients that are cut off, a minute');
  await Promise.all([
    report.run('schemathesis finds no 5xx and no undocumented answer', fuzzOpenApi),
    report.run('memory stays flat over 100,000 requests', memoryStaysFlat),
    // they do nothing but wait
    report.run('a request that never ends is cut off', async () => slowClientIsCutOff(await injector.openDoor())),
    report.run('a client that reads nothing is cut off', async () =>
      clientThatHardlyReadsIsCutOff(await injector.openDoor(), 0),
    ),
    report.run('a client that reads slowly is cut off', async () =>
      clientThatHardlyReadsIsCutOff(await injector.openDoor(), 65_536),
    ),
    ...['Asia/Tokyo', 'America/New_York', 'Asia/Kathmandu'].map(zone =>
      report.run(`a session lives its hour in ${zone}`, async () =>
        sessionsInTimeZone(await injector.openDoor(), zone),
      ),
    ),
    report.run('as process 1, which it is in a container, it leaves on SIGTERM', async () =>
      leavesAsProcessOne(await injector.openDoor()),
    ),
  ]);
  progress('16 clients, a rolling update, 6 s');
  await report.run('SIGTERM under load drops no request', async () =>
    replaceUnderLoad(await injector.openDoor(), 6, 16),
  );
  progress('16 clients, DynamoDB away for 3 s of 9');
  await report.run('DynamoDB restarts under load: no acknowledged session is lost', async () =>
    backendRestartUnderLoad(await injector.openDoor(), 9, 16),
  );
  await injector.stop();
  report.close();
}

main().catch((error: Error) => {
  console.error(error);
  process.exit(1);
});
