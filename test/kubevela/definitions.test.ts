import { ApiObject, Chart } from 'cdk8s';
import { Credentials, Environment, GitOpsApp, TableDefinitions, TextFile } from '../../src';
import { full } from '../../src/interfaces/full';
import type { Interface } from '../../src/interfaces/interface';
import { kratixComponent } from '../../src/interfaces/kratix';
import { minimal } from '../../src/interfaces/minimal';
import { fieldsOf, type Shape } from '../../src/schema/shape';
import type { TableSpec } from '../../src/table/table';

interface Definition {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly workload?: { readonly definition: { readonly kind: string } };
    readonly appliesToWorkloads?: readonly string[];
    readonly status?: { readonly healthPolicy: string; readonly customStatus: string; readonly details: string };
    readonly schematic: { readonly cue: { readonly template: string } };
  };
}

const chartOf = (environment?: Environment): Chart => {
  const chart = new Chart(new GitOpsApp(), 'platform');
  environment?.applyTo(chart);
  return chart;
};
const aws = new Environment({ name: 'aws', region: 'us-west-2', tableNamePrefix: 'acme.x-' });

const definitionsOf = (environment = aws, namespace?: string): readonly Definition[] =>
  new TableDefinitions(chartOf(environment), 'definitions', { namespace }).node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map(object => object.toJson() as Definition);

const definitions = definitionsOf();
const byName = (name: string, of = definitions): Definition => of.find(({ metadata }) => metadata.name === name)!;
const templateOf = (definition: Definition): string => definition.spec.schematic.cue.template;

/** A section of a template: `errs`, `output`, `#Parameter`. */
const section = (template: string, name: string): string =>
  template.match(new RegExp(`^${name}: [[{]\\n([\\s\\S]*?)^[\\]}]`, 'm'))?.[1] ?? '';

const traits = ['ttl', 'streams', 'protection', 'encryption', 'provisioned-capacity', 'local-index', 'global-index'];

describe('TableDefinitions', () => {
  test('has a component for each engine of KubeVela, and the traits of those that have some', () =>
    expect(definitions.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ComponentDefinition aws-dynamodb-xp',
      ...traits.map(trait => `TraitDefinition dynamodb-${trait}-xp`),
      'ComponentDefinition aws-dynamodb-kro',
      ...traits.map(trait => `TraitDefinition dynamodb-${trait}-kro`),
      'ComponentDefinition aws-dynamodb-kratix',
    ]));

  test('puts them where KubeVela takes them for every namespace, unless told another', () => {
    expect(new Set(definitions.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['vela-system']));
    expect(new Set(definitionsOf(aws, 'team').map(({ metadata }) => metadata.namespace))).toEqual(new Set(['team']));
  });

  test('needs an environment', () =>
    expect(new TableDefinitions(chartOf(), 'definitions').node.validate()).toEqual([
      'environment: is missing. Give it, or call applyTo of an Environment with the chart, before the definitions.',
    ]));

  test.each<[object, string]>([
    [{ namespace: 'B A D' }, 'namespace: must consist of'],
    [{ namespace: null }, 'namespace: must consist of'],
    [{ namespaces: 'team' }, 'namespaces: is not known (got "team"). Did you mean namespace?'],
    [{ environment: {} }, 'environment: must be an Environment'],
  ])('%j is refused', (props, message) =>
    expect(new TableDefinitions(chartOf(aws), 'definitions', props).node.validate()).toEqual([
      expect.stringContaining(message),
    ]),
  );

  test('writes each as CUE too', () => {
    const texts = new TableDefinitions(chartOf(aws), 'definitions').node.findAll().filter(TextFile.isTextFile);
    expect(texts.map(({ folder, name }) => `${folder}/${name}`)).toEqual(
      definitions.map(({ metadata }) => `cue/${metadata.name}.cue`),
    );
  });
});

