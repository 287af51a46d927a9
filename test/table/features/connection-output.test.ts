import { ack } from '../../../src/backends/ack/engine';
import { crossplane } from '../../../src/backends/crossplane/engine';
import type { Engine } from '../../../src/backends/engine';
import { kratix } from '../../../src/backends/kratix/engine';
import { kro } from '../../../src/backends/kro/engine';
import { type Violation, violationText } from '../../../src/schema/violation';
import { ofProps, ofRequest } from './doors';

test.each(['a', 'orders-connection', 'a.b.c-d', 'x'.repeat(253)])('%s is taken as it is', name => {
  const table = { connectionSecret: { name }, connectionConfigMap: { name } };
  expect(ofProps({ connectionSecretName: name, connectionConfigMapName: name })).toMatchObject({
    table,
    violations: [],
  });
  expect(ofRequest({ ConnectionSecret: { Name: name }, ConnectionConfigMap: { Name: name } })).toMatchObject({
    table,
    violations: [],
  });
});

test('a table that asks for neither has neither', () => {
  for (const { table } of [ofProps({}), ofRequest({})])
    expect(Object.keys(table!).filter(name => name.startsWith('connection'))).toEqual([]);
});

test.each(['Orders', 'a_b', '-a', 'a-', 'a..b', '', 'x'.repeat(254), 'ä'])('%j is no name', name => {
  for (const prop of ['connectionSecretName', 'connectionConfigMapName'])
    expect(ofProps({ [prop]: name }).violations.map(violationText)).toEqual([
      expect.stringMatching(new RegExp(`^${prop}: must (consist of lower-case|have 1 to 253)`)),
    ]);
});

test('what an engine cannot do with one is told with the name as it was given', () =>
  expect(ofProps({ connectionSecretName: 'told' }, crossplane.rules).violations.map(violationText)).toEqual([
    expect.stringMatching(/^connectionSecretName: cannot be given, .* \(got "told"\)\. /),
  ]));

test('it is filled late by ACK and Kratix, of which they warn, and not by kro', () => {
  const warned = ({ rules }: Engine) => ofProps({ connectionSecretName: 'told' }, rules).violations.map(isF1);
  expect([ack, kratix, kro].map(warned)).toEqual([[true], [true], []]);
});
const isF1 = ({ rule, severity }: Violation) => rule === 'F1' && severity === 'warning';
