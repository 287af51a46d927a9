import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ack } from '../../src/backends/ack/engine';
import { manifestOf } from '../../src/backends/manifest';
import { readCreateTable } from '../../src/command/create-table-request';
import { isError } from '../../src/schema/violation';
import { readAckTable } from '../support/readers/ack';
import type { Members } from '../support/readers/members';
import { environment } from './engines';

interface Converged {
  readonly case: string;
  /** What ACK 1.9.2 took and left alone: it made the calls of a new table, and then stayed silent. */
  readonly spec: Members;
  /** Those calls, as one request: without the tags of ACK's own, and with what was set beside CreateTable. */
  readonly request: Members;
}

const recorded = JSON.parse(readFileSync(join(__dirname, 'ack-converged.json'), 'utf8')) as readonly Converged[];

/** Tables with features that do not exist yet. */
const notYet: readonly string[] = ['insights', 'policy'];

const read = ({ request }: Converged) => readCreateTable(request, { region: 'us-west-2' }, ack);
const isListed = ({ case: name }: Converged) => notYet.includes(name);
const named = (cases: readonly Converged[]) => cases.map(one => [one.case, one] as const);

test('every table that is listed was recorded', () =>
  expect(recorded.filter(isListed).map(one => one.case)).toEqual(notYet));

test.each(named(recorded.filter(one => !isListed(one))))('what ACK converges on: %s', (_, one) => {
  const { table, violations } = read(one);
  expect(violations.filter(isError)).toEqual([]);
  expect(manifestOf(ack, table!, 'object', environment).spec).toEqual(one.spec);
});

test.each(named(recorded.filter(isListed)))('%s cannot be expressed yet; take it off the list when it can', (_, one) =>
  expect(read(one).violations.filter(isError)).not.toEqual([]),
);

test.each(named(recorded.filter(one => !['insights', 'policy'].includes(one.case))))(
  'the reader of the CRD takes %s for the calls that the controller made',
  (_, { spec, request }) => expect(readAckTable({ metadata: {}, spec })).toEqual(request),
);