describe('every definition', () => {
  test.each(definitions.map(definition => [definition.metadata.name, templateOf(definition)]))(
    '%s is closed: no misspelt parameter is taken',
    (_, template) => {
      expect(template).toContain('parameter: #Parameter\n');
      // an ellipsis stands before the type of a list's elements, and nowhere else
      expect(template.match(/(?<!\[)\.\.\./)).toBeNull();
    },
  );

  test('imports what it uses and nothing else', () => {
    for (const definition of definitions) {
      const template = templateOf(definition);
      expect([definition.metadata.name, template.includes('strings.')]).toEqual([
        definition.metadata.name,
        template.includes('import "strings"'),
      ]);
    }
  });
});

describe.each<readonly [string, Interface<TableSpec, unknown>]>([
  ['aws-dynamodb-xp', minimal],
  ['aws-dynamodb-kro', full],
  ['aws-dynamodb-kratix', kratixComponent],
])('%s', (name, through) => {
  const template = templateOf(byName(name));

  test('has the parameters of its interface, with their descriptions', () => {
    const parameters = section(template, '#Parameter');
    const names = [...parameters.matchAll(/^\t(\w+)\??: /gm)].map(match => match[1]);
    expect(names).toEqual(Object.keys(fieldsOf(through.parameters as Shape)));
    expect([...parameters.matchAll(/\+usage=\S/g)].length).toBeGreaterThan(names.length / 2);
  });

  test('sets the prefix before the name once, and refuses a name that has it', () => {
    const outputs = section(template, 'output');
    expect(outputs.split('acme.x-')).toHaveLength(2);
    // the dot of the prefix is one, and no pattern
    expect(section(template, 'errs')).toContain('"^acme\\\\.x-"');
    const plain = byName(name, definitionsOf(new Environment({ name: 'plain', region: 'us-west-2' })));
    expect(templateOf(plain)).not.toContain('acme');
    expect(templateOf(plain)).not.toContain('[N4]');
  });

  test('asks of the engine whether the table is ready', () => {
    const { status, workload } = byName(name).spec;
    expect(status!.healthPolicy).toMatch(/^isHealth: .*context\.output\.status/);
    expect(status!.customStatus).toMatch(/^message: /);
    expect(status!.details).toContain('tableArn: ');
    expect(workload!.definition.kind).toMatch(/Table|DynamoDBRequest/);
  });
});

test('credentials are those of the environment', () => {
  const environment = new Environment({
    name: 'team',
    region: 'us-west-2',
    credentials: Credentials.providerConfig('team-a'),
  });
  const output = section(templateOf(byName('aws-dynamodb-xp', definitionsOf(environment))), 'output');
  expect(output).toMatch(/"ProviderConfig"/);
  expect(output).toMatch(/"team-a"/);
});

test('a component asks only what no trait could satisfy', () => {
  const errors = (name: string) => section(templateOf(byName(name)), 'errs');
  expect(errors('aws-dynamodb-kro')).not.toContain('[K8]');
  expect(errors('aws-dynamodb-kro')).toContain('[K7]');
  // it has no traits, so there is nobody else to ask
  expect(errors('aws-dynamodb-kratix')).toContain('[K8]');
});

test('a trait asks what it alone decides, and leaves the rest to who sees the whole table', () => {
  for (const engine of ['xp', 'kro']) {
    const asked = (trait: string) =>
      [...section(templateOf(byName(`${trait}-${engine}`)), 'errs').matchAll(/\[([A-Z][\w-]*)\]/g)].map(
        match => match[1],
      );
    const local = ['N6-local', 'K3-index-local', 'I6-local', 'I7-local', 'I9-local', 'K1-local'];
    expect(asked('dynamodb-local-index')).toEqual(local);
    expect(asked('dynamodb-global-index')).toEqual([
      'C5-empty-index',
      'C6-index',
      'C6-empty-index',
      'N6',
      'K3-index',
      'I6',
      'I7',
      'I9',
      'K1-index',
      'K4',
    ]);
  }
});

test('a trait applies to the workload of its engine, and patches nothing but that', () => {
  const traits = definitions.filter(({ kind }) => kind === 'TraitDefinition');
  for (const trait of traits) {
    expect(trait.spec.appliesToWorkloads).toEqual([
      trait.metadata.name.endsWith('-kro') ? 'dynamodbtables.kro.run' : 'tables.dynamodb.aws.m.upbound.io',
    ]);
    expect(templateOf(trait)).toMatch(/^patch: \{$/m);
    expect(templateOf(trait)).not.toMatch(/^outputs?: /m);
  }
});

test('the trait for time to live reads as a person would write it', () =>
  expect(section(templateOf(byName('dynamodb-ttl-xp')), 'patch')).toBe(
    `\tspec: {
\t\tforProvider: {
\t\t\tttl: {
\t\t\t\tenabled: parameter.enabled
\t\t\t\tattributeName: parameter.attributeName
\t\t\t}
\t\t}
\t}
`,
  ));
