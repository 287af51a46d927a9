import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { at, type KubernetesObject } from './objects';

/**
 * The documents of a YAML file as text. Only text shows what a server makes of it: js-yaml reads an unquoted N as the
 * string it looks like, kubectl and the API server read it as false.
 */
export function documents(text: string): string[] {
  return text.split(/^---(?:[ \t].*)?$/m).filter(document => /^[ \t]*[^\s#]/m.test(document));
}

export function parseObjects(text: string): KubernetesObject[] {
  return loadAll(text).filter((value): value is KubernetesObject => typeof at(value, 'kind') === 'string');
}

export function readObjects(file: string): KubernetesObject[] {
  return parseObjects(readFileSync(file, 'utf8'));
}

/** The files themselves, and the YAML files that lie directly in the directories, in a stable order. */
export function yamlFiles(...paths: string[]): string[] {
  return paths.flatMap(path =>
    statSync(path).isDirectory()
      ? readdirSync(path)
          .filter(name => /\.ya?ml$/.test(name))
          .sort()
          .map(name => join(path, name))
      : [path],
  );
}

/** JSON that Go's YAML reader takes as it is: there some characters end a line and others are not allowed raw. */
export function toYaml(value: unknown): string {
  return `${JSON.stringify(value).replace(notPlain, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

const notPlain = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
