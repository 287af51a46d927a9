import { type Emulator, startEmulator } from '../local/emulator';
import { contract } from './contract';
import { runCase } from './contract/case';

describe('contract, on dynalite', () => {
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await startEmulator();
  });

  afterAll(() => emulator.close());

  for (const [group, cases] of Object.entries(contract)) {
    describe(group, () => {
      for (const one of cases) {
        test(one.name, () => runCase(one, { endpoint: emulator.endpoint, canEnableTtl: false }));
      }
    });
  }
});
