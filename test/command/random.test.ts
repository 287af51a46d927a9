import { loadAll } from 'js-yaml';
import { ack } from '../../src/backends/ack/engine';
import { crossplanes } from '../../src/backends/crossplane/engine';
import { kratix } from '../../src/backends/kratix/engine';
import { kro } from '../../src/backends/kro/engine';
import { manifestOf } from '../../src/backends/manifest';
import { createTable } from '../../src/interfaces/create-table';
import { writeParameters } from '../../src/interfaces/read-table';
import { renderRequest } from '../../src/kratix/pipeline';
import { environment, objectsOf } from '../backends/engines';
import { expressible, tables as randomTables } from '../support/tables';
import { render } from './doors';

const named = (option: string, given: unknown): readonly string[] =>
  given === undefined ? [] : [option, (given as { readonly Name: string }).Name];
const tables = randomTables(20261121, 40);

describe('a random table', () => {
  test.each([ack, ...crossplanes, kro, kratix])(
    'as a CreateTable request is rendered as it is declared: $name',
    engine => {
      for (const { name, spec: any } of tables) {
        const spec = expressible(any, engine);
        const parameters = writeParameters(createTable, spec) as { [member: string]: unknown };
        const { Region, DeletionPolicy, ManagementPolicy, ConnectionSecret, ConnectionConfigMap, ...request } =
          parameters;
        const options = [
          '--backend',
          engine.name,
          '--region',
          String(Region),
          '--deletion-policy',
          String(DeletionPolicy),
          ...(ManagementPolicy === undefined ? [] : ['--management-policy', String(ManagementPolicy)]),
          ...named('--connection-secret', ConnectionSecret),
          ...named('--connection-config-map', ConnectionConfigMap),
        ];
        const { exitCode, written } = render(request, ...options, '--name', name);
        expect(exitCode).toBe(0);
        expect(loadAll(written)).toEqual(objectsOf(engine, spec, name));
      }
    },
  );

  test('as a Kratix request becomes the ACK Table', () => {
    for (const { name, spec: any } of tables) {
      const spec = expressible(any, kratix);
      const request = manifestOf(kratix, spec, name, environment);
      const rendered = renderRequest({ ...request, metadata: { ...request.metadata, namespace: 'shop' } });
      expect([rendered.manifest, ...rendered.companions]).toEqual(
        objectsOf(ack, spec, name).map(({ metadata, ...object }) => ({
          ...object,
          metadata: { ...metadata, namespace: 'shop' },
        })),
      );
    }
  });
});
