import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tablesOf } from './tables';
import type { Measured, Task } from './task';

/** An object of an earlier synth, and the file that held it. What the other programs write; reading it is not measured. */
interface Written {
  readonly file: string;
  readonly object: { readonly apiVersion: string; readonly kind: string; readonly metadata: { readonly name: string } };
}

/** The tables through this library, as the package has it. */
function library({ backend, tables, outdir }: Task): () => void {
  const { Chart } = require('cdk8s') as typeof import('cdk8s');
  const ours = require('cdk8s-dynamodb') as typeof import('../src');
  const { Backend, Environment, GitOpsApp, Table } = ours;
  const all = tablesOf(tables, ours);
  return () => {
    const app = new GitOpsApp({ outdir });
    const chart = new Chart(app, 'tables', { namespace: 'shop' });
    new Environment({ name: 'bench', region: 'us-west-2' }).applyTo(chart);
    Backend[backend]().applyTo(chart);
    for (const props of all) new Table(chart, props.tableName, props);
    app.synth();
  };
}

/** Objects of the same content, written by cdk8s alone: one file each, in the folder of the chart. */
function plain({ outdir }: Task, all: readonly Written[]): () => void {
  const { ApiObject, App, Chart, YamlOutputType } = require('cdk8s') as typeof import('cdk8s');
  return () => {
    const app = new App({ outdir, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
    const chart = new Chart(app, 'tables', { namespace: 'shop' });
    for (const { object } of all) new ApiObject(chart, object.metadata.name, object);
    app.synth();
  };
}

/** The floor: the same objects in the same files, and nothing else. */
function dumped({ outdir }: Task, all: readonly Written[]): () => void {
  const { dump } = require('js-yaml') as typeof import('js-yaml');
  return () => {
    for (const { file, object } of all) {
      mkdirSync(dirname(join(outdir, file)), { recursive: true });
      writeFileSync(join(outdir, file), dump(object));
    }
  };
}

const programs = { library, plain, 'js-yaml': dumped };

const cpu = (): number => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return (userCPUTime + systemCPUTime) / 1000;
};

function main(task: Task): void {
  const written: readonly Written[] =
    task.program === 'library' ? [] : JSON.parse(readFileSync(task.manifests, 'utf8'));
  // the start of Node is nobody's doing
  const started = cpu();
  const synth = programs[task.program](task, written);
  const loaded = cpu();
  synth();
  const measured: Measured = {
    load: loaded - started,
    synth: cpu() - loaded,
    memory: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(JSON.stringify(measured));
}

main(JSON.parse(process.argv[2]!) as Task);
