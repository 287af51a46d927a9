export interface Measurement {
  readonly name: 'service' | 'flask' | 'floor';
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
/**
 * With one connection a request comes every 7 ms, to cold caches, and waking up for it costs a bare Node server a
 * fifth of all that Flask takes: there the ratio says more about Node than about the service. It is shown all the same.
 */
const fewestConnectionsJudged = 16;

/** Prints the table; says whether the ratios and the memory are as wanted. */
export function printReport(measurements: readonly Measurement[]): boolean {
  console.log('CPU in ms per request; latencies p50/p99 in ms. "Bare Node" asks the stub and does nothing else.\n');
  console.log(
    '| op | connections | service CPU | Flask CPU | ratio | bare Node CPU | service rps | Flask rps | service p50/p99 | Flask p50/p99 |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|---|');
  const rows = measurements.filter(({ name }) => name === 'flask').map(flask => rowFor(flask, measurements));
  for (const { cells } of rows) console.log(`| ${cells.join(' | ')} |`);

  const judged = rows.filter(({ connections }) => connections >= fewestConnectionsJudged).map(({ ratio }) => ratio);
  const lowest = Math.min(...judged);
  const memory = (wanted: Measurement['name']) =>
    Math.max(...measurements.filter(({ name }) => name === wanted).map(({ residentMegabytes }) => residentMegabytes));
  const resident = memory('service');
  console.log(
    `\nCPU at ${fewestConnectionsJudged} and more connections: ${lowest.toFixed(1)} to ${Math.max(...judged).toFixed(1)} ` +
      `times less (wanted: ${wantedRatio}).`,
  );
  console.log(
    `Resident: service ${resident.toFixed(0)} MB (wanted: under ${mostMegabytes}), Flask ${memory('flask').toFixed(0)} MB.`,
  );
  const isGood = lowest >= wantedRatio && resident < mostMegabytes;
  console.log(isGood ? 'As wanted.' : 'NOT as wanted.');
  return isGood;
}

function rowFor(flask: Measurement, measurements: readonly Measurement[]) {
  const { operation, connections } = flask;
  const cell = measurements.filter(other => other.operation === operation && other.connections === connections);
  const runs = cell.filter(({ name }) => name === 'service');
  const floor = cell.find(({ name }) => name === 'floor');
  const ratio = flask.cpuPerRequest / mean(runs.map(run => run.cpuPerRequest));
  const cells = [
    operation,
    connections,
    runs.map(run => run.cpuPerRequest.toFixed(3)).join(' / '),
    flask.cpuPerRequest.toFixed(2),
    `${ratio.toFixed(1)}x`,
    floor?.cpuPerRequest.toFixed(3),
    runs.map(run => Math.round(run.perSecond)).join(' / '),
    Math.round(flask.perSecond),
    runs.map(run => `${run.p50.toFixed(1)}/${run.p99.toFixed(1)}`).join(', '),
    `${flask.p50.toFixed(1)}/${flask.p99.toFixed(1)}`,
  ];
  return { connections, ratio, cells };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0) / numbers.length;
}
