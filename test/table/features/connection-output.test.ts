import { violationText } from '../../../src/schema/violation';
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
