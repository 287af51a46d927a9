import { Construct } from 'constructs';
import * as kratixApi from '../../imports/platform.kratix.io';
import { clusterScoped } from '../constructs/cluster-scoped';
import { judgeMembers } from '../schema/given';
import { isObject } from '../schema/records';
import { violationText } from '../schema/violation';
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

/** No label at all would select every destination. */
const noDestinations = 'destinationLabels: must be at least one label, a string by name. Give those that run ACK.';

/** It is the value of a label. */
const noVersion = 'version: must be at most 63 letters, digits, "-", "_" and ".". Give one such as 0.1.0.';

/** Kratix names a ServiceAccount `<promise>-resource-configure-<pipeline>`, in at most 60 characters. */
const promiseName = 'aws-dynamodb-kratix';
const pipelineName = 'render';

/** The Promise `aws-dynamodb-kratix`: a request becomes an ACK Table in a destination. A platform team installs it once. */
export class TablePromise extends Construct {
  constructor(scope: Construct, id: string, props: TablePromiseProps) {
    super(scope, id);
    const { image, version = '0.1.0', destinationLabels = { environment: 'aws' } } = props ?? {};
    const labels = isObject(destinationLabels) ? { ...destinationLabels } : {};
    const given = typeof image === 'string' ? image : '';
    const texts = Object.values(labels);
    const isSelective = texts.length > 0 && texts.every(label => typeof label === 'string');
    this.node.addValidation({
      validate: () => [
        ...judgeMembers(props, ['image', 'version', 'destinationLabels']).map(violationText),
        ...(/^[!-~]+$/.test(given)
          ? []
          : [
              `image: ${given.trim() ? 'must hold no white space' : 'is missing'}. Give the image that you built for the pipeline.`,
            ]),
        ...(isSelective ? [] : [noDestinations]),
        ...(typeof version === 'string' && /^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/.test(version) ? [] : [noVersion]),
      ],
    });
    const object = new kratixApi.Promise(this, 'Resource', {
      metadata: { name: promiseName, labels: { 'kratix.io/promise-version': version } },
      spec: {
        api: requestDefinition(),
        destinationSelectors: [{ matchLabels: labels }],
        workflows: { resource: { configure: [pipeline(image)] } },
      },
    });
    clusterScoped(object);
  }
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
