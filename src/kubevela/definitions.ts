import { Construct } from 'constructs';
import { ComponentDefinition, TraitDefinition } from '../../imports/core.oam.dev';
import { judgeNamespace } from '../backends/names';
import { Environment } from '../constructs/environment';
import { TextFile } from '../gitops/text-file';
import { judgeMembers, taken } from '../schema/given';
import { errorAt, violationText } from '../schema/violation';
import { type ComponentEntry, components, type TraitEntry } from './catalog';
import {
  componentAttributes,
  type DefinitionFile,
  definitionFile,
  templateText,
  traitAttributes,
} from './definition-file';
import { componentTemplate, statusTemplates, traitTemplate } from './template';

/** Where the definitions go. */
export interface TableDefinitionsProps {
  /**
   * Where the definitions go. KubeVela takes those of `vela-system` for every namespace.
   * @default 'vela-system'
   */
  readonly namespace?: string;
  /**
   * Where the environment's prefix and credentials come from.
   * @default - the environment of the chart or app
   */
  readonly environment?: Environment;
}

/**
 * The ComponentDefinitions and TraitDefinitions for tables, which a platform team installs once for each environment.
 * They carry the environment's prefix and credentials.
 */
export class TableDefinitions extends Construct {
  constructor(scope: Construct, id: string, props: TableDefinitionsProps = {}) {
    super(scope, id);
    const [{ environment = Environment.of(this), namespace = 'vela-system' }, misused] = taken(
      props,
      'props',
      given => [...judgeMembers(given, ['namespace', 'environment']), ...judgeNamespace(given.namespace, 'namespace')],
    );
    this.node.addValidation({ validate: () => misused.map(violationText) });
    if (!(environment instanceof Environment)) {
      const fix = 'Give it, or call applyTo of an Environment with the chart, before the definitions.';
      const problem = environment === undefined ? 'is missing' : 'must be an Environment';
      this.node.addValidation({ validate: () => [violationText(errorAt(['environment'], problem, fix, environment))] });
      return;
    }
    for (const component of Object.values(components)) {
      this.addComponent(component, environment, namespace);
      for (const trait of component.traits) this.addTrait(trait, component, namespace);
    }
  }

  private addComponent(component: ComponentEntry, environment: Environment, namespace: string): void {
    const { name, description, engine } = component;
    const template = componentTemplate(component, environment.forEngines, environment.tableNamePrefix);
    const status = statusTemplates(engine);
    const { apiVersion, kind } = engine;
    new ComponentDefinition(this, name, {
      metadata: { name, namespace, annotations: { 'definition.oam.dev/description': description } },
      spec: {
        workload: { definition: { apiVersion, kind } },
        status: { ...status },
        schematic: { cue: { template: templateText(template) } },
      },
    });
    const attributes = componentAttributes(apiVersion, kind, status);
    this.addFile({ name, type: 'component', description, template, attributes });
  }

  private addTrait({ name, description, through }: TraitEntry, { engine }: ComponentEntry, namespace: string): void {
    const template = traitTemplate(engine, through);
    const appliesToWorkloads = [`${engine.kind.toLowerCase()}s.${engine.apiVersion.split('/')[0]}`];
    new TraitDefinition(this, name, {
      metadata: { name, namespace, annotations: { 'definition.oam.dev/description': description } },
      spec: { appliesToWorkloads, schematic: { cue: { template: templateText(template) } } },
    });
    this.addFile({ name, type: 'trait', description, template, attributes: traitAttributes(appliesToWorkloads) });
  }

  private addFile(definition: DefinitionFile): void {
    const name = `${definition.name}.cue`;
    new TextFile(this, name, { folder: 'cue', name, text: definitionFile(definition) });
  }
}
