import type { Schema } from './crd';
import { generatedHeader, type Loaded } from './sources';

/** The text of a module with the exact type of a kind's spec and status, and the path of each of their fields. */
export function fieldsModule({ crd, origin }: Loaded, typeName: string): string {
  const version = crd.spec.versions[0]!;
  const { spec, status } = version.schema.openAPIV3Schema.properties ?? {};
  if (!spec || !status) throw new Error(`${crd.metadata.name} lacks a schema of spec or status`);
  // An object without a spec is of no use, whatever the CRD lets pass at its root.
  const root: Schema = { type: 'object', properties: { spec, status }, required: ['spec'] };
  const constant = typeName.charAt(0).toLowerCase() + typeName.slice(1);
  return [
    generatedHeader([origin]),
    `export const ${constant}ApiVersion = '${crd.spec.group}/${version.name}';`,
    `export const ${constant}Kind = '${crd.spec.names.kind}';`,
    '',
    `export interface ${typeName} ${typeOf(root, '')}`,
    '',
    '/** Each field as a path: `[]` stands for the items of a list, `*` for the keys of a map. */',
    `export const ${constant}Fields: ReadonlySet<string> = new Set([`,
    ...[...new Set(pathsOf(root, ''))].sort().map(path => `  '${path}',`),
    ']);',
    '',
  ].join('\n');
}

const scalars: { readonly [type: string]: string } = {
  string: 'string',
  boolean: 'boolean',
  integer: 'number',
  number: 'number',
};

function typeOf(schema: Schema, indent: string): string {
  const type = plainTypeOf(schema, indent);
  return schema.nullable === true ? `${type} | null` : type;
}

function plainTypeOf(schema: Schema, indent: string): string {
  if (schema['x-kubernetes-int-or-string']) return 'string | number';
  if (schema.enum) return schema.enum.map(value => JSON.stringify(value).replaceAll('"', "'")).join(' | ');
  if (schema.type === 'array') return arrayOf(typeOf(itemsOf(schema), indent));
  if (schema.type === 'object') return objectOf(schema, indent);
  return scalars[schema.type ?? ''] ?? 'unknown';
}

function arrayOf(item: string): string {
  return /^[\w.]+$/.test(item) || item.startsWith('{') ? `readonly ${item}[]` : `readonly (${item})[]`;
}

function objectOf(schema: Schema, indent: string): string {
  if (!schema.properties) return `{ readonly [key: string]: ${typeOf(valuesOf(schema), indent)} }`;
  const required = new Set(schema.required);
  const members = sortedEntries(schema.properties).map(([name, member]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
    return `${indent}  readonly ${key}${required.has(name) ? '' : '?'}: ${typeOf(member, `${indent}  `)};\n`;
  });
  return `{\n${members.join('')}${indent}}`;
}

function pathsOf(schema: Schema, at: string): string[] {
  const own = at === '' ? [] : [at];
  if (schema.type === 'array') return [...own, ...pathsOf(itemsOf(schema), `${at}[]`)];
  if (schema.type !== 'object') return own;
  if (!schema.properties) return [...own, ...pathsOf(valuesOf(schema), `${at}.*`)];
  const prefix = at === '' ? '' : `${at}.`;
  return [...own, ...sortedEntries(schema.properties).flatMap(([name, member]) => pathsOf(member, prefix + name))];
}

function itemsOf(schema: Schema): Schema {
  return schema.items ?? {};
}

function valuesOf(schema: Schema): Schema {
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
}

/** By code unit, so that a reordering upstream is no diff here. */
function sortedEntries(properties: { readonly [name: string]: Schema }): [string, Schema][] {
  return Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));
}
