import { ack } from '../../../src/backends/ack/engine';
import { crossplane } from '../../../src/backends/crossplane/engine';
import type { Engine } from '../../../src/backends/engine';
import { kratix } from '../../../src/backends/kratix/engine';
import { kro } from '../../../src/backends/kro/engine';
import { type Violation, violationText } from '../../../src/schema/violation';
import { ManagementPolicy } from '../../../src/table/features/management';
import { RemovalPolicy } from '../../../src/table/features/retention';
import { TimeToLive } from '../../../src/table/features/time-to-live';
import { judge } from '../../../src/table/judge';
import { ofProps, ofRequest } from './doors';

const { ADOPT, READ_ONLY } = ManagementPolicy;
const off = { pointInTimeRecoveryEnabled: false };

const told = (...all: readonly { readonly violations: readonly Violation[] }[]) =>
  all.flatMap(({ violations }) => violations.map(violationText));

test('a table that is only looked at is taken as it is', () => {
  const managementPolicy = READ_ONLY;
  expect(ofProps({ managementPolicy })).toMatchObject({ table: { managementPolicy }, violations: [] });
  expect(ofRequest({ ManagementPolicy: 'read-only' })).toMatchObject({ table: { managementPolicy }, violations: [] });
});

test('a table that says nothing of it is managed', () => {
  expect(ofProps({}).table?.managementPolicy).toBeUndefined();
  expect(ofRequest({}).table).not.toHaveProperty('managementPolicy');
});

test('a table that is only looked at is not deleted either, in the words of the door', () => {
  const words = 'cannot be read-only where the table is to be deleted with its object';
  const written = ofProps({ managementPolicy: READ_ONLY, removalPolicy: RemovalPolicy.DELETE });
  const read = ofRequest({ ManagementPolicy: 'read-only', DeletionPolicy: 'delete' });
  expect(told(written, read)).toEqual([
    expect.stringContaining(`managementPolicy: ${words}`),
    expect.stringContaining(`ManagementPolicy: ${words}`),
  ]);
});

test('a table is adopted with a warning, in the words of the door', () => {
  const words = 'takes over a table that exists as it is declared';
  const written = ofProps({ managementPolicy: ADOPT, deletionProtection: true, pointInTimeRecoverySpecification: off });
  const read = ofRequest({
    ManagementPolicy: 'adopt',
    DeletionProtectionEnabled: true,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
  });
  expect([written.table, read.table]).toMatchObject([{ managementPolicy: 'adopt' }, { managementPolicy: 'adopt' }]);
  expect([...written.violations, ...read.violations].map(({ severity }) => severity)).toEqual(['warning', 'warning']);
  expect(told(written, read)).toEqual([
    expect.stringContaining(`managementPolicy: ${words}`),
    expect.stringContaining(`ManagementPolicy: ${words}`),
  ]);
});

test('what would be switched off in silence must be said of a table that is adopted', () => {
  const words = 'must be given with a table that is adopted';
  expect(told(ofProps({ managementPolicy: ADOPT }), ofRequest({ ManagementPolicy: 'adopt' }))).toEqual(
    expect.arrayContaining([
      expect.stringContaining(`deletionProtection: ${words}`),
      expect.stringContaining(`DeletionProtectionEnabled: ${words}`),
    ]),
  );
  const adopted = ofProps({ managementPolicy: ADOPT, deletionProtection: true }).table!;
  const rulesOf = ({ rules }: Engine) => judge(adopted, { rules }).map(({ rule }) => rule);
  for (const engine of [ack, kro, kratix]) expect(rulesOf(engine)).toContain('M4');
  // Terraform leaves recovery as it is where nothing is said of it
  expect(rulesOf(crossplane)).not.toContain('M4');
});

test('time to live that is switched off is told of where ACK makes the table', () => {
  const { table } = ofProps({ timeToLive: TimeToLive.disabled('ttl') });
  const rulesOf = ({ rules }: Engine) => judge(table!, { rules }).map(({ rule }) => rule);
  for (const engine of [ack, kro, kratix]) expect(rulesOf(engine)).toContain('T5');
  expect(rulesOf(crossplane)).not.toContain('T5');
});
