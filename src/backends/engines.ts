import { ack } from './ack/engine';
import { crossplanes } from './crossplane/engine';
import type { Engine } from './engine';
import { kratix } from './kratix/engine';
import { kro } from './kro/engine';

/** Every engine, as `Backend` and `render` know them. */
export const engines: readonly Engine[] = [ack, ...crossplanes, kro, kratix];
