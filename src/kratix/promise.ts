import { Construct } from 'constructs';
import * as kratixApi from '../../imports/platform.kratix.io';
import { clusterScoped } from '../constructs/cluster-scoped';
import { judgeTexts } from '../constructs/metadata';
import { check } from '../schema/check';
import { taken } from '../schema/given';
import { isObject } from '../schema/records';
import { optional, record, text } from '../schema/shape';
import { errorAt, type Violation, violationText } from '../schema/violation';
import { labelValueBounds } from '../table/kubernetes-names';
import { requestDefinition } from './request-definition';

/** What a platform team decides about the Promise. */
export interface TablePromiseProps {
  /** The image of the pipeline, which the platform team builds and pushes; by digest where it can be. */
  readonly image: string;
  /**
   * The version of the Promise.
   * @default '0.1.0'
   */
  readonly version?: string;
  /**
   * Labels of the destinations that run ACK.
   * @default { environment: 'aws' }
   */
  readonly destinationLabels?: { readonly [label: string]: string };
}

const propsShape = record('TablePromiseProps', {
  image: text('The image that you built for the pipeline.', {
    minLength: 1,
    pattern: '^[A-Za-z0-9][A-Za-z0-9._/:@-]*$',
    patternInWords: 'be the name of an image, such as registry.example.com/pipeline:0.1.0',
  }),
  version: optional(text('The version of the Promise.', { ...labelValueBounds, minLength: 1 })),
});

/** Kratix names a ServiceAccount `<promise>-resource-configure-<pipeline>`, in at most 60 characters. */
const promiseName = 'aws-dynamodb-kratix';
const pipelineName = 'render';

/** The Promise `aws-dynamodb-kratix`: a request becomes an ACK Table in a destination. A platform team installs it once. */
export class TablePromise extends Construct {
  constructor(scope: Construct, id: string, props: TablePromiseProps) {
    super(scope, id);
    const [given, misused] = taken(props, 'props', judgeProps);
    const { image, version = '0.1.0', destinationLabels = { environment: 'aws' } } = given;
    this.node.addValidation({ validate: () => misused.map(violationText) });
    const matchLabels = misused.length === 0 ? destinationLabels : {};
    const object = new kratixApi.Promise(this, 'Resource', {
      metadata: { name: promiseName, labels: { 'kratix.io/promise-version': version } },
      spec: {
        api: requestDefinition(),
        destinationSelectors: [{ matchLabels }],
        workflows: { resource: { configure: [pipeline(image)] } },
      },
    });
    clusterScoped(object);
  }
}

const judgeProps = ({ destinationLabels, ...others }: TablePromiseProps): readonly Violation[] => [
  ...check(others, propsShape),
  ...(destinationLabels === undefined ? [] : judgeLabels(destinationLabels)),
];

/** No label at all would select every destination. */
function judgeLabels(labels: unknown): readonly Violation[] {
  const path = ['destinationLabels'];
  return isObject(labels) && Object.keys(labels).length > 0
    ? judgeTexts(labels, path, true)
    : [errorAt(path, 'must be at least one label, a string by name', 'Give those that run ACK.', labels)];
}

/** No permissions, no delete pipeline: Kratix removes the files that it wrote, and the GitOps agent follows. */
const pipeline = (image: string) => ({
  apiVersion: 'platform.kratix.io/v1alpha1',
  kind: 'Pipeline',
  metadata: { name: pipelineName },
  spec: {
    containers: [
      {
        name: pipelineName,
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
    ],
  },
});
