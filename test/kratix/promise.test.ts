import { Chart, Testing } from 'cdk8s';
import { TablePromise, type TablePromiseProps } from '../../src';
import { kratix } from '../../src/backends/kratix/engine';
import { kratixRequest } from '../../src/interfaces/kratix';
import { requestDefinition } from '../../src/kratix/request-definition';
import { fieldsOf, type Shape } from '../../src/schema/shape';
import { tableRules } from '../../src/table/judge';

const image = 'registry.example.com/pipeline@sha256:0';

const promiseOf = (props: TablePromiseProps) => {
  const chart = Testing.chart();
  new TablePromise(chart, 'promise', props);
  return Testing.synth(chart)[0];
};

const pipelineOf = (promise: ReturnType<typeof promiseOf>) => promise.spec.workflows.resource.configure[0];

describe('the Promise', () => {
  test('has the name of the seeds, and a version', () => {
    expect(promiseOf({ image }).metadata).toEqual({
      name: 'aws-dynamodb-kratix',
      labels: { 'kratix.io/promise-version': '0.1.0' },
    });
    expect(promiseOf({ image, version: '2.0.0' }).metadata.labels).toEqual({ 'kratix.io/promise-version': '2.0.0' });
  });

  test('belongs to no namespace, not even to that of its chart', () => {
    const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop' });
    new TablePromise(chart, 'promise', { image });
    expect(Testing.synth(chart)[0].metadata.namespace).toBeUndefined();
  });

  test('goes to the destinations that run ACK', () => {
    expect(promiseOf({ image }).spec.destinationSelectors).toEqual([{ matchLabels: { environment: 'aws' } }]);
    expect(promiseOf({ image, destinationLabels: { team: 'a', zone: 'b' } }).spec.destinationSelectors).toEqual([
      { matchLabels: { team: 'a', zone: 'b' } },
    ]);
  });

  test.each<[unknown, string]>([
    [undefined, 'image: is missing. Add it: The image that you built for the pipeline.'],
    [{}, 'image: is missing. Add it: The image that you built for the pipeline.'],
    ['x', 'props: must be an object (got "x")'],
    [null, 'props: must be an object (got null)'],
    [Object.create({ image }), 'props: must be a plain object'],
    [{ image: '' }, 'image: must have at least 1 character'],
    [{ image: 5 }, 'image: must be a string (got 5)'],
    ...[' ', 'a b\nc', '!!!:::@@@'].map((wrong): [unknown, string] => [{ image: wrong }, 'image: must ']),
    [{ image, version: 1 }, 'version: must be a string (got 1)'],
    [{ image, version: '1.0 beta' }, 'version: must consist of letters, digits, "-", "_" and "."'],
    [{ image, version: 'x'.repeat(64) }, 'version: must have 1 to 63 characters, has 64'],
    [
      { image, destinationLabels: {} },
      'destinationLabels: must be at least one label, a string by name (got {}). Give',
    ],
    [
      { image, destinationLabel: { a: 'b' } },
      'destinationLabel: is not known (got {"a":"b"}). Known are image, version',
    ],
    [
      { image, destinationLabels: 'x' },
      'destinationLabels: must be at least one label, a string by name (got "x"). Give',
    ],
    [{ image, destinationLabels: new Map([['a', 'b']]) }, 'destinationLabels: must be at least one label'],
    [{ image, destinationLabels: { 'a b': 'c' } }, 'destinationLabels["a b"]: must consist of at most 63 letters'],
    [{ image, destinationLabels: { a: 'c d' } }, 'destinationLabels.a: must consist of letters, digits'],
    [{ image, destinationLabels: { constructor: 'b' } }, 'destinationLabels.constructor: is a name that cdk8s cannot'],
    [{ image, destinationLabels: { a: 5 } }, 'destinationLabels.a: must be a string (got 5)'],
  ])('%j is refused', (props, message) => expect(() => promiseOf(props as TablePromiseProps)).toThrow(message));

  test('has one pipeline of one container, which runs the image as it is and may do nothing else', () => {
    const { workflows } = promiseOf({ image }).spec;
    expect(Object.keys(workflows)).toEqual(['resource']);
    expect(Object.keys(workflows.resource)).toEqual(['configure']);
    const { spec, metadata } = pipelineOf(promiseOf({ image }));
    expect(metadata).toEqual({ name: 'render' });
    expect(Object.keys(spec)).toEqual(['containers']);
    expect(spec.containers).toEqual([
      {
        name: 'render',
        image,
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          readOnlyRootFilesystem: true,
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
      },
    ]);
  });

  test('has a ServiceAccount whose name is short enough', () =>
    expect(
      `aws-dynamodb-kratix-resource-configure-${pipelineOf(promiseOf({ image })).metadata.name}`.length,
    ).toBeLessThan(61));

  test('brings the definition of its request', () =>
    expect(promiseOf({ image }).spec.api).toEqual(requestDefinition()));
});

describe('the definition of the request', () => {
  const { spec, metadata } = requestDefinition();
  const [version] = spec.versions;
  const request = version!.schema.openAPIV3Schema.properties.spec;

  test('is that of the backend', () => {
    expect(metadata.name).toBe('dynamodbrequests.dynamodb.kratix.io');
    expect([`${spec.group}/${version!.name}`, spec.names.kind]).toEqual([kratix.apiVersion, kratix.kind]);
    expect(version).toMatchObject({ served: true, storage: true });
  });

  test('has the fields of the vocabulary, and asks for those without which there is no table', () => {
    expect(Object.keys(request.properties!)).toEqual(Object.keys(fieldsOf(kratixRequest.parameters as Shape)));
    expect(request).toMatchObject({ required: ['name', 'region', 'attributeDefinitions', 'keySchema'] });
  });

  test('asks every rule that is no warning, in the words of the request', () => {
    const rules = request['x-kubernetes-validations'];
    const messages = rules.map(({ message }) => message).join('\n');
    const asked = [...tableRules, ...kratix.rules].filter(rule => rule.severity !== 'warning');
    expect(asked.filter(({ id }) => !messages.includes(`[${id}]`)).map(({ id }) => id)).toEqual([]);
    expect(messages).toContain('ttlEnabled needs ttlAttributeName');
    for (const { rule } of rules) expect(rule).not.toMatch(/parameter|schema\.spec/);
  });

  test('leaves the status to Kratix', () =>
    expect(Object.keys(version!.schema.openAPIV3Schema.properties)).toEqual(['spec']));
});
