import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import ts from 'typescript';

/**
 * Deletes and alters every fragment of the mappings, one at a time, in a copy of the repository, and records what
 * notices: all renderings share the fragments, so the equality suite cannot. Writes docs/mutations.md.
 */
const root = join(__dirname, '..');
const mutated = ['src/backends/ack/mapping.ts', 'src/backends/crossplane/mapping.ts'];

interface Mutant {
  readonly file: string;
  readonly what: string;
  readonly text: string;
}

type Notice = 'types' | 'unread or unknown fields' | keyof typeof tests;

const tests = {
  'hand-written manifests': 'test/backends/manifests',
  'readers of the CRDs': 'test/backends/round-trip',
} as const;

function main(): number {
  const copy = mkdtempSync(join(tmpdir(), 'mutations-'));
  try {
    for (const part of [
      'src',
      'imports',
      'test',
      'package.json',
      'jest.config.js',
      'tsconfig.json',
      'tsconfig.build.json',
    ])
      cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const unaltered = mutated.map(file => ({ file, what: '', text: readFileSync(join(root, file), 'utf8') }));
    if (unaltered.some(mapping => noticed(copy, mapping).length > 0))
      throw new Error('the unaltered mappings do not pass: mend them first');
    const rows = mutated
      .flatMap(file => mutantsOf(file))
      .map((mutant, i, all) => judged(copy, mutant, `${i + 1} of ${all.length}`));
    writeFileSync(join(root, 'docs', 'mutations.md'), report(rows));
    const survivors = rows.filter(row => row.notices.length === 0);
    for (const { what, file } of survivors) console.log(`nothing notices: ${what} in ${file}`);
    console.log(`${rows.length - survivors.length} passed, ${survivors.length} failed`);
    return survivors.length === 0 ? 0 : 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

interface Row {
  readonly file: string;
  readonly what: string;
  readonly notices: readonly Notice[];
}

function judged(copy: string, mutant: Mutant, progress: string): Row {
  const { file, what } = mutant;
  const notices = noticed(copy, mutant);
  console.log(`${progress}: ${file}: ${what}: ${notices.join(', ') || 'NOTHING NOTICES'}`);
  return { file, what, notices };
}

/** The first net that an altered mapping does not pass; of the last two each. */
function noticed(copy: string, { file, text }: Mutant): readonly Notice[] {
  const path = join(copy, file);
  if (!compiles(path, text)) return ['types'];
  const passes = (command: string, ...args: readonly string[]) =>
    spawnSync(join(root, 'node_modules', '.bin', command), args, { cwd: copy, encoding: 'utf8' }).status === 0;
  const original = readFileSync(path, 'utf8');
  writeFileSync(path, text);
  try {
    if (!passes('tsx', '-e', `for (const it of Object.values(require('./${file}'))) it.check?.()`))
      return ['unread or unknown fields'];
    const failed = Object.entries(tests).filter(([, test]) => !passes('jest', test, '--roots', 'test'));
    return failed.map(([net]) => net as Notice);
  } finally {
    writeFileSync(path, original);
  }
}

const config = ts.readConfigFile(join(root, 'tsconfig.build.json'), ts.sys.readFile).config;
// the copy lies elsewhere
const options = { ...ts.parseJsonConfigFileContent(config, ts.sys, root).options, rootDir: undefined };
const parsed = new Map<string, ts.SourceFile | undefined>();

/** Whether a file compiles with this text. The others see no more of a mapping than its type, so it alone is checked. */
function compiles(path: string, text: string): boolean {
  const host = ts.createCompilerHost(options);
  const parse = host.getSourceFile;
  host.getSourceFile = (name, language) => {
    if (name === path) return ts.createSourceFile(name, text, language, true);
    if (!parsed.has(name)) parsed.set(name, parse(name, language));
    return parsed.get(name);
  };
  const program = ts.createProgram([path], options, host);
  return ts.getPreEmitDiagnostics(program, program.getSourceFile(path)).length === 0;
}

function mutantsOf(file: string): readonly Mutant[] {
  const text = readFileSync(join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const mutants: Mutant[] = [];
  const replace = (node: ts.Node, by: string, what: string) =>
    mutants.push({ file, what, text: text.slice(0, node.getStart()) + by + text.slice(node.getEnd()) });

  const visit = (node: ts.Node, feature: string): void => {
    if (ts.isImportDeclaration(node) || isReason(node)) return;
    if (ts.isPropertyAssignment(node) && isFragment(node)) {
      // what another feature writes
      if (node.initializer.getText() !== '() => ({})')
        replace(node.initializer, '() => ({})', `${node.name.getText()} deleted`);
      node.forEachChild(child => visit(child, node.name.getText()));
      return;
    }
    const inside = ts.isFunctionDeclaration(node) ? (node.name?.text ?? feature) : feature;
    if (ts.isStringLiteral(node) && !ts.isLiteralTypeNode(node.parent) && !isItemName(node))
      replace(
        node,
        JSON.stringify(other(node.text)),
        `${inside}: ${node.getText()} becomes ${JSON.stringify(other(node.text))}`,
      );
    if (ts.isObjectLiteralExpression(node) && isOfTarget(node))
      for (const [what, by] of swapped(node)) replace(node, by, `${inside}: ${what}`);
    node.forEachChild(child => visit(child, inside));
  };
  visit(source, 'constant');
  return mutants;
}

const isFragment = (node: ts.PropertyAssignment): boolean =>
  ts.isObjectLiteralExpression(node.parent) &&
  ts.isPropertyAssignment(node.parent.parent) &&
  node.parent.parent.name.getText() === 'fragments';

/** Why something cannot be, or need not be: people alone read it. */
const isReason = (node: ts.Node): boolean =>
  (ts.isCallExpression(node) && node.expression.getText() === 'unsupported') ||
  (ts.isPropertyAssignment(node) && ['unsupportedLeaves', 'impliedLeaves'].includes(node.name.getText()));

/** What an item is called in CUE and CEL means nothing. */
const isItemName = (node: ts.StringLiteral): boolean =>
  ts.isCallExpression(node.parent) &&
  ['each', 'find', 'toMap'].includes(node.parent.expression.getText()) &&
  node.parent.arguments[1] === node;

/** An object literal that becomes fields of the target. */
const isOfTarget = (node: ts.ObjectLiteralExpression): boolean =>
  ts.isCallExpression(node.parent) && node.parent.expression.getText() !== 'Mapping';

/** Each two neighbouring fields with each other's values. */
function swapped(node: ts.ObjectLiteralExpression): readonly (readonly [string, string])[] {
  const fields = node.properties.filter(
    property => ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property),
  );
  const named = fields.map(
    field =>
      [
        field.name.getText(),
        ts.isPropertyAssignment(field) ? field.initializer.getText() : field.name.getText(),
      ] as const,
  );
  return named.slice(1).map(([second, of], i) => {
    const [first, value] = named[i]!;
    const all = named.map(([name, own]) => `${name}: ${name === first ? of : name === second ? value : own}`);
    return [`${first} and ${second} swapped`, `{ ${all.join(', ')} }`] as const;
  });
}

const opposites: { readonly [text: string]: string } = {
  HASH: 'RANGE',
  RANGE: 'HASH',
  ALL: 'KEYS_ONLY',
  delete: 'retain',
  Create: 'Delete',
};
const other = (text: string): string => opposites[text] ?? `${text}X`;

const report = (rows: readonly Row[]): string =>
  [
    '# What notices an altered mapping',
    '',
    'Every rendering of a table shares one fragment for each feature, so comparing the renderings with each other cannot',
    'find a fragment that is wrong. `npx tsx conformance/mutations.ts` deletes and alters each of them, one at a time, and',
    'writes this page: which net notices first, and of the last two, which of them. The hand-written manifests are',
    'compared as they are; the readers know nothing but the fields of the CRDs, and read back the request.',
    '',
    '| mapping | change | noticed by |',
    '|---|---|---|',
    ...rows.map(
      ({ file, what, notices }) =>
        `| ${relative('src/backends', file)} | ${what.replace(/\|/g, '\\|')} | ${notices.join(', ') || 'nothing'} |`,
    ),
    '',
  ].join('\n');

process.exit(main());
