import type { ApiObjectMetadata } from 'cdk8s';
import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import * as oam from '../../imports/core.oam.dev';
import { companionsOf } from '../backends/manifest';
import { judgeName, type NameLimit } from '../backends/names';
import { Backend } from '../constructs/backend';
import { type Declaration, declare } from '../constructs/declared';
import { Environment } from '../constructs/environment';
import { judgeOptions } from '../constructs/judge-options';
import { judgeMetadata, judgePlace, soundMetadata } from '../constructs/metadata';
import { claim } from '../constructs/ownership';
import type { TableProps } from '../constructs/table';
import { tell } from '../constructs/warnings';
import type { ITable } from '../iam/grants';
import { judgeMembers, taken } from '../schema/given';
import { errorAt, isError, nameText, type Violation, valueText, violationText } from '../schema/violation';
import type { JudgedTable } from '../table/judge';
import type { TableOptions, TableSpec } from '../table/table';
import { type ComponentEntry, components } from './catalog';
import { judgeComponent, judgeComponentName } from './component';
import { splitIntoTraits } from './split';

/** Props of an Application. */
export interface ApplicationProps {
  /**
   * Metadata of the Application.
   * @default - its name is the construct's id
   */
  readonly metadata?: ApiObjectMetadata;
}

/** How an Application provides a table. */
export interface ApplicationTableOptions {
  /**
   * The engine whose component is taken: Crossplane, kro or Kratix.
   * @default - the backend of the chart or app
   */
  readonly via?: Backend;
}

/** A trait of a component, as KubeVela knows it. */
export interface ApplicationTrait {
  readonly type: string;
  /** @default - none */
  readonly properties?: { readonly [name: string]: unknown };
}

/** A component of any type. Its properties are handed on as they are: KubeVela judges them. */
export interface ApplicationComponent {
  readonly name: string;
  readonly type: string;
  /** @default - none */
  readonly properties?: { readonly [name: string]: unknown };
  /** @default - none */
  readonly traits?: readonly ApplicationTrait[];
  /**
   * Names of components that must be healthy first.
   * @default - none
   */
  readonly dependsOn?: readonly string[];
}

// 63 fit, and six of them are for -v and a revision of four digits
const longestName: NameLimit = { most: 57, why: ', since KubeVela puts it into labels, with its revision behind it' };

/** A KubeVela Application: tables, with the traits that their features need, beside components of any type. */
export class Application extends Construct {
  private readonly components: ApplicationComponent[] = [];
  private isEmpty = true;
  private readonly namespace: string | undefined;

  constructor(scope: Construct, id: string, props: ApplicationProps = {}) {
    super(scope, id);
    const [given, misused] = taken(props, 'props', own => [
      ...judgeMembers(own, ['metadata']),
      ...judgeMetadata(own.metadata),
    ]);
    const metadata = soundMetadata(given.metadata);
    const object = new oam.Application(this, 'Resource', {
      metadata: { ...metadata, name: metadata.name ?? id },
      spec: { components: Lazy.any({ produce: () => this.components.map(rendered) }) },
    });
    this.namespace = object.metadata.namespace;
    this.node.addValidation({
      validate: () => [
        ...[...judgeName(object.name, id, 'metadata.name', longestName), ...misused, ...judgePlace(object)].map(
          violationText,
        ),
        ...(this.isEmpty ? ['components: is empty. Add a table or a component.'] : []),
        ...this.namesTwice(),
        ...this.namesUnknown(),
        ...this.circles(),
      ],
    });
  }

  /**
   * Adds a table as the engine's component. Whatever the engine has a trait for becomes a trait.
   *
   * @param name the component's name, which is the name of its Kubernetes object too
   */
  addTable(name: string, table: TableOptions, options: ApplicationTableOptions = {}): ITable {
    this.isEmpty = false;
    const [{ backend: inTable, ...given }, unread] = taken<TableProps>(table ?? null, 'table');
    const settled = options instanceof Backend ? { via: options } : options;
    const [settings, misused] = taken(settled, 'options', own => judgeMembers(own, ['via']));
    const { via: backend = inTable ?? Backend.of(this) } = settings;
    const misplaced = settled !== options ? ['options'] : inTable === undefined ? [] : ['backend'];
    const prefix = this.environment?.tableNamePrefix ?? '';
    const tableName = `${prefix}${typeof given.tableName === 'string' ? given.tableName : ''}`;
    const entry =
      backend instanceof Backend && Object.hasOwn(components, backend.name) ? components[backend.name] : undefined;
    const judged = unread.length > 0 ? { violations: unread } : judgeOptions(given, this.environment, entry?.engine);
    const { component, violations, spec } = this.componentFor(name, given, judged, backend, entry);
    this.components.push(component);
    const companions =
      spec && entry && this.environment ? companionsOf(entry.engine, spec, name, this.environment.forEngines) : {};
    const declaration: Declaration = {
      construct: this,
      path: `${this.node.path}/${nameText(name)}`,
      options: given,
      tableName,
      engine: entry?.engine,
      environment: this.environment,
      name,
      namespace: this.namespace,
      companions,
      table: () => spec,
    };
    const rivals = claim(declaration, entry?.engine);
    this.node.addValidation({
      validate: () => [
        ...this.report(name, [...misused, ...misplaced.map(inViaInstead), ...violations]),
        ...rivals.map(problem => `${nameText(name)}: ${problem}`),
      ],
    });
    return declare(declaration);
  }

