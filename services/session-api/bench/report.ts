export interface Measurement {
  readonly name: 'service' | 'flask' | 'http' | 'exchange' | 'signed';
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
 * With one connection a request comes every 6 ms to cold caches, and a Node server that only passes it on takes a
 * fifth of what Flask does: there the ratio says more about Node than about the service. It is told, not judged.
 */
const fewestConnectionsJudged = 16;

/** Prints the tables; says whether the ratios and the memory are as wanted. */
export function printReport(measurements: readonly Measurement[]): boolean {
  const cells = measurements.filter(({ name }) => name === 'flask').map(flask => new Cell(flask, measurements));
  console.log('CPU in ms per request; latencies p50/p99 in ms.\n');
  printTable(
    [
      'op',
      'connections',
      'service CPU',
      'Flask CPU',
      'ratio',
      'service rps',
      'Flask rps',
      'service p50/p99',
      'Flask p50/p99',
    ],
    cells.map(cell => cell.comparison),
  );
  console.log("\nWhat the service's CPU is spent on, in ms per request:\n");
  printTable(
    [
      'op',
      'connections',
      'HTTP server',
      'asking DynamoDB',
      'signing',
      'all the rest',
      'together',
      'Flask / the first two',
    ],
    cells.map(cell => cell.split),
  );

  console.log('');
  for (const connections of new Set(cells.map(cell => cell.connections))) {
    const ratios = cells.filter(cell => cell.connections === connections).map(({ ratio }) => ratio);
    const judged = connections < fewestConnectionsJudged ? '; not judged' : '';
    console.log(`With ${connections} connected: ${range(ratios)} times less CPU (wanted: ${wantedRatio}${judged}).`);
  }
  const memory = (wanted: Measurement['name']) =>
    Math.max(...measurements.filter(({ name }) => name === wanted).map(({ residentMegabytes }) => residentMegabytes));
  const resident = memory('service');
  console.log(
    `Resident: service ${resident.toFixed(0)} MB (wanted: under ${mostMegabytes}), Flask ${memory('flask').toFixed(0)} MB.`,
  );
  const judged = cells.filter(({ connections }) => connections >= fewestConnectionsJudged);
  const isGood = judged.every(({ ratio }) => ratio >= wantedRatio) && resident < mostMegabytes;
  console.log(isGood ? 'As wanted.' : 'NOT as wanted.');
  return isGood;
}

/** One operation at one number of connections. */
class Cell {
  readonly connections: number;
  readonly ratio: number;
  private readonly runs: readonly Measurement[];
  private readonly serviceCpu: number;

  constructor(
    private readonly flask: Measurement,
    private readonly measurements: readonly Measurement[],
  ) {
    this.connections = flask.connections;
    this.runs = this.of('service');
    this.serviceCpu = mean(this.runs.map(run => run.cpuPerRequest));
    this.ratio = flask.cpuPerRequest / this.serviceCpu;
  }

  get comparison(): unknown[] {
    const { flask, runs } = this;
    return [
      flask.operation,
      flask.connections,
      runs.map(run => run.cpuPerRequest.toFixed(3)).join(' / '),
      flask.cpuPerRequest.toFixed(2),
      `${this.ratio.toFixed(1)}x`,
      runs.map(run => Math.round(run.perSecond)).join(' / '),
      Math.round(flask.perSecond),
      runs.map(run => `${run.p50.toFixed(1)}/${run.p99.toFixed(1)}`).join(', '),
      `${flask.p50.toFixed(1)}/${flask.p99.toFixed(1)}`,
    ];
  }

  /** Each step of the least server costs what it adds to the one before. */
  get split(): unknown[] {
    const cpu = (name: Measurement['name']) => mean(this.of(name).map(run => run.cpuPerRequest));
    const steps = [cpu('http'), cpu('exchange'), cpu('signed'), this.serviceCpu];
    const added = steps.map((total, index) => (total - (steps[index - 1] ?? 0)).toFixed(3));
    const limit = this.flask.cpuPerRequest / cpu('exchange');
    return [this.flask.operation, this.connections, ...added, this.serviceCpu.toFixed(3), `${limit.toFixed(1)}x`];
  }

  private of(wanted: Measurement['name']): readonly Measurement[] {
    const { operation, connections } = this.flask;
    return this.measurements.filter(
      other => other.name === wanted && other.operation === operation && other.connections === connections,
    );
  }
}

function printTable(head: readonly string[], rows: readonly (readonly unknown[])[]): void {
  for (const row of [head, head.map(() => '---'), ...rows]) console.log(`| ${row.join(' | ')} |`);
}

function range(numbers: readonly number[]): string {
  return `${Math.min(...numbers).toFixed(1)} to ${Math.max(...numbers).toFixed(1)}`;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0) / numbers.length;
}
