import { kratix } from '../backends/kratix/engine';
import { celBoolean } from '../expression/cel';
import { kratixRequest } from '../interfaces/kratix';
import { needs, type Requirement, rulesAsked } from '../interfaces/requirements';
import { openApi } from '../schema/open-api';
import { tableRules } from '../table/judge';

const [group, version] = kratix.apiVersion.split('/') as [string, string];
const plural = `${kratix.kind.toLowerCase()}s`;
const roots = { parameter: 'self' };

/** The CustomResourceDefinition of the request: what users of the Promise write. Kratix adds the status itself. */
export const requestDefinition = () => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: { kind: kratix.kind, plural, singular: kratix.kind.toLowerCase() },
    versions: [
      {
        name: version,
        served: true,
        storage: true,
        additionalPrinterColumns: [
          { name: 'Table', type: 'string', jsonPath: '.spec.name' },
          { name: 'Region', type: 'string', jsonPath: '.spec.region' },
          { name: 'Message', type: 'string', jsonPath: '.status.message' },
          { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
        ],
        schema: { openAPIV3Schema: { type: 'object', required: ['spec'], properties: { spec: specSchema() } } },
      },
    ],
  },
});

const specSchema = () => ({
  ...openApi(kratixRequest.parameters),
  'x-kubernetes-validations': requestRequirements().map(({ predicate, message }) => ({
    rule: celBoolean(predicate, roots),
    message,
  })),
});

/** What the API server asks of a request. */
export const requestRequirements = (): readonly Requirement[] => [
  ...needs(kratixRequest.parameters, 'parameter'),
  ...rulesAsked(kratixRequest, kratixRequest.read('parameter'), [...tableRules, ...kratix.rules]),
];
