import {
  boolCoreTag,
  COLLECTION_STYLE,
  DEFAULT_SCALAR_STYLE_RULES,
  DUMP_SCHEMA,
  floatCoreTag,
  intCoreTag,
  type MappingNode,
  mapTag,
  type Node,
  nullCoreTag,
  type PresenterOptions,
  present,
  SCALAR_STYLE,
  type ScalarStyleRule,
  seqTag,
  strTag,
} from 'js-yaml';
import { isPlain } from '../schema/records';
import { isNumberInGo } from '../schema/text';

/** As loose as readers of YAML 1.1 have it: `.`, `e9` and `0x_` too. */
const number = /^(?=.*[0-9.])[-+]?(0x[0-9a-fA-F_]+|0b[01_]+|([0-9][0-9_]*)?(\.[0-9_]*)?([eE][-+]?[0-9]+)?)$/;

/** Quotes what some reader takes for a number although js-yaml does not: `0_80` and `1e999`, which Kubernetes' would. */
const quoteNumbers: ScalarStyleRule = layout => {
  const { tag, value } = layout.node;
  if (layout.style === SCALAR_STYLE.PLAIN && tag === strTag.tagName && (isNumberInGo(value) || number.test(value)))
    layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
};

const { tryLongOrMultilineAsBlock, quoteInvalidPlain, ...others } = DEFAULT_SCALAR_STYLE_RULES;

/** Go's YAML takes a tab with which a block begins for its indentation. */
const blocks: ScalarStyleRule = layout => {
  if (!/^\n*\t/.test(layout.node.value)) tryLongOrMultilineAsBlock(layout);
};

/** Rules of CEL are full of double quotes. */
const singleQuoteDoubleQuotes: ScalarStyleRule = layout => {
  const isPlain = (layout.allowedStylesMask & (1 << SCALAR_STYLE.PLAIN)) !== 0;
  if (layout.style !== SCALAR_STYLE.PLAIN || isPlain) return;
  if (/^[^'\n]*"[^'\n]*$/.test(layout.node.value)) layout.style = SCALAR_STYLE.SINGLE_QUOTED;
};

const options: PresenterOptions = {
  schema: DUMP_SCHEMA,
  lineWidth: -1,
  quoteStyle: 'double',
  // blocks first, since templates of CUE are indented with tabs, which would be quoted otherwise
  scalarStyleRules: [blocks, singleQuoteDoubleQuotes, quoteNumbers, quoteInvalidPlain, ...Object.values(others)],
};

/** Objects as YAML documents that readers of YAML 1.1 and of 1.2 understand alike: `N` is quoted, and so is `0o7`. */
export const toYaml = (...documents: readonly unknown[]): string =>
  documents.map(document => present([{ contents: nodeOf(document), directives: [] }], options)).join('---\n');

// js-yaml's own way to its nodes asks each value whether it is one of a dozen types: here all are JSON's
function nodeOf(value: unknown): Node {
  if (typeof value === 'string') return scalarNode(strTag.tagName, value);
  if (!isPlain(value)) return scalarOf(value ?? null);
  if (Array.isArray(value)) {
    const items: Node[] = [];
    for (const item of value) items.push(nodeOf(item));
    return { kind: 'sequence', tag: seqTag.tagName, tagged: false, style: COLLECTION_STYLE.BLOCK, items };
  }
  const items: MappingNode['items'] = [];
  for (const [name, member] of Object.entries(value))
    if (member !== undefined) items.push({ key: scalarNode(strTag.tagName, name), value: nodeOf(member) });
  return { kind: 'mapping', tag: mapTag.tagName, tagged: false, style: COLLECTION_STYLE.BLOCK, items };
}

const scalarNode = (tag: string, value: string): Node => ({
  kind: 'scalar',
  tag,
  tagged: false,
  style: SCALAR_STYLE.PLAIN,
  value,
});

const scalars = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag];

function scalarOf(value: unknown): Node {
  const tag = isScalar(value) ? scalars.find(({ identify }) => identify?.(value)) : undefined;
  if (!tag) throw new Error(`a manifest cannot hold ${kindOf(value)}`);
  return scalarNode(tag.tagName, tag.represent(value));
}

const isScalar = (value: unknown): boolean =>
  value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));

/** `[object Date]` as `a Date`. */
const kindOf = (value: unknown): string =>
  typeof value === 'number' ? String(value) : `a ${Object.prototype.toString.call(value).slice(8, -1)}`;
