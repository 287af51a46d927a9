import { load } from 'js-yaml';
import { ack } from '../../src/backends/ack/engine';
import { crossplane, crossplaneCluster } from '../../src/backends/crossplane/engine';
import { kratix } from '../../src/backends/kratix/engine';
import { kro } from '../../src/backends/kro/engine';
import { manifestOf } from '../../src/backends/manifest';
import { createTable } from '../../src/interfaces/create-table';
import { writeParameters } from '../../src/interfaces/read-table';
import { renderRequest } from '../../src/kratix/pipeline';
import { expressible, tables as randomTables } from '../support/tables';
import { render } from './doors';

const environment = { providerConfig: { kind: 'ClusterProviderConfig', name: 'default' } } as const;
const tables = randomTables(20261121, 40);

describe('a random table', () => {
  test.each([ack, crossplane, crossplaneCluster, kro, kratix])(
    'as a CreateTable request is rendered as it is declared: $name',
    engine => {
      for (const { name, spec: any } of tables) {
        const spec = expressible(any, engine);
        const { Region, DeletionPolicy, ManagementPolicy, ...request } = writeParameters(createTable, spec) as {
          [member: string]: unknown;
        };
        const options = [
          '--backend',
          engine.name,
          '--region',
          String(Region),
          '--deletion-policy',
          String(DeletionPolicy),
          ...(ManagementPolicy === undefined ? [] : ['--management-policy', String(ManagementPolicy)]),
        ];
        const { exitCode, written } = render(request, ...options, '--name', name);
        expect(exitCode).toBe(0);
        expect(load(written)).toEqual(manifestOf(engine, spec, name, environment));
      }
    },
  );

  test('as a Kratix request becomes the ACK Table', () => {
    for (const { name, spec: any } of tables) {
      const spec = expressible(any, kratix);
      const request = manifestOf(kratix, spec, name, environment);
      const { manifest } = renderRequest({ ...request, metadata: { ...request.metadata, namespace: 'shop' } });
      const { metadata, ...table } = manifestOf(ack, spec, name, environment);
      expect(manifest).toEqual({ ...table, metadata: { ...metadata, namespace: 'shop' } });
    }
  });
});
