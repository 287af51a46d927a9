export interface Measurement {
  readonly name: 'service' | 'flask';
  readonly operation: string;
  readonly connections: number;
  readonly cpuPerRequest: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly residentMegabytes: number;
}

const wantedRatio = 5;
const mostMegabytes = 150;

/** Prints the table; says whether every ratio and the memory are as wanted. */
export function printReport(measurements: readonly Measurement[]): boolean {
  console.log(
    '| op | connections | service CPU ms | Flask CPU ms | ratio | service rps | Flask rps | p50/p99 ms | Flask p50/p99 |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|');
  const ratios: number[] = [];
  for (const flask of measurements.filter(({ name }) => name === 'flask')) {
    const runs = measurements.filter(
      ({ name, operation, connections }) =>
        name === 'service' && operation === flask.operation && connections === flask.connections,
    );
    const cpu = mean(runs.map(run => run.cpuPerRequest));
    const ratio = flask.cpuPerRequest / cpu;
    ratios.push(ratio);
    const cells = [
      flask.operation,
      flask.connections,
      `${runs.map(run => run.cpuPerRequest.toFixed(3)).join(' / ')}`,
      flask.cpuPerRequest.toFixed(2),
      `${ratio.toFixed(1)}x`,
      runs.map(run => Math.round(run.perSecond)).join(' / '),
      Math.round(flask.perSecond),
      runs.map(run => `${run.p50.toFixed(1)}/${run.p99.toFixed(1)}`).join(', '),
      `${flask.p50.toFixed(1)}/${flask.p99.toFixed(1)}`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  const resident = Math.max(...measurements.filter(({ name }) => name === 'service').map(run => run.residentMegabytes));
  const flaskResident = Math.max(
    ...measurements.filter(({ name }) => name === 'flask').map(run => run.residentMegabytes),
  );
  const lowest = Math.min(...ratios);
  console.log(`\nLowest ratio ${lowest.toFixed(1)}x (wanted: ${wantedRatio}x). `);
  console.log(
    `Resident: service ${resident.toFixed(0)} MB (wanted: under ${mostMegabytes}), Flask ${flaskResident.toFixed(0)} MB.`,
  );
  const isGood = lowest >= wantedRatio && resident < mostMegabytes;
  console.log(isGood ? 'All as wanted.' : 'NOT as wanted.');
  return isGood;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0) / numbers.length;
}
