import { Construct } from 'constructs';
import * as kroRun from '../../imports/kro.run';
import { ack } from '../backends/ack/engine';
import { defaultEnvironment } from '../backends/engine';
import { kro } from '../backends/kro/engine';
import { fragmentsOf } from '../backends/manifest';
import { clusterScoped } from '../constructs/cluster-scoped';
import { celBoolean, celNode, celPresence, type Roots } from '../expression/cel';
import { type Expression, nodeOf, viewOf } from '../expression/expression';
import { asObject, type Fragment } from '../expression/fragment';
import { mayBeAbsent, type Node, unguarded } from '../expression/node';
import { full } from '../interfaces/full';
import { objectNameRoot } from '../interfaces/interface';
import { needs, type Requirement, rulesAsked } from '../interfaces/requirements';
import { mapValues } from '../schema/records';
import { simpleSchema } from '../schema/simple-schema';
import { valueText } from '../schema/violation';
import { tableRules } from '../table/judge';

const roots: Roots = { parameter: 'schema.spec', [objectNameRoot]: 'schema.metadata.name', object: 'table' };

/** The graph of kro that turns a `DynamoDBTable` into an ACK Table. A platform team installs it once. */
export class TableResourceGraph extends Construct {
  constructor(scope: Construct, id: string, ...nothing: never[]) {
    super(scope, id);
    this.node.addValidation({
      validate: () => nothing.map(given => `props: must be left out (got ${valueText(given)}). Leave them out.`),
    });
    const [group, version] = kro.apiVersion.split('/');
    const { types, spec } = simpleSchema(full.parameters);
    const status = viewOf(ack.status.shape, ['object']);
    const { own, companions } = fragmentsOf(ack, defaultEnvironment, full.read('parameter'));
    const object = new kroRun.ResourceGraphDefinition(this, 'Resource', {
      metadata: { name: kro.kind.toLowerCase() },
      spec: {
        schema: {
          group,
          apiVersion: version!,
          kind: kro.kind,
          scope: kroRun.ResourceGraphDefinitionSpecSchemaScope.NAMESPACED,
          types,
          spec,
          status: statusFields(ack.status.facts(status)),
        },
        resources: [
          {
            id: 'table',
            readyWhen: [`\${${celBoolean(ack.status.ready(status), roots)}}`],
            template: template(own),
          },
          ...Object.entries(companions).map(([id, companion]) => resource(id, companion as Expression<unknown>)),
        ],
      },
    });
    clusterScoped(object);
  }
}

/** The ACK Table as kro fills it in; a table that breaks a rule gets no object, and the instance says why. */
function template(own: Fragment): { readonly [field: string]: unknown } {
  const { metadata, ...rest } = templated(nodeOf(asObject(own)), roots) as { metadata: object };
  return {
    apiVersion: ack.apiVersion,
    kind: ack.kind,
    metadata: { ...metadata, name: guardedName(graphRequirements()) },
    ...rest,
  };
}

/** An object beside it. One that has its name from the Table's waits until that is ready. */
function resource(id: string, object: Expression<unknown>): kroRun.ResourceGraphDefinitionSpecResources {
  const besideTable = { ...roots, [objectNameRoot]: 'table.metadata.name' };
  return {
    id,
    includeWhen: [`\${${celPresence(object, besideTable)}}`],
    template: templated(unguarded(nodeOf(object)).node, besideTable),
  };
}

/** What the graph asks of an instance. */
export const graphRequirements = (): readonly Requirement[] => [
  ...needs(full.parameters, 'parameter'),
  ...rulesAsked(full, full.read('parameter'), [...tableRules, ...ack.rules]),
];

/** Fields that are always there stay YAML with an expression each, which kro checks; an object with an absent member becomes one expression. */
function templated(node: Node, roots: Roots): unknown {
  if (node.op === 'literal') return node.value;
  return node.op === 'object' && !Object.values(node.members).some(mayBeAbsent)
    ? mapValues(node.members, member => templated(member, roots))
    : `\${${celNode(node, roots)}}`;
}

/** kro knows no checks over several fields: an instance that fails one gets an error for a name, with every message in it. */
function guardedName(requirements: readonly Requirement[]): string {
  const messages = requirements.map(
    ({ predicate, message }) => `    ${celBoolean(predicate, roots)} ? "" : ${JSON.stringify(message)}`,
  );
  return `\${[\n  [\n${messages.join(',\n')}\n  ].filter(message, message != "")\n].map(messages, messages.size() == 0 ? schema.metadata.name : string(timestamp(messages.join("; "))))[0]}`;
}

/** A field of the status that cannot be evaluated yet is absent: so the plain path, without a fallback. */
const statusFields = (facts: { readonly [name: string]: Expression<unknown> }): { readonly [name: string]: string } =>
  mapValues(facts, fact => `\${${celNode(unguarded(nodeOf(fact)).node, roots)}}`);
