import { Construct, type IConstruct } from 'constructs';
import { judgeMembers, must, taken } from '../schema/given';
import { type Violation, violationText } from '../schema/violation';

const kind = Symbol.for('cdk8s-dynamodb.TextFile');

/** A file that is no manifest. */
export interface TextFileProps {
  /** The folder, below that of the topmost chart. */
  readonly folder: string;
  /** The file's name. */
  readonly name: string;
  /** What the file holds. */
  readonly text: string;
}

/**
 * A file that is no manifest, such as a CUE definition or a policy. `GitOpsApp` writes it outside every synced folder; an app of
 * cdk8s itself leaves it out.
 */
export class TextFile extends Construct {
  static isTextFile(construct: IConstruct): construct is TextFile {
    return kind in construct;
  }

  readonly folder: string;
  readonly name: string;
  readonly text: string;

  constructor(scope: Construct, id: string, props: TextFileProps) {
    super(scope, id);
    Object.defineProperty(this, kind, { value: true });
    const [{ folder, name, text }, misused] = taken(props, 'props', judgeProps);
    this.folder = folder;
    this.name = name;
    this.text = text;
    this.node.addValidation({ validate: () => misused.map(violationText) });
  }
}

const texts = ['folder', 'name', 'text'] as const;

const judgeProps = (given: TextFileProps): readonly Violation[] => [
  ...judgeMembers(given, texts),
  ...texts.flatMap(prop => must(typeof given[prop] === 'string', [prop], given[prop] ?? null, 'a string')),
];
