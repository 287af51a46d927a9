import type { Json } from '../json';
import type { Chance, Request } from '../request';
import type { Boundary } from './boundary';

const streaming = (c: Chance, StreamSpecification: Json): Request => ({ ...c.table(), StreamSpecification });
const views = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'];

export const streams: readonly Boundary[] = [
  {
    rule: 'S1',
    broken: [c => streaming(c, { StreamEnabled: true })],
    kept: views.map(StreamViewType => c => streaming(c, { StreamEnabled: true, StreamViewType })),
  },
  {
    rule: 'S1-off',
    broken: views.map(StreamViewType => c => streaming(c, { StreamEnabled: false, StreamViewType })),
    kept: [c => streaming(c, { StreamEnabled: false })],
  },
  {
    rule: 'StreamSpecification.StreamViewType',
    broken: ['ALL', 'keys_only'].map(StreamViewType => c => streaming(c, { StreamEnabled: true, StreamViewType })),
    kept: [],
  },
  {
    rule: 'StreamSpecification.StreamEnabled',
    broken: [c => streaming(c, {}), c => streaming(c, { StreamViewType: c.pick(views) })],
    kept: [],
  },
];