  /** Adds a component of any type. */
  addComponent(component: ApplicationComponent): void {
    this.isEmpty = false;
    const [given, violations] = taken(component ?? null, 'component', judgeComponent);
    this.node.addValidation({ validate: () => this.report(given.name, violations) });
    if (violations.length === 0) this.components.push(given);
  }

  private get environment(): Environment | undefined {
    return Environment.of(this);
  }

  private componentFor(
    name: string,
    { tableName }: TableOptions,
    { table, violations }: JudgedTable,
    backend: Backend | undefined,
    entry: ComponentEntry | undefined,
  ): { component: ApplicationComponent; violations: readonly Violation[]; spec?: TableSpec | undefined } {
    const { environment } = this;
    const named = [
      ...judgeAround(environment, backend, entry),
      ...violations,
      ...judgeComponentName(name, entry?.engine.longestName),
    ];
    if (!table || !entry || named.some(isError))
      return { component: { name: nameText(name), type: 'unknown' }, violations: named, spec: table };
    const base: TableSpec = { ...table, tableName };
    const { properties, traits, lost } = splitIntoTraits(entry, base, name);
    const refused = lost.map(({ path, reason }) =>
      errorAt([path], `cannot be said by ${entry.name}: ${reason}`, 'Leave it out, or choose another backend.'),
    );
    return {
      component: { name, type: entry.name, properties, traits },
      violations: [...named, ...refused],
      spec: table,
    };
  }

  private report(name: unknown, violations: readonly Violation[]): string[] {
    const called = nameText(name);
    return tell(`${this.node.path}/${called}`, violations, this.environment).map(problem => `${called}: ${problem}`);
  }

  private namesUnknown(): string[] {
    const names = new Set(this.components.map(component => component.name));
    return this.components.flatMap(({ name, dependsOn = [] }) =>
      dependsOn
        .filter(other => !names.has(other))
        .map(
          other =>
            `${nameText(name)}: dependsOn names ${valueText(other)}, which is no component. Add it, or leave it out.`,
        ),
    );
  }

  private circles(): string[] {
    const needs = new Map(this.components.map(({ name, dependsOn = [] }) => [name, dependsOn]));
    const reached = (from: string, seen = new Set<string>()): ReadonlySet<string> => {
      for (const other of needs.get(from) ?? []) if (!seen.has(other)) reached(other, seen.add(other));
      return seen;
    };
    return [...needs.keys()]
      .filter(name => reached(name).has(name))
      .map(name => `${nameText(name)}: dependsOn leads back to it, so that it would wait for ever. Take a name out.`);
  }

  private namesTwice(): string[] {
    const names = this.components.map(component => component.name);
    return [...new Set(names.filter((name, i) => names.indexOf(name) < i))].map(
      name => `${nameText(name)}: is the name of two components. Give each a name of its own.`,
    );
  }
}

const rendered = ({ name, type, properties, traits = [], dependsOn = [] }: ApplicationComponent) => ({
  name,
  type,
  properties,
  traits: traits.length === 0 ? undefined : traits.map(trait => ({ type: trait.type, properties: trait.properties })),
  dependsOn: dependsOn.length === 0 ? undefined : [...dependsOn],
});

const inViaInstead = (place: string): Violation =>
  errorAt([place], 'is no place for a backend', 'Give { via: Backend.kro() } as the third argument, after the table.');

/** What is missing around a table. */
const judgeAround = (
  environment: Environment | undefined,
  backend: Backend | undefined,
  entry: ComponentEntry | undefined,
): readonly Violation[] => [
  ...(environment
    ? []
    : [errorAt(['environment'], 'is missing', 'Call applyTo of an Environment with the chart, before the table.')]),
  ...judgeBackend(backend, entry),
];

function judgeBackend(backend: Backend | undefined, entry: ComponentEntry | undefined): readonly Violation[] {
  if (backend !== undefined && !(backend instanceof Backend))
    return [errorAt(['via'], 'must be a Backend', 'Give one, such as Backend.kro().', backend)];
  if (entry) return [];
  const problem = backend ? `has no component for ${backend.name}` : 'is missing';
  return [errorAt(['via'], problem, `Choose one of ${Object.keys(components).join(', ')}.`)];
}
