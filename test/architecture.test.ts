import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const root = join(__dirname, '..');
const page = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');

interface Import {
  readonly from: string;
  readonly to: string;
  /** Whether `to` is a package and no room. */
  readonly isPackage: boolean;
  readonly file: string;
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
    .map(entry => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();

const sources = filesIn('src');
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** `src/table/judge.ts` is in the room `table`, `src/index.ts` is one itself, and so is the folder `imports`. */
const roomOf = (path: string): string => {
  const [top, room] = path.split('/') as [string, string];
  return top === 'src' ? room.replace(/\.ts$/, '') : top;
};

const specifiers = (text: string): readonly string[] =>
  [...text.matchAll(/(?:\bfrom |\bimport |\bimport\(|\brequire\()'([^']+)'/g)].map(match => match[1]!);

const importsOf = (file: string): readonly Import[] =>
  specifiers(textOf(file)).map(specifier => {
    const isPackage = !specifier.startsWith('.');
    const target = isPackage ? specifier.replace(/[:/].*$/, '') : join(dirname(file), specifier).split(sep).join('/');
    return { from: roomOf(file), to: isPackage ? target : roomOf(target), isPackage, file };
  });

const imported = [...sources, ...filesIn('imports')].flatMap(importsOf);
const arrows = [...page.matchAll(/^ {2}(\w+) --> (\w+)$/gm)].map(([, from, to]) => ({ from: from!, to: to! }));
const packages = new Map(
  [...page.matchAll(/^\| (\w+) \| .* \|(.*)\|$/gm)]
    .filter(([, room]) => room !== 'room')
    .map(([, room, names]) => [room!, names!.trim().split(' ').filter(Boolean)]),
);

/** The rooms that arrows lead to, directly or through others, without some arrow. */
function reachable(from: string, without?: object, seen = new Set<string>()): ReadonlySet<string> {
  for (const arrow of arrows)
    if (arrow.from === from && arrow !== without && !seen.has(arrow.to))
      reachable(arrow.to, without, seen.add(arrow.to));
  return seen;
}

const between = imported.filter(({ isPackage, from, to }) => !isPackage && from !== to);

/** Nothing of a file but its code: no comments, no empty lines, no imports. */
const codeLines = (text: string): number =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^import [\s\S]*?;$/gm, '')
    .split('\n')
    .filter(line => line.trim() !== '' && !line.trim().startsWith('//')).length;

describe('the picture of the architecture', () => {
  test('has every room, and no other', () => {
    const rooms = [...new Set([...sources.map(roomOf), 'imports'])].sort();
    expect([...packages.keys()].sort()).toEqual(rooms);
    expect([...new Set(arrows.flatMap(({ from, to }) => [from, to]))].sort()).toEqual(rooms);
  });

  test('allows every import between rooms', () =>
    expect(
      between.filter(({ from, to }) => !reachable(from).has(to)).map(({ file, to }) => `${file} imports ${to}`),
    ).toEqual([]));

  test('has no arrow that no import needs', () =>
    expect(
      arrows.filter(arrow =>
        between.every(({ from, to }) => !reachable(from).has(to) || reachable(from, arrow).has(to)),
      ),
    ).toEqual([]));

  test('leads nowhere in a circle', () =>
    expect([...packages.keys()].filter(room => reachable(room).has(room))).toEqual([]));

  test('allows every package that a room imports, and names no other', () => {
    const used = new Map([...packages.keys()].map(room => [room, new Set<string>()]));
    for (const { from, to, isPackage } of imported) if (isPackage) used.get(from)!.add(to);
    expect(Object.fromEntries([...used].map(([room, names]) => [room, [...names].sort()]))).toEqual(
      Object.fromEntries(packages),
    );
  });

  test('would not allow a backend to import a construct', () => {
    expect(reachable('backends').has('constructs')).toBe(false);
    expect(specifiers(`import { App } from 'cdk8s';\nconst a = require('./b') as typeof import('./c');`)).toEqual([
      'cdk8s',
      './b',
      './c',
    ]);
  });
});

describe('the sources', () => {
  test('have no file over 400 lines', () =>
    expect(sources.filter(file => textOf(file).split('\n').length > 401)).toEqual([]));

  test('have under 7,690 lines of code', () =>
    expect(sources.reduce((sum, file) => sum + codeLines(textOf(file)), 0)).toBeLessThan(7690));

  test('are named by the steps of adding a feature', () => {
    const named = [...page.matchAll(/`((?:src|test|conformance)\/[\w/.-]+)`/g)].map(match => match[1]!);
    const missing = named.filter(path => !exists(path));
    expect(missing).toEqual([]);
  });
});

function exists(path: string): boolean {
  try {
    return readdirSync(join(root, dirname(path))).includes(path.replace(/\/$/, '').split('/').at(-1)!);
  } catch {
    return false;
  }
}
