import { readdirSync, readFileSync } from 'node:fs';

/**
 * CPU milliseconds (user and system) and resident megabytes of a process and all that it started.
 * The time is the scheduler's own, in nanoseconds: the ticks of /proc/<pid>/stat are samples every 10 ms, which a
 * server that wakes every 5 ms can dodge or meet.
 */
export function treeUsage(root: number): { cpuMilliseconds: number; residentMegabytes: number } {
  const processes = readProcesses();
  const tree = new Set([root]);
  // A child's number may be lower than its parent's, so look until nothing is added.
  for (let size = 0; size !== tree.size; ) {
    size = tree.size;
    for (const { pid, parent } of processes) if (tree.has(parent)) tree.add(pid);
  }
  const members = processes.filter(({ pid }) => tree.has(pid));
  return {
    cpuMilliseconds: sum(members.map(({ pid }) => nanosecondsOf(pid))) / 1e6,
    residentMegabytes: (sum(members.map(({ pages }) => pages)) * 4096) / 2 ** 20,
  };
}

export function childrenOf(root: number): readonly number[] {
  return readProcesses()
    .filter(({ parent }) => parent === root)
    .map(({ pid }) => pid);
}

function readProcesses() {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .map(readProcess)
    .filter(process => process !== undefined);
}

function readProcess(pid: number) {
  try {
    // The name in brackets may hold spaces; what follows it is regular.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
    return { pid, parent: fields[1]!, pages: fields[21]! };
  } catch {
    return undefined;
  }
}

function nanosecondsOf(pid: number): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return sum(
      threads.map(thread => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')[0])),
    );
  } catch {
    return 0;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
