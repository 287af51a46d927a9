import { copyFileSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { at, type KubernetesObject } from './objects';
import type { Context } from './suite';
import { copyBuiltinDefinitions } from './vela';
import { readObjects } from './yaml';

export const repository = join(__dirname, '..', '..');
export const distFolder = join(repository, 'dist');

/** An environment of the committed dist/. */
export interface DistEnvironment {
  readonly name: string;
  /** What its components set before a table's name. */
  readonly prefix: string;
}

export const aws: DistEnvironment = { name: 'aws', prefix: 'tenant-atlantis-' };
export const localstack: DistEnvironment = { name: 'localstack', prefix: '' };
export const environments = [aws, localstack];

export const kustomization = 'kustomization.yaml';

/** The files below a folder of an environment, by their path from dist/. */
export function distFiles({ name }: DistEnvironment, folder: string, extension = '.yaml'): string[] {
  return readdirSync(join(distFolder, name, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith(extension))
    .map(entry => relative(distFolder, join(entry.parentPath, entry.name)))
    .sort();
}

/** The files of one object each: all but the kustomizations. */
export function objectFiles(environment: DistEnvironment, folder: string): string[] {
  return distFiles(environment, folder).filter(file => basename(file) !== kustomization);
}

export function distObject(file: string): KubernetesObject {
  const [object, ...more] = readObjects(join(distFolder, file));
  if (!object || more.length > 0) throw new Error(`${file} does not hold exactly one object`);
  return object;
}

/** The one object of a kind in a folder. */
function onlyObject(environment: DistEnvironment, folder: string): KubernetesObject {
  const [file, ...more] = objectFiles(environment, folder);
  if (!file || more.length > 0) throw new Error(`${environment.name}/${folder} does not hold exactly one file`);
  return distObject(file);
}

export const resourceGraph = (environment = aws): KubernetesObject => onlyObject(environment, 'platform/kro');
export const promise = (environment = aws): KubernetesObject => onlyObject(environment, 'platform/kratix');

/** The CRD of the request, as the Promise holds it. */
export const requestApi = (): KubernetesObject => structuredClone(at(promise(), 'spec', 'api')) as KubernetesObject;

/** The committed definitions in a folder of their own, which is what a dry run takes, with some of KubeVela's. */
export async function definitionsDirectory(
  context: Context,
  environment: DistEnvironment,
  ...builtins: string[]
): Promise<string> {
  const directory = context.scratch(`definitions-${environment.name}`);
  for (const file of objectFiles(environment, 'platform/kubevela'))
    copyFileSync(join(distFolder, file), join(directory, basename(file)));
  if (builtins.length > 0) await copyBuiltinDefinitions(builtins, directory);
  return directory;
}
