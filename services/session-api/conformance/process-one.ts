import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { childrenOf } from '../bench/process-tree';
import type { FaultyDoor } from '../test/faults/fault-injector';
import { ServiceProcess } from '../test/support/service-process';
import { runCommand } from './command';

/** Whatever it starts is process 1 of a namespace of its own. */
const unshare = [process.getuid?.() === 0 ? '-p' : '-rp', '--fork', '--kill-child'];
/** Of a pod's 30 s by itself; nothing is in progress. */
const longestMilliseconds = 5_000;

/** Signals that process 1 does not listen for are lost, though they would end any other process. */
export async function leavesAsProcessOne(door: FaultyDoor): Promise<void> {
  await runCommand('unshare', [...unshare, 'true'], 10).catch(({ message }: Error) => {
    throw new Error(
      `This needs unshare (of util-linux) and the right to make a PID namespace, as root has. ${message}`,
    );
  });
  const service = await ServiceProcess.start(door.variables, ['unshare', ...unshare]);
  const [pid] = childrenOf(service.pid);
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const { code, milliseconds } = await service.terminate(pid);
  assert.match(status, /^NSpid:.*\t1$/m);
  assert.equal(code, 0);
  assert.ok(milliseconds < longestMilliseconds, `it took ${milliseconds} ms`);
}
