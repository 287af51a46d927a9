import { ack } from '../../src/backends/ack/engine';
import { full } from '../../src/interfaces/full';
import { interfaceOf } from '../../src/interfaces/interface';
import { same } from '../../src/interfaces/parts';
import { componentTemplate, traitTemplate } from '../../src/kubevela/template';
import { pick } from '../../src/schema/shape';
import { tableShape } from '../../src/table/table';

const environment = { providerConfig: { kind: 'ClusterProviderConfig', name: 'default' } } as const;
const body = componentTemplate({ engine: ack, through: full, traits: [] }, environment, 'acme-').body;

test('objects beside the table are outputs of a component whose engine does not make them itself', () => {
  const [output, outputs] = [/^output: \{\n[\s\S]*?^\}/m, /^outputs: \{\n[\s\S]*?^\}/m].map(of => body.match(of)?.[0]);
  expect(output).not.toContain('companions');
  expect(outputs).toContain(`\tif parameter.backupName != _|_ {
\t\tbackup: {
\t\t\tapiVersion: "dynamodb.services.k8s.aws/v1alpha1"
\t\t\tkind: "Backup"
\t\t\tmetadata: {
\t\t\t\tname: "\\(context.name)-backup"
\t\t\t\tannotations: {
\t\t\t\t\t"services.k8s.aws/region": parameter.region
\t\t\t\t\t"services.k8s.aws/deletion-policy": parameter.deletionPolicy
\t\t\t\t}
\t\t\t}
\t\t\tspec: {
\t\t\t\ttableName: "acme-\\(parameter.tableName)"
\t\t\t\tbackupName: parameter.backupName
\t\t\t}
\t\t}
\t}
`);
  expect(outputs).toContain(
    '\tif parameter.writeConnectionSecretToRef != _|_ if parameter.streamEnabled != _|_ if parameter.streamEnabled {\n\t\tconnectionSecretTableStreamArn: {',
  );
});

test('they are outputs of a trait too', () => {
  const trait = interfaceOf(pick(tableShape, 'connectionSecret', 'streamSpecification'), {
    connectionSecret: same,
    streamSpecification: { flat: { streamEnabled: same, streamViewType: same } },
  });
  const { body } = traitTemplate(ack, trait);
  expect(body).toMatch(/^outputs: \{\n\tconnectionSecret: \{/m);
  expect(body).not.toContain('companions');
});
