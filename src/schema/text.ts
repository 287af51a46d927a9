import type { OtherWords } from './shape';

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;

/** What nearly every text consists of: nothing else needs to be asked of it. */
const plainText = /^[ -~]*$/;

/** Whether YAML, JSON, CUE and CEL all carry a text as it is. */
export const isPrintable = (text: string): boolean =>
  plainText.test(text) || (!unprintable.test(text) && text.isWellFormed());

/** Go's YAML, which Kubernetes reads with, overlooks every underscore and takes these for numbers. */
const goNumber =
  /^[-+]?(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][-+]?[01]+|(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)$/;
/** Numbers of YAML 1.1, for which cdk8s writes: it quotes a text that looks like one. */
const quotedNumber =
  /^[-+]?(0x[0-9a-fA-F_]+|0b[01_]+|[0-9][0-9_]*|([0-9][0-9_]*)?\.[0-9_]*|[0-9][0-9_]*(\.[0-9_]*)?[eE][-+]?[0-9]+)$/;

const numberStart = /^[-+.0-9]/;

/** Whether Go's YAML takes a text for a number, if it stands unquoted. */
export const isNumberInGo = (text: string): boolean =>
  numberStart.test(text) && goNumber.test(text.replaceAll('_', ''));

/** Whether cdk8s, whose app may write it as well as ours, would leave it unquoted all the same. */
export const losesItsQuotes = (text: string): boolean => isNumberInGo(text) && !quotedNumber.test(text);

const highSurrogate = /[\ud800-\udbff]/;

/** Characters as schemas count them: code points, not UTF-16 units. */
export const lengthOf = (value: string): number => (highSurrogate.test(value) ? [...value].length : value.length);

/** What to do about names that are not known: each is told what was meant, perhaps, and one of them what is known. */
export function insteadOf(names: readonly string[], known: readonly string[], otherWords?: OtherWords): string[] {
  const meant = names.map(name => didYouMean(name, known, otherWords));
  const first = meant.indexOf('');
  const list = `Known are ${known.join(', ')}.`;
  return meant.map((fix, at) => (at === first ? list : fix || 'Leave it out, or take a known one.'));
}

/** A name that was meant, perhaps, in words. */
export function didYouMean(given: string, known: readonly string[], otherWords: OtherWords = {}): string {
  const wanted = letters(given.slice(0, 60));
  const [nearest] = [...known.map(name => [name, name]), ...Object.entries(otherWords)]
    .map(([word, name]) => ({ name, word: letters(word!), edits: distance(wanted, letters(word!)) }))
    .filter(({ word, edits }) => edits <= Math.min(2, word.length / 3) || isPart(word, wanted) || isPart(wanted, word))
    .sort((a, b) => a.edits - b.edits);
  return nearest === undefined ? '' : `Did you mean ${nearest.name}?`;
}

/** A name, however its words are told apart. */
const letters = (name: string): string => name.toLowerCase().replace(/[_-]/g, '');

const isPart = (word: string, whole: string): boolean => word.length > 3 && whole.includes(word);

/** Edits between two words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}
