import { apart } from '../../src/backends/companion';
import type { Engine } from '../../src/backends/engine';
import { type Expression, nodeOf, viewOf } from '../../src/expression/expression';
import { unguarded } from '../../src/expression/node';
import { notSupportedYet } from '../../src/interfaces/create-table';
import { components } from '../../src/kubevela/catalog';
import type { Shape } from '../../src/schema/shape';
import { tableShape } from '../../src/table/table';
import { fieldsIn } from './bounds';
import { engines as all } from './engines';
import { code, page, table } from './markdown';

const paths: readonly string[] = fieldsIn(tableShape as Shape).map(({ path }) => path);

/** A part of the table, or one that it lies in. */
const liesIn = (path: string, part: string): boolean =>
  path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[]`);

/** What an engine makes of a field: yes, or why not. */
function cell(engine: Engine, path: string): string {
  const { limits, defects } = engine;
  const limit = limits.find(known => liesIn(path, known.path));
  if (limit) return limit.since === undefined ? `no: ${limit.reason}` : `needs ${limit.since}: ${limit.reason}`;
  const kinds = companionKinds(engine.makes ?? engine, path);
  return [
    kinds.length === 0 ? 'yes' : `yes, as ${kinds.join(' and ')} beside the table`,
    ...(defects.some(defect => defect.path === path) ? ['[with a defect](#defects)'] : []),
  ].join(', ');
}

/** The kinds of the further objects that a feature becomes: those that are there when it is. */
function companionKinds(engine: Engine, feature: string): readonly string[] {
  const { companions } = apart(engine.fragment(viewOf(tableShape, ['table']), tableShape));
  const kinds = Object.values(companions).flatMap(companion => {
    const { guards, node } = unguarded(nodeOf(companion as Expression<unknown>));
    const [guard] = guards;
    const isOf = guard?.op === 'present' && guard.ref.path[1] === feature;
    return isOf && node.op === 'object' && node.members.kind?.op === 'literal' ? [node.members.kind.value] : [];
  });
  return [...new Set(kinds.map(String))];
}

/** docs/capabilities.md */
export function capabilitiesPage(engines: readonly Engine[] = all): string {
  const defects = [...new Set(engines.flatMap(engine => engine.defects))];
  const stale = engines
    .flatMap(({ limits, defects }) => [...limits, ...defects])
    .filter(({ path }) => !paths.includes(path));
  if (stale.length > 0) throw new Error(`no field of the table: ${stale.map(({ path }) => path).join(', ')}`);
  return page(
    '# Capabilities',
    'What each engine makes of every field of a table. What it cannot express is refused wherever a table is declared or applied, with the reason that stands here; nothing is dropped in silence. The bounds of the fields, and what else is refused, are in [rules.md](rules.md).',
    table(
      ['engine', 'made for', 'its object for a table'],
      engines.map(({ name, version, apiVersion, kind }) => [name, version, code(`${apiVersion} ${kind}`)]),
    ),
    "`npm run conformance` asks the CRDs of all of them on a real API server, and runs kro and the Promise's pipeline. ACK's controller and Crossplane's provider need AWS and are not run: what they do beyond their CRDs is known from their sources and their issues.",
    '## Features',
    table(
      ['field', ...engines.map(({ name }) => name)],
      paths.map(path => [code(path), ...engines.map(engine => cell(engine, path))]),
    ),
    '## Defects',
    'What an engine does wrong with a table that is right, mostly when it is changed. No rule can see that, so it is refused nowhere.',
    table(
      ['field', 'engines', 'version', 'what happens', 'source'],
      defects.map(defect => {
        const having = engines.filter(engine => engine.defects.includes(defect)).map(({ name }) => name);
        return [code(defect.path), having.join(', '), defect.version, defect.problem, defect.source];
      }),
    ),
    '## Not supported yet',
    `What a request of CreateTable, or of CloudFormation, may say beside these fields is refused by its name: ${[...notSupportedYet].map(code).join(', ')}.`,
    '## What KubeVela components leave to traits',
    table(
      ['component', 'field', 'why'],
      Object.values(components).flatMap(({ name, through }) =>
        through.limits.map(({ path, reason }) => [code(name), code(path), reason]),
      ),
    ),
  );
}
