import { violationText } from '../../../src/schema/violation';
import { StreamViewType } from '../../../src/table/features/stream';
import { ofProps, ofRequest } from './doors';

test.each(Object.values(StreamViewType))('%s is taken as it is', streamViewType => {
  const streamSpecification = { streamEnabled: true, streamViewType };
  expect(ofProps({ dynamoStream: streamViewType })).toMatchObject({ table: { streamSpecification }, violations: [] });
  expect(ofRequest({ StreamSpecification: { StreamEnabled: true, StreamViewType: streamViewType } })).toMatchObject({
    table: { streamSpecification },
    violations: [],
  });
});

test('a table that asks for no stream has none', () => {
  expect(ofProps({}).table?.streamSpecification).toBeUndefined();
  expect(ofRequest({}).table).not.toHaveProperty('streamSpecification');
});

test('a stream is switched off with a warning, in the words of the door', () => {
  const words = 'switches the stream off, which is a step and no resting place';
  const written = ofProps({ streamEnabled: false });
  expect(written.table?.streamSpecification).toEqual({ streamEnabled: false });
  expect(written.violations).toMatchObject([{ severity: 'warning', path: ['streamEnabled'] }]);
  const read = ofRequest({ StreamSpecification: { StreamEnabled: false } });
  expect(read.table).toMatchObject({ streamSpecification: { streamEnabled: false } });
  expect(read.violations.map(violationText)).toEqual([
    expect.stringContaining(`StreamSpecification.StreamEnabled: ${words}`),
  ]);
});

test.each([
  ['dynamoStream: must be given with a stream that is enabled', { streamEnabled: true }],
  [
    'dynamoStream: must not be given with a stream that is switched off',
    { streamEnabled: false, dynamoStream: StreamViewType.NEW_IMAGE },
  ],
  ['dynamoStream: must be one of KEYS_ONLY, NEW_IMAGE', { dynamoStream: 'ALL' }],
  ['streamEnabled: must be true or false', { streamEnabled: 'on' }],
])('%s', (words, props) =>
  expect(ofProps(props).violations.map(violationText)).toContainEqual(expect.stringContaining(words)),
);
