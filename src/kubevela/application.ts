import type { ApiObjectMetadata } from 'cdk8s';
import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import * as oam from '../../imports/core.oam.dev';
import { judgeName } from '../backends/names';
import { Backend } from '../constructs/backend';
import { Environment } from '../constructs/environment';
import { claim, objectOf, rivals, tableOf } from '../constructs/ownership';
import type { ITable } from '../constructs/table';
import { isStrict, warn } from '../constructs/warnings';
import { isError, type Violation, violationText } from '../schema/violation';
import { normalise } from '../table/normalise';
import type { TableOptions, TableSpec } from '../table/table';
import { type ComponentEntry, components } from './catalog';
import { splitIntoTraits } from './split';

export interface ApplicationProps {
  /**
   * Metadata of the Application.
   * @default - its name is the construct's id
   */
  readonly metadata?: ApiObjectMetadata;
}

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

/** KubeVela puts a component's name into a label. */
const longestName = 63;

/** A KubeVela Application: tables, with the traits that their features need, beside components of any type. */
export class Application extends Construct {
  private readonly components: ApplicationComponent[] = [];
  private readonly environment: Environment | undefined;
  private readonly namespace: string | undefined;

  constructor(scope: Construct, id: string, props: ApplicationProps = {}) {
    super(scope, id);
    this.environment = Environment.of(this);
    const { metadata } = new oam.Application(this, 'Resource', {
      metadata: { name: id, ...props.metadata },
      spec: { components: Lazy.any({ produce: () => this.components.map(rendered) }) },
    });
    this.namespace = metadata.namespace;
    this.node.addValidation({
      validate: () =>
        this.components.length === 0 ? ['components: is empty. Add a table or a component.'] : this.namesTwice(),
    });
  }

  /**
   * Adds a table as the engine's component. Whatever the engine has a trait for becomes a trait.
   *
   * @param name the component's name, which is the name of its Kubernetes object too
   */
  addTable(name: string, table: TableOptions, options: ApplicationTableOptions = {}): ITable {
    const backend = options.via ?? Backend.of(this);
    const prefix = this.environment?.tableNamePrefix ?? '';
    const tableName = `${prefix}${typeof table?.tableName === 'string' ? table.tableName : ''}`;
    const entry = Object.hasOwn(components, backend?.name ?? '') ? components[backend!.name] : undefined;
    const { component, violations } = this.componentFor(name, table, backend, entry);
    this.components.push(component);
    const owned = [
      { what: tableOf(this.environment, table?.region, tableName), called: `the table ${tableName}` },
      ...(entry
        ? [
            {
              what: objectOf(this.environment, entry.engine, this.namespace, name),
              called: `the ${entry.engine.kind} of this name`,
            },
          ]
        : []),
    ];
    for (const { what } of owned) claim(this, what, name);
    this.node.addValidation({
      validate: () => [
        ...this.report(name, violations),
        ...owned.flatMap(({ what, called }) =>
          rivals(this, what, name).map(
            rival => `${name}: ${called} is declared by ${rival} too. Keep one of them, or give it a name of its own.`,
          ),
        ),
      ],
    });
    return { tableName };
  }

  /** Adds a component of any type. */
  addComponent(component: ApplicationComponent): void {
    const own = Object.values(components).find(({ name }) => name === component.type);
    if (own)
      this.node.addValidation({
        validate: () => [`${component.name}: type ${own.name} is a table's. Use addTable.`],
      });
    this.components.push(component);
  }

  private componentFor(
    name: string,
    options: TableOptions,
    backend: Backend | undefined,
    entry: ComponentEntry | undefined,
  ): { component: ApplicationComponent; violations: readonly Violation[] } {
    const nothing = { name, type: 'unknown' };
    const { environment } = this;
    if (!environment)
      return {
        component: nothing,
        violations: [refusal('environment', 'is missing', 'Call applyTo of an Environment with the chart.')],
      };
    if (!backend || !entry)
      return {
        component: nothing,
        violations: [
          refusal(
            'via',
            backend ? `has no component for ${backend.name}` : 'is missing',
            `Choose one of ${Object.keys(components).join(', ')}.`,
          ),
        ],
      };
    const { table, violations } = normalise({ region: environment.region, ...options }, environment.tableNamePrefix, {
      rules: entry.engine.rules,
    });
    const named = [
      ...violations,
      ...judgeName(name, options?.tableName, 'name', Math.min(longestName, entry.engine.longestName ?? longestName)),
    ];
    if (!table || named.some(isError)) return { component: nothing, violations: named };
    const base: TableSpec = { ...table, tableName: options.tableName };
    const { properties, traits, lost } = splitIntoTraits(entry, base, name);
    const refused = lost.map(({ path, reason }) =>
      refusal(path, `cannot be said by ${entry.name}: ${reason}`, 'Leave it out, or choose another backend.'),
    );
    return { component: { name, type: entry.name, properties, traits }, violations: [...named, ...refused] };
  }

  private report(name: string, violations: readonly Violation[]): string[] {
    const strict = isStrict();
    warn(`${this.node.path}/${name}`, strict ? [] : violations.filter(violation => !isError(violation)));
    return violations
      .filter(violation => strict || isError(violation))
      .map(violation => `${name}: ${violationText(violation)}`);
  }

  private namesTwice(): string[] {
    const names = this.components.map(component => component.name);
    return [...new Set(names.filter((name, i) => names.indexOf(name) < i))].map(
      name => `${name}: is the name of two components. Give each a name of its own.`,
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

const refusal = (path: string, problem: string, fix: string): Violation => ({
  path: [path],
  value: undefined,
  problem,
  fix,
  severity: 'error',
});
