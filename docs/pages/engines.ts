import { ack } from '../../src/backends/ack/engine';
import { crossplane, crossplaneCluster } from '../../src/backends/crossplane/engine';
import type { Engine } from '../../src/backends/engine';
import { kratix } from '../../src/backends/kratix/engine';
import { kro } from '../../src/backends/kro/engine';

export const engines: readonly Engine[] = [ack, crossplane, crossplaneCluster, kro, kratix];
