import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { judgeNamespace } from '../backends/names';
import { check } from '../schema/check';
import { judgeData } from '../schema/data';
import { judgeMembers, membersOf, must } from '../schema/given';
import { isPlain } from '../schema/records';
import { flag, list, optional, record, type Shape, text } from '../schema/shape';
import type { Path, Violation } from '../schema/violation';
import { labelNameBounds, labelValueBounds } from '../table/kubernetes-names';

const members = ['name', 'namespace', 'labels', 'annotations', 'finalizers', 'ownerReferences'];

const ownerReference = record('OwnerReference', {
  apiVersion: text('The API of the owner.'),
  kind: text('The kind of the owner.'),
  name: text('The name of the owner.'),
  uid: text('The identity of the owner.'),
  controller: optional(flag('Whether it manages the object.')),
  blockOwnerDeletion: optional(flag('Whether it waits for the object.')),
});

const lists: { readonly [member: string]: Shape } = {
  finalizers: list('What is to be done before it goes.', text('Its name.', labelNameBounds)),
  ownerReferences: list('Whose it is.', ownerReference),
};

const labelValue = text('Its value.', labelValueBounds);

/** The metadata that is given for an object, without what is wrong with it: cdk8s would fail on that. */
export const soundMetadata = (given: unknown): ApiObjectMetadata =>
  Object.fromEntries(
    Object.entries(membersOf(given))
      .filter(([name, value]) => members.includes(name) && judgeMember(name, value).length === 0)
      .filter(([, value]) => value !== undefined),
  );

/** What no object of Kubernetes may have. */
export const judgeMetadata = (given: unknown): readonly Violation[] => [
  ...judgeMembers(given, members, ['metadata']),
  ...members.flatMap(name => judgeMember(name, membersOf(given as ApiObjectMetadata)[name])),
];

function judgeMember(name: string, value: unknown): readonly Violation[] {
  const path = ['metadata', name];
  if (value === undefined) return [];
  if (name === 'labels' || name === 'annotations') return judgeTexts(value, path, name === 'labels');
  const shape = lists[name];
  return shape ? check(value, shape, path) : must(typeof value === 'string', path, value, 'a string');
}

/** What is wrong with the namespace of an object, and with the labels that its chart adds. */
export const judgePlace = ({ chart, metadata }: ApiObject): readonly Violation[] => [
  ...judgeNamespace(metadata.namespace, 'metadata.namespace'),
  ...judgeTexts(chart.labels, ['chart', 'labels'], true),
];

/** What is wrong with labels, or with annotations, whose values may be any texts. */
export const judgeTexts = (value: unknown, path: Path, areLabels: boolean): readonly Violation[] =>
  isPlain(value) && !Array.isArray(value)
    ? Object.entries(value).flatMap(([name, item]) => [
        ...(typeof item === 'string' ? judgeData({ [name]: item }, path) : []),
        ...check(name, labelName, [...path, name]),
        ...(areLabels || typeof item !== 'string' ? check(item, labelValue, [...path, name]) : []),
      ])
    : must(false, path, value, 'an object of strings');

const labelName = text('Its name.', labelNameBounds);
