import type { StatusTemplates, Template } from './template';

export interface DefinitionFile {
  readonly name: string;
  readonly type: 'component' | 'trait';
  readonly description: string;
  readonly template: Template;
  /** CUE of the `attributes` that the type has. */
  readonly attributes: string;
}

/** A definition as the file that `vela def vet` and `vela def apply` take. */
export function definitionFile({ name, type, description, template, attributes }: DefinitionFile): string {
  const imports = template.imports.map(path => `import ${JSON.stringify(path)}\n`).join('');
  const head = `${JSON.stringify(name)}: {\n\ttype:        ${JSON.stringify(type)}\n\tdescription: ${JSON.stringify(description)}\n\tannotations: {}\n\tlabels: {}\n${attributes}}\n`;
  return [...(imports === '' ? [] : [imports]), head, `template: {\n${indented(template.body)}}\n`].join('\n');
}

/** A definition's template as its object holds it. */
export const templateText = ({ imports, body }: Template): string =>
  [...imports.map(path => `import ${JSON.stringify(path)}\n\n`), body].join('');

export const componentAttributes = (apiVersion: string, kind: string, status: StatusTemplates): string =>
  `\tattributes: {\n\t\tworkload: definition: {\n\t\t\tapiVersion: ${JSON.stringify(apiVersion)}\n\t\t\tkind:       ${JSON.stringify(kind)}\n\t\t}\n\t\tstatus: {\n${Object.entries(
    status,
  )
    .map(([name, text]) => `\t\t\t${name}: #"""\n${indented(text, '\t\t\t\t')}\t\t\t\t"""#\n`)
    .join('')}\t\t}\n\t}\n`;

export const traitAttributes = (workloads: readonly string[]): string =>
  `\tattributes: appliesToWorkloads: [${workloads.map(workload => JSON.stringify(workload)).join(', ')}]\n`;

const indented = (text: string, by = '\t'): string =>
  text
    .split('\n')
    .map(line => (line === '' ? line : `${by}${line}`))
    .join('\n');
