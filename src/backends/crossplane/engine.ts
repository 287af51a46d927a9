import { crossplaneTableApiVersion, crossplaneTableKind } from '../../../imports/fields/crossplane-table';
import { equals, literal } from '../../expression/expression';
import { all, allOf, not } from '../../expression/predicate';
import type { Rule } from '../../table/rule';
import type { Engine } from '../engine';
import { tagBudget } from '../tag-budget';
import { crossplaneMapping } from './mapping';
import { crossplaneStatus } from './status';

const tagKeys: Rule = {
  id: 'G6',
  kind: 'engine',
  problem: 'cannot be the key of a tag on Crossplane, where tags are a map and cdk8s loses such a key',
  fix: 'Choose another key, or the backend ACK.',
  source: 'measured on cdk8s 2.70',
  holds: table =>
    all(table.tags, 'tag', tag => allOf(not(equals(tag.key, '__proto__')), not(equals(tag.key, 'constructor')))),
};

/** Crossplane with the Upbound provider v2.5.0, in its namespaced group. */
export const crossplane: Engine = {
  name: 'crossplane',
  apiVersion: crossplaneTableApiVersion,
  kind: crossplaneTableKind,
  fragment: (table, shape) => crossplaneMapping.fragment(table, shape),
  envelope: ({ providerConfig: { kind, name } }) => ({
    spec: { providerConfigRef: { kind: literal(kind), name: literal(name) } },
  }),
  rules: [tagBudget('Crossplane', 3, 'kind, name and provider configuration'), tagKeys],
  status: crossplaneStatus,
};
