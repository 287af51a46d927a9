import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { SynthRule } from '../table/rule';
import type { Declaration } from './declared';
import { tell } from './warnings';

/** The key may be declared elsewhere, so it is a warning. */
export const keyReferenceRule: Omit<SynthRule, 'faults'> = {
  id: 'E5',
  kind: 'policy',
  severity: 'warning',
  problem: 'refers to a Key that nothing in this app declares',
  fix: 'Declare it, unless it is declared elsewhere: without it the table is never made.',
  source: 'ACK and Crossplane wait for what a table refers to',
  synthOnly: 'other objects are known to an app alone',
};

/** Asks the rule of all tables of an app at once, when it is validated: what declares a key may be added after them. */
export function judgeKeyReferences(root: IConstruct, declared: readonly Declaration[]): string[] {
  const referring = declared.flatMap(({ table, engine, ...declaration }) => {
    const reference = table()?.sseSpecification?.kmsMasterKeyRef;
    return reference && engine ? [{ ...declaration, engine, reference }] : [];
  });
  const keys = referring.length === 0 ? new Map() : namespacesOfKeys(root);
  return referring.flatMap(({ path: place, engine, environment, namespace, reference }) => {
    const { apiVersion } = engine.makes ?? engine;
    const found = keys.get(`${apiVersion.split('/')[0]!.replace('dynamodb', 'kms')} ${reference.name}`);
    if (found && (engine.clusterScoped || found.has(reference.namespace ?? namespace))) return [];
    const { id, problem, fix } = keyReferenceRule;
    const path = ['encryption', 'keyRef'];
    const violation = { path, value: reference.name, rule: id, problem, fix, severity: 'warning' } as const;
    return tell(place, [violation], environment).map(text => `${place}: ${text}`);
  });
}

/** The namespaces of an app's keys, by group and name. */
function namespacesOfKeys(root: IConstruct): ReadonlyMap<string, ReadonlySet<string | undefined>> {
  const all = new Map<string, Set<string | undefined>>();
  for (const each of root.node.findAll()) {
    if (!ApiObject.isApiObject(each) || each.kind !== 'Key') continue;
    const key = `${each.apiGroup} ${each.name}`;
    all.set(key, (all.get(key) ?? new Set()).add(each.metadata.namespace));
  }
  return all;
}
