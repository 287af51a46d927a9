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
export function insteadOf(names: readonly string[], known: readonly string[], otherWords: OtherWords = {}): string[] {
  const words: OtherWords = { ...Object.fromEntries(known.map(name => [name, name])), ...otherWords };
  const meant = names.map(name => suggestion(nearest(letters(name), words) ?? beginning(letters(name), words)));
  const first = meant.indexOf('');
  const list = `Known are ${known.join(', ')}.`;
  return meant.map((fix, at) => (at === first ? list : fix || 'Leave it out, or take a known one.'));
}

/** A value that was meant, perhaps, in words. */
export const didYouMean = (given: string, values: readonly string[]): string =>
  suggestion(nearest(given.toLowerCase(), Object.fromEntries(values.map(value => [value, value])), lowerCase));

const suggestion = (name: string | undefined): string => (name === undefined ? '' : `Did you mean ${name}?`);

const lowerCase = (text: string): string => text.toLowerCase();

/** A name, however its words are told apart. */
const letters = (name: string): string => lowerCase(name).replace(/[_-]/g, '');

/** What the word that takes the fewest edits stands for. */
const nearest = (given: string, words: OtherWords, spelt = letters): string | undefined =>
  Object.entries(words)
    .map(([word, name]) => ({ name, length: word.length, edits: distance(given.slice(0, 60), spelt(word)) }))
    .filter(({ length, edits }) => edits <= Math.min(2, length / 3))
    .sort((a, b) => a.edits - b.edits)[0]?.name;

/** What the words stand for that begin as this does, if it is one thing. */
function beginning(given: string, words: OtherWords): string | undefined {
  const begun = Object.keys(words).filter(word => beginsWith(letters(word), given) || beginsWith(given, letters(word)));
  const names = new Set(begun.map(word => words[word]));
  return names.size === 1 ? [...names][0] : undefined;
}

const beginsWith = (whole: string, start: string): boolean => start.length > 3 && whole.startsWith(start);

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
