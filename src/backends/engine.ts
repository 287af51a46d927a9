import type { Expression, View } from '../expression/expression';
import type { Fragment } from '../expression/fragment';
import type { Limit } from '../expression/mapping';
import type { Predicate } from '../expression/node';
import type { Action } from '../iam/policy';
import type { Shape } from '../schema/shape';
import type { Rule } from '../table/rule';
import type { TableSpec } from '../table/table';
import type { NameLimit } from './names';

/** What an engine makes of a table, stated once: objects, definitions, graphs and status checks are rendered from it. */
export interface Engine {
  /** As `--backend` names it. */
  readonly name: string;
  /** What it is made for. */
  readonly version: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** The engine whose objects it makes of its own, under the same name and namespace. @default - none */
  readonly makes?: Engine;
  /** Whether it may make them in another cluster. @default false */
  readonly elsewhere?: boolean;
  /** Whether its object belongs to no namespace. @default false */
  readonly clusterScoped?: boolean;
  /** The most characters that the name of its object may have. @default - 253, as Kubernetes allows */
  readonly longestName?: NameLimit;
  /** The object of a table, or the part of it that belongs to the features of a shape, with the companions of both. */
  fragment<T>(table: View<T>, shape: Shape<T>): Fragment;
  /** What belongs to the object and its environment, unless the table has its own. */
  envelope(environment: EngineEnvironment, table: View<TableSpec>): Fragment;
  /** What a controller would loop on, fail on or drop. */
  readonly rules: readonly Rule[];
  /** What it cannot express: its rules refuse that. */
  readonly limits: readonly Limit<TableSpec>[];
  /** What it expresses, and yet does wrong. */
  readonly defects: readonly Defect[];
  /** What its controller calls for every table, whatever it has. */
  readonly actions: readonly Action[];
  readonly status: StatusVocabulary;
}

/** Something that a version of an engine does wrong with a table that changes. No rule can see it: the table is right. */
export interface Defect {
  /** The feature, or the leaf of it. */
  readonly path: string;
  readonly version: string;
  /** What happens, and the way round it. */
  readonly problem: string;
  readonly source: string;
}

/** What an engine needs to know of the environment. */
export interface EngineEnvironment {
  readonly providerConfig: { readonly kind: 'ClusterProviderConfig' | 'ProviderConfig'; readonly name: string };
}

/** Where nobody says otherwise. Nothing of it reaches an ACK Table: ACK has its credentials in its controller. */
export const defaultEnvironment: EngineEnvironment = {
  providerConfig: { kind: 'ClusterProviderConfig', name: 'default' },
};

/** Where an engine's object says how its table is. */
export interface StatusVocabulary<Object = unknown> {
  /** The object, as far as its status is read. */
  readonly shape: Shape<Object>;
  /** The engine reports the table ready, and no error stands. */
  ready(object: View<Object>): Predicate;
  /** What an operator reads: the error that stands, or what is awaited. */
  message(object: View<Object>): Expression<string>;
  /** Facts about the table, absent until the engine reports them. */
  facts(object: View<Object>): { readonly [name: string]: Expression<string | undefined> };
}
