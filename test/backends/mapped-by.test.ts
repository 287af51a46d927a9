import { ack } from '../../src/backends/ack/engine';
import { mappedBy } from '../../src/backends/mapped-by';
import { readCreateTable } from '../../src/command/create-table-request';
import { celBoolean } from '../../src/expression/cel';
import { cueFailures } from '../../src/expression/cue';
import { type Fragments, Mapping, unsupported } from '../../src/expression/mapping';
import { full } from '../../src/interfaces/full';
import { rulesAsked } from '../../src/interfaces/requirements';
import { fieldsOf, type Shape } from '../../src/schema/shape';
import { pathText, violationText } from '../../src/schema/violation';
import { type JudgedTable, subjectOf } from '../../src/table/judge';
import { normalise } from '../../src/table/normalise';
import { type TableSpec, tableShape } from '../../src/table/table';
import { props, request } from '../command/tables';
import { engines } from './engines';

const features = Object.keys(fieldsOf(tableShape as Shape));

/** A target that takes everything as it is, but no table classes and no policies of deletion. */
const mapping = new Mapping<TableSpec>({
  shape: tableShape,
  fields: new Set(features.map(name => `spec.${name}`)),
  fragments: {
    ...Object.fromEntries(features.map(name => [name, (value: unknown) => ({ spec: { [name]: value } })])),
    tableClass: unsupported('it has no such field; ACK does'),
    deletionPolicy: unsupported('it never deletes', 'provider v9'),
  } as unknown as Fragments<TableSpec>,
});
const { rules } = mappedBy(mapping, 'Fake');
const because = 'cannot be given, because it has no such field; ACK does';
const fix = 'Leave it out, or choose another engine. [unsupported]';

test('every engine has a rule for each thing that its mapping cannot express, and no other', () => {
  const places = (engine: string) =>
    engines
      .find(({ name }) => name === engine)!
      .rules.filter(({ id }) => id === 'unsupported')
      .map(rule => pathText(subjectOf(rule).place));
  const notOnAck = [
    'warmThroughput',
    'providerConfigRef',
    'globalSecondaryIndexes',
    'pointInTimeRecoverySpecification.recoveryPeriodInDays',
  ];
  for (const engine of ['ack', 'kro', 'kratix']) expect(places(engine)).toEqual(notOnAck);
  expect(places('crossplane')).toEqual([
    'backupName',
    'connectionSecret',
    'connectionConfigMap',
    'sseSpecification.kmsMasterKeyRef',
  ]);
});

describe('of 51 tags one limit is told, that of the engine', () => {
  const tagged = <T>(tag: (name: string) => T): readonly T[] => Array.from({ length: 51 }, (_, at) => tag(`tag${at}`));
  const told = ({ violations }: JudgedTable) => violations.map(({ path, rule }) => `${pathText(path)} ${rule}`);

  test('at synth, beside what else is wrong with them', () => {
    const tags = [...tagged(key => ({ key, value: '' })).slice(1), { key: 'aws:x', value: '$' }];
    expect(told(normalise({ ...props, region: 'us-west-2', tags }, '', ack))).toEqual([
      'tags[50].value undefined',
      'tags[50].key G4',
      'tags G1',
    ]);
  });

  test('by render', () => {
    const Tags = tagged(Key => ({ Key, Value: '' }));
    expect(told(readCreateTable({ ...request, Tags }, { region: 'us-west-2' }, ack))).toEqual(['Tags G1']);
  });

  test('and where no engine has one, that of DynamoDB is', () => {
    const Tags = tagged(Key => ({ Key, Value: '' }));
    const { violations } = readCreateTable({ ...request, Tags }, { region: 'us-west-2' }, { ...ack, rules: [] });
    expect(violations.map(({ problem }) => problem)).toEqual(['must have at most 50 elements, has 51']);
  });
});

describe('what a mapping cannot express is refused', () => {
  test('at synth', () => {
    const told = normalise({ ...props, region: 'us-west-2', tableClass: 'STANDARD' as never }, '', { rules });
    expect(told.violations.map(violationText)).toEqual([`tableClass: ${because} (got "STANDARD"). ${fix}`]);
  });

  test('by render', () => {
    const read = (more: object, deletionPolicy?: 'retain' | 'delete') =>
      readCreateTable(
        { ...request, ...more },
        { region: 'us-west-2', deletionPolicy },
        { ...ack, rules },
      ).violations.map(violationText);
    expect(read({})).toEqual([]);
    expect(read({ TableClass: 'STANDARD' }, 'retain')).toEqual([`TableClass: ${because} (got "STANDARD"). ${fix}`]);
    expect(read({}, 'delete')).toEqual([
      `--deletion-policy: cannot be given, because it never deletes; it needs provider v9 (got "delete"). ${fix}`,
    ]);
  });

  test('in CUE and CEL', () => {
    const asked = rulesAsked(full, full.read('parameter'), rules);
    expect(asked.map(({ message }) => message)).toEqual([
      `tableClass: ${because}. ${fix}`,
      `deletionPolicy: cannot be given, because it never deletes; it needs provider v9. ${fix}`,
    ]);
    expect(asked.map(({ predicate }) => celBoolean(predicate, { parameter: 'self' }))).toEqual([
      '!has(self.tableClass)',
      'self.deletionPolicy == "retain"',
    ]);
    expect(asked.map(({ predicate }) => cueFailures(predicate, { parameter: 'parameter' }))).toEqual([
      ['if parameter.tableClass != _|_'],
      ['if parameter.deletionPolicy != "retain"'],
    ]);
  });
});
