import { CueWriter, type Roots } from './cue';
import { type Expression, nodeOf } from './expression';
import type { Members, Node } from './node';
import { unguarded } from './node';

export interface CuePatch {
  /** The marker before `patch:`, if the whole patch is of one strategy. */
  readonly strategy?: 'jsonMergePatch';
  readonly fields: string;
}

/**
 * The fields of a KubeVela trait's patch.
 *
 * Lists are merged by key. Everything else is a JSON merge patch, in which a null removes a field: a plain patch could
 * never switch a feature off that the component switched on.
 */
export function cuePatch(expression: Expression<unknown>, roots: Roots, indent: string): CuePatch {
  const node = nodeOf(expression);
  if (node.op !== 'object') throw new Error('only an object can be a patch');
  const lists = holdsList(node);
  const writer = lists ? new ListPatchWriter(roots, node) : new MergePatchWriter(roots, node);
  return { strategy: lists ? undefined : 'jsonMergePatch', fields: writer.fields(node.members, indent) };
}

const holdsList = (node: Node): boolean => {
  const { node: inner } = unguarded(node);
  return inner.op === 'each' || (inner.op === 'object' && Object.values(inner.members).some(holdsList));
};

/** Lists meet by key. Their elements carry no markers: two traits that disagree on an element must conflict. */
class ListPatchWriter extends CueWriter {
  private inElement = false;

  protected override before(node: Node): readonly string[] {
    if (this.inElement || node.op === 'object') return [];
    if (node.op !== 'each') throw new Error('a patch of lists cannot write other fields: make that a trait of its own');
    if (node.key === undefined) throw new Error('a list in a patch needs a key to be merged by');
    return [`patchKey=${node.key}`];
  }

  override value(node: Node, at: string): string {
    const outer = this.inElement;
    this.inElement ||= node.op === 'each';
    try {
      return super.value(node, at);
    } finally {
      this.inElement = outer;
    }
  }
}

class MergePatchWriter extends CueWriter {
  protected override after(members: Members, at: string): readonly string[] {
    return Object.entries(members).flatMap(([name, member]) =>
      this.failures({ op: 'allOf', predicates: unguarded(member).guards }).map(
        chain => `${at}${chain} {\n${at}\t${this.label(name)}: null\n${at}}\n`,
      ),
    );
  }
}
