import { judgeName, type NameLimit } from '../backends/names';
import { matcher } from '../schema/check';
import { judgeData } from '../schema/data';
import { judgeMembers, must, mustBePlain } from '../schema/given';
import { isObject } from '../schema/records';
import { errorAt, type Path, type Violation } from '../schema/violation';
import { subdomainBounds } from '../table/kubernetes-names';
import type { ApplicationComponent, ApplicationTrait } from './application';
import { components } from './catalog';

const longestName: NameLimit = { most: 63, why: ', since KubeVela puts it into a label' };

/** What is wrong with the name of a component. */
export const judgeComponentName = (name: unknown, longest = longestName): readonly Violation[] =>
  typeof name === 'string'
    ? judgeName(name, name, 'name', longestName, longest)
    : must(false, ['name'], name ?? null, 'a string');

/** What is wrong with a component of any type. Its properties are KubeVela's to judge. */
export function judgeComponent(given: ApplicationComponent): readonly Violation[] {
  const { name, type, properties, traits, dependsOn } = given;
  return [
    ...judgeMembers(given, componentMembers),
    ...judgeComponentName(name),
    ...must(isType(type), ['type'], type ?? null, 'the name of a ComponentDefinition'),
    ...Object.values(components)
      .filter(own => own.name === type)
      .map(own => errorAt(['type'], "is a table's component", 'Use addTable.', own.name)),
    ...judgeProperties(properties),
    ...must(Array.isArray(traits), ['traits'], traits, 'a list of traits'),
    ...(Array.isArray(traits) ? traits.flatMap((trait, at) => judgeTrait(trait, ['traits', at])) : []),
    ...must(
      isList(dependsOn, other => typeof other === 'string'),
      ['dependsOn'],
      dependsOn,
      'a list of names',
    ),
  ];
}

const judgeTrait = (given: ApplicationTrait | undefined, at: Path): readonly Violation[] => {
  const misused = mustBePlain(given ?? null, at);
  if (misused.length > 0) return misused;
  const { type, properties } = given!;
  return [
    ...judgeMembers(given, traitMembers, at),
    ...must(isType(type), [...at, 'type'], type ?? null, 'the name of a TraitDefinition'),
    ...judgeProperties(properties, at),
  ];
};

const judgeProperties = (properties: unknown, at: Path = []): readonly Violation[] => {
  const path = [...at, 'properties'];
  return isObject(properties) ? judgeData(properties, path) : must(false, path, properties, 'an object');
};

/** A definition's name, perhaps with its version: `webservice@v1`. */
const isType = (type: unknown): boolean =>
  typeof type === 'string' && type.length <= subdomainBounds.maxLength && matcher(typePattern).test(type);

const typePattern = `${subdomainBounds.pattern.slice(0, -1)}(@[A-Za-z0-9.-]+)?$`;

const componentMembers = ['name', 'type', 'properties', 'traits', 'dependsOn'];
const traitMembers = ['type', 'properties'];

const isList = (value: unknown, of: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(of);
