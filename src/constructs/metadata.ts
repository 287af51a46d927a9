import type { ApiObject } from 'cdk8s';
import { judgeNamespace } from '../backends/names';
import { isObject } from '../schema/records';
import type { Violation } from '../schema/violation';

/** What is wrong with the metadata of an object, its name aside, and with what its chart adds. */
export const judgeMetadata = (given: unknown, { chart, metadata }: ApiObject): readonly Violation[] => [
  ...judgeNamespace(metadata.namespace, 'metadata.namespace'),
  ...judgeTexts(chart.labels, 'chart.labels'),
  ...(isObject(given)
    ? ['labels', 'annotations'].flatMap(name => judgeTexts(given[name], `metadata.${name}`))
    : must(given === undefined, 'metadata', given, 'an object')),
];

/** What is wrong with labels or annotations, if they are given. */
export const judgeTexts = (value: unknown, path: string): readonly Violation[] =>
  must(
    isObject(value) && Object.values(value).every(text => typeof text === 'string'),
    path,
    value,
    'an object of strings',
  );

/** What is of another kind than the types say: programs in JavaScript give such. */
export const must = (right: boolean, name: string, value: unknown, wanted: string): readonly Violation[] =>
  right || value === undefined
    ? []
    : [{ path: name.split('.'), value, problem: `must be ${wanted}`, fix: `Give ${wanted}.`, severity: 'error' }];
