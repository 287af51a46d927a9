import { isTrue } from '../../expression/expression';
import { ifGiven, implies, not } from '../../expression/predicate';
import { flag, oneOf, optional, record } from '../../schema/shape';
import type { Feature } from '../feature';
import { forbidden, required } from '../rule';

const viewType = optional(
  oneOf('What the stream tells of a changed item.', 'KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'),
);
const enabled = flag('Whether changes of items are told in a stream.');

export const streamFields = {
  streamSpecification: optional(
    record(
      'StreamSpecification',
      { streamEnabled: enabled, streamViewType: viewType },
      'Changes of items, as a stream.',
    ),
  ),
};

/** What a stream tells of a changed item. */
export enum StreamViewType {
  /** The item as it is after the change. */
  NEW_IMAGE = 'NEW_IMAGE',
  /** The item as it was before the change. */
  OLD_IMAGE = 'OLD_IMAGE',
  /** The item before and after the change. */
  NEW_AND_OLD_IMAGES = 'NEW_AND_OLD_IMAGES',
  /** The item's key alone. */
  KEYS_ONLY = 'KEYS_ONLY',
}

/** Changes of items, as a stream that is kept for 24 hours. */
export interface StreamProps {
  /**
   * What the stream tells of a changed item. It cannot be changed on a table that has a stream: switch the stream off
   * first, which gives the next one another ARN.
   * @default - no stream
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html
   */
  readonly dynamoStream?: StreamViewType;
  /**
   * `false`, without `dynamoStream`, switches off the stream of a table that has one. A step, not a resting place: remove
   * it once it has taken effect, since AWS refuses it where there is no stream.
   * @default - true with dynamoStream
   */
  readonly streamEnabled?: boolean;
}

export const stream: Feature = {
  props: { dynamoStream: viewType, streamEnabled: optional(enabled) },
  toSpec: ({ dynamoStream, streamEnabled = dynamoStream === undefined ? undefined : true }) => ({
    streamSpecification: streamEnabled === undefined ? undefined : { streamEnabled, streamViewType: dynamoStream },
  }),
  propPaths: { streamSpecification: ([member]) => [member === 'streamEnabled' ? member : 'dynamoStream'] },
  rules: [
    {
      id: 'S1',
      kind: 'dynamodb',
      problem: 'must be given with a stream that is enabled',
      fix: 'Choose KEYS_ONLY, NEW_IMAGE, OLD_IMAGE or NEW_AND_OLD_IMAGES.',
      source: 'CreateTable StreamSpecification: UpdateViewType is required',
      holds: table =>
        ifGiven(table.streamSpecification, ({ streamEnabled, streamViewType }) =>
          implies(isTrue(streamEnabled), required(streamViewType)),
        ),
    },
    {
      id: 'S1-off',
      kind: 'dynamodb',
      problem: 'must not be given with a stream that is switched off',
      fix: 'Leave it out, or enable the stream.',
      source: 'CreateTable StreamSpecification: UpdateViewType should not be specified',
      holds: table =>
        ifGiven(table.streamSpecification, ({ streamEnabled, streamViewType }) =>
          implies(not(isTrue(streamEnabled)), forbidden(streamViewType)),
        ),
    },
    {
      id: 'S2',
      kind: 'policy',
      severity: 'warning',
      problem: 'switches the stream off, which is a step and no resting place: AWS refuses it where there is no stream',
      fix: 'Remove it once it has taken effect.',
      source: 'UpdateTable StreamSpecification: Table has no stream to disable (ACK issue 2782)',
      holds: table => ifGiven(table.streamSpecification, ({ streamEnabled }) => isTrue(streamEnabled)),
    },
  ],
};
