import { FaultInjector } from './faults/fault-injector';
import { lateFaults } from './faults/late';
import { quickFaults } from './faults/quick';
import { startService } from './support/service';

jest.setTimeout(30_000);

/** They mostly wait, so they wait together. */
describe('faults of DynamoDB', () => {
  const injector = FaultInjector.start();

  afterAll(async () => (await injector).stop());

  for (const { name, variables, run } of [...quickFaults, ...lateFaults]) {
    test.concurrent(name, async () => {
      const door = await (await injector).openDoor();
      const service = await startService({ ...door.variables, ...variables });
      try {
        await run(service, door);
      } finally {
        await service.close();
      }
    });
  }
});
