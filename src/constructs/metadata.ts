import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { judgeNamespace } from '../backends/names';
import { must } from '../schema/given';
import { isObject } from '../schema/records';
import type { Violation } from '../schema/violation';
import { snapshot } from './snapshot';

/** The metadata that is given for an object, as it is now, without what is wrong with it: cdk8s would fail on that. */
export const soundMetadata = (given: unknown): ApiObjectMetadata =>
  isObject(given)
    ? Object.fromEntries(
        Object.entries(given)
          .filter(([name, value]) => value !== undefined && judgeMember(name, value).length === 0)
          .map(([name, value]) => [name, snapshot(value)]),
      )
    : {};

/** What is of another kind than the types say. */
export const judgeMetadata = (given: unknown): readonly Violation[] =>
  isObject(given)
    ? Object.entries(given).flatMap(([name, value]) => judgeMember(name, value))
    : must(given === undefined, 'metadata', given, 'an object');

function judgeMember(name: string, value: unknown): readonly Violation[] {
  const path = `metadata.${name}`;
  switch (name) {
    case 'name':
    case 'namespace':
      return must(typeof value === 'string', path, value, 'a string');
    case 'labels':
    case 'annotations':
      return judgeTexts(value, path);
    case 'finalizers':
    case 'ownerReferences':
      return must(Array.isArray(value), path, value, 'a list');
    default:
      return [];
  }
}

/** What is wrong with the namespace of an object, and with the labels that its chart adds. */
export const judgePlace = ({ chart, metadata }: ApiObject): readonly Violation[] => [
  ...judgeNamespace(metadata.namespace, 'metadata.namespace'),
  ...judgeTexts(chart.labels, 'chart.labels'),
];

/** What is wrong with labels or annotations, if they are given. */
const judgeTexts = (value: unknown, path: string): readonly Violation[] =>
  must(
    isObject(value) && Object.values(value).every(text => typeof text === 'string'),
    path,
    value,
    'an object of strings',
  );
