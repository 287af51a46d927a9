import { ack } from '../../../src/backends/ack/engine';
import { violationText } from '../../../src/schema/violation';
import { ofProps } from './doors';

const told = (props: object, rules = ack.rules) => ofProps(props, rules).violations.map(violationText);

test('a table may have credentials of its own', () =>
  expect(ofProps({ providerConfigName: 'shop' })).toMatchObject({
    table: { providerConfigRef: { name: 'shop' } },
    violations: [],
  }));

test('a table that names none has those of its environment', () =>
  expect(ofProps({}).table?.providerConfigRef).toBeUndefined());

test('ACK has no such thing, and says so', () =>
  expect(told({ providerConfigName: 'shop' })).toEqual([
    expect.stringContaining('providerConfigName: cannot be given, because ACK has its credentials in its controller'),
  ]));

test.each(['', 'Shop', '-shop', 'a..b', 'a.-b', 'x'.repeat(254)])('%j names no configuration', providerConfigName =>
  expect(told({ providerConfigName }, [])).toContainEqual(expect.stringContaining('providerConfigName: must')),
);
