import { isDeepStrictEqual } from 'node:util';
import type { Crd, CrdVersion, Schema } from './crd';

/**
 * Where a hand-written CRD says something that the real one does not: an unknown field, or another type, scope,
 * group, version, requirement or constraint, so that an object that ours accepts could be refused by the real one.
 */
export function subsetViolations(ours: Crd, real: Crd): string[] {
  return [
    ...difference('spec.group', ours.spec.group, real.spec.group),
    ...difference('spec.scope', ours.spec.scope, real.spec.scope),
    ...['kind', 'listKind', 'plural', 'singular'].flatMap(key =>
      difference(`spec.names.${key}`, ours.spec.names[key], real.spec.names[key]),
    ),
    ...ours.spec.versions.flatMap(version => versionViolations(version, real)),
  ];
}

function versionViolations(ours: CrdVersion, realCrd: Crd): string[] {
  const real = realCrd.spec.versions.find(version => version.name === ours.name);
  if (!real) return [`version ${ours.name}: missing in the real CRD`];
  const violations = [
    ...difference('served', ours.served, real.served),
    ...difference('subresources.status', Boolean(ours.subresources?.status), Boolean(real.subresources?.status)),
    ...schemaViolations(ours.schema.openAPIV3Schema, real.schema.openAPIV3Schema, ''),
  ];
  return violations.map(violation => `${ours.name} ${violation}`);
}

function schemaViolations(ours: Schema, real: Schema, at: string): string[] {
  return [
    ...constraintViolations(ours, real, at),
    ...requiredViolations(ours, real, at),
    ...propertyViolations(ours, real, at),
    ...childViolations(ours.items, real.items, `${at}[]`),
    ...childViolations(ours.additionalProperties, real.additionalProperties, `${at}.*`),
  ];
}

/** Keywords with a rule of their own below, and prose. */
const structural = new Set(['properties', 'items', 'additionalProperties', 'required', 'description']);

/** Type, format, enum, pattern, limits, CEL, openness: all must be the same on both sides. */
function constraintViolations(ours: Schema, real: Schema, at: string): string[] {
  const keywords = [...new Set([...Object.keys(ours), ...Object.keys(real)])].filter(key => !structural.has(key));
  return keywords.sort().flatMap(keyword => difference(`${at || '.'} ${keyword}`, ours[keyword], real[keyword]));
}

function requiredViolations(ours: Schema, real: Schema, at: string): string[] {
  const [own, theirs] = [ours.required ?? [], real.required ?? []];
  return [
    ...theirs.filter(name => !own.includes(name)).map(name => `${at}.${name}: required in the real CRD only`),
    ...own.filter(name => !theirs.includes(name)).map(name => `${at}.${name}: required in ours only`),
  ];
}

function propertyViolations(ours: Schema, real: Schema, at: string): string[] {
  return Object.entries(ours.properties ?? {}).flatMap(([name, member]) => {
    const counterpart = real.properties?.[name];
    return counterpart
      ? schemaViolations(member, counterpart, `${at}.${name}`)
      : [`${at}.${name}: missing in the real CRD`];
  });
}

function childViolations(ours: Schema | boolean | undefined, real: Schema | boolean | undefined, at: string): string[] {
  if (typeof ours !== 'object' || typeof real !== 'object') return difference(at, ours, real);
  return schemaViolations(ours, real, at);
}

function difference(what: string, ours: unknown, real: unknown): string[] {
  return isDeepStrictEqual(ours, real) ? [] : [`${what}: ${JSON.stringify(ours)} here, ${JSON.stringify(real)} there`];
}
