import { ack } from '../../src/backends/ack/engine';
import { crossplanes } from '../../src/backends/crossplane/engine';
import type { Engine } from '../../src/backends/engine';
import { kratix } from '../../src/backends/kratix/engine';
import { kro } from '../../src/backends/kro/engine';

export const engines: readonly Engine[] = [ack, ...crossplanes, kro, kratix];
