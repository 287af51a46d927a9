import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { judgeNamespace } from '../backends/names';
import { check } from '../schema/check';
import { judgeData } from '../schema/data';
import { judgeMembers, must } from '../schema/given';
import { isObject, isPlain } from '../schema/records';
import { flag, list, optional, record, type Shape, text } from '../schema/shape';
import { snapshot } from '../schema/snapshot';
import { errorAt, type Path, type Violation } from '../schema/violation';
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

export const labelValue = text('Its value.', labelValueBounds);

/** The metadata that is given for an object, as it is now, without what is wrong with it: cdk8s would fail on that. */
export const soundMetadata = (given: unknown): ApiObjectMetadata =>
  isPlain(given)
    ? Object.fromEntries(
        Object.entries(given)
          .filter(([name, value]) => members.includes(name) && judgeMember(name, value).length === 0)
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => [name, snapshot(value)]),
      )
    : {};

/** What no object of Kubernetes may have. */
export const judgeMetadata = (given: unknown): readonly Violation[] => [
  ...judgeMembers(given, members, ['metadata'], 'metadata'),
  ...(isObject(given) ? members.flatMap(name => judgeMember(name, given[name])) : []),
];

function judgeMember(name: string, value: unknown): readonly Violation[] {
  const path = ['metadata', name];
  if (value === undefined) return [];
  if (name === 'labels') return judgeTexts(value, path, labelValue);
  if (name === 'annotations') return judgeTexts(value, path);
  const shape = lists[name];
  return shape ? check(value, shape, path) : must(typeof value === 'string', path.join('.'), value, 'a string');
}

/** What is wrong with the namespace of an object, and with the labels that its chart adds. */
export const judgePlace = ({ chart, metadata }: ApiObject): readonly Violation[] => [
  ...judgeNamespace(metadata.namespace, 'metadata.namespace'),
  ...judgeTexts(chart.labels, ['chart', 'labels'], labelValue),
];

/** What is wrong with labels or annotations. */
function judgeTexts(value: unknown, path: readonly string[], shape?: Shape): readonly Violation[] {
  if (!isPlain(value) || Array.isArray(value) || Object.values(value).some(item => typeof item !== 'string'))
    return [errorAt(path, 'must be an object of strings', 'Give an object of strings.', value)];
  return judgeByName(value, path, shape);
}

/** What is wrong with single labels, or annotations if their values are of no shape. */
export const judgeByName = (texts: object, path: Path, value: Shape | undefined): readonly Violation[] => [
  ...judgeData(texts, path),
  ...Object.entries(texts).flatMap(([name, item]) => [
    ...check(name, labelName, [...path, name]),
    ...(value ? check(item, value, [...path, name]) : []),
  ]),
];

const labelName = text('Its name.', labelNameBounds);
