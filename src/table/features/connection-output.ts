import { optional, record, text } from '../../schema/shape';
import type { Feature } from '../feature';
import { subdomainBounds } from '../kubernetes-names';

const name = text('Its name, in the namespace of the table.', subdomainBounds);
const told = 'that is told the name, the ARN and the region of the table, and the ARN of its stream.';

export const connectionOutputFields = {
  connectionSecret: optional(record('ConnectionSecret', { name }, `A Secret ${told}`)),
  connectionConfigMap: optional(record('ConnectionConfigMap', { name }, `A ConfigMap ${told}`)),
};

/**
 * What an application needs to find the table, under the keys `tableName`, `tableArn`, `region` and, while there is a
 * stream, `tableStreamArn`. The object is made and deleted with the table, in its namespace, so give a name that nothing
 * else has; it is filled once the table is there, with ACK and Kratix after a restart of ACK's controller (rule F1).
 */
export interface ConnectionOutputProps {
  /**
   * The name of a Secret that is told of the table. None of it is secret: it is for applications that read Secrets.
   * @default - none
   */
  readonly connectionSecretName?: string;
  /**
   * The name of a ConfigMap that is told of the table.
   * @default - none
   */
  readonly connectionConfigMapName?: string;
}

const named = (given: string | undefined) => (given === undefined ? undefined : { name: given });

export const connectionOutput: Feature = {
  props: { connectionSecretName: optional(name), connectionConfigMapName: optional(name) },
  toSpec: ({ connectionSecretName, connectionConfigMapName }) => ({
    connectionSecret: named(connectionSecretName),
    connectionConfigMap: named(connectionConfigMapName),
  }),
  propPaths: {
    connectionSecret: () => ['connectionSecretName'],
    connectionConfigMap: () => ['connectionConfigMapName'],
  },
};
