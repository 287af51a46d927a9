import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tablesOf } from './tables';
import type { Measured, Task } from './task';

/** An object of an earlier synth, and the file that held it. */
interface Written {
  readonly file: string;
  readonly object: { readonly apiVersion: string; readonly kind: string; readonly metadata: { readonly name: string } };
}

/** The tables through this library. */
function library({ backend, tables, outdir }: Task): () => void {
  const { Chart } = require('cdk8s') as typeof import('cdk8s');
  const ours = require('../src') as typeof import('../src');
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

/** Objects of the same content, written by the same app. */
function plain({ manifests, outdir }: Task): () => void {
  const { ApiObject, Chart } = require('cdk8s') as typeof import('cdk8s');
  const { GitOpsApp } = require('../src/gitops/app') as typeof import('../src/gitops/app');
  const all = JSON.parse(readFileSync(manifests, 'utf8')) as readonly Written[];
  return () => {
    const app = new GitOpsApp({ outdir });
    const chart = new Chart(app, 'tables', { namespace: 'shop' });
    for (const { object } of all) new ApiObject(chart, object.metadata.name, object);
    app.synth();
  };
}

/** The floor: the same objects in the same files, and nothing else. */
function dumped({ manifests, outdir }: Task): () => void {
  const { dump } = require('js-yaml') as typeof import('js-yaml');
  const all = JSON.parse(readFileSync(manifests, 'utf8')) as readonly Written[];
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
  // the start of Node is nobody's doing
  const started = cpu();
  const synth = programs[task.program](task);
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
