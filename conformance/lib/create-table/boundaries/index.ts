import type { Boundary } from './boundary';
import { capacity } from './capacity';
import { encryption } from './encryption';
import { globalIndexes } from './global-indexes';
import { keys } from './keys';
import { localIndexes } from './local-indexes';
import { names } from './names';
import { recovery } from './recovery';
import { streams } from './streams';
import { tags } from './tags';
import { throughput } from './throughput';

export const boundaries: readonly Boundary[] = [
  ...names,
  ...keys,
  ...globalIndexes,
  ...localIndexes,
  ...capacity,
  ...throughput,
  ...streams,
  ...encryption,
  ...recovery,
  ...tags,
];
