import { loadAll, YAMLException } from 'js-yaml';
import { printable } from '../schema/violation';
import { nameOf, readText } from './read-text';
import { Refusal } from './refusal';

const mostValues = 100_000;
const deepest = 100;

/** The one document of a file of YAML or JSON, or of standard input for `-`. */
export function readYaml(file: string): unknown {
  const name = nameOf(file);
  const documents = parse(readText(file), name);
  if (documents.length > 1)
    throw new Refusal(`${name}: holds ${documents.length} YAML documents; give one table in one document`);
  const [document] = documents;
  if (document === undefined || document === null) throw new Refusal(`${name}: is empty; give one table`);
  refuseExplosion(document, name);
  return document;
}

function parse(text: string, name: string): readonly unknown[] {
  try {
    return loadAll(text, { maxDepth: deepest });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const place = error.mark ? `:${error.mark.line + 1}:${error.mark.column + 1}` : '';
    throw new Refusal(`${name}${place}: is no valid YAML: ${printable(error.reason)}`);
  }
}

/** A few aliases can stand for billions of values, or for themselves: counted before anything walks through them. */
function refuseExplosion(document: unknown, name: string): void {
  let left = mostValues;
  const walk = (value: unknown, depth: number): void => {
    left -= 1;
    if (left < 0)
      throw new Refusal(`${name}: holds more than ${mostValues} values, counting what its aliases stand for`);
    if (depth > deepest)
      throw new Refusal(`${name}: is nested more than ${deepest} levels deep, counting what its aliases stand for`);
    if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) walk(member, depth + 1);
  };
  walk(document, 0);
}
