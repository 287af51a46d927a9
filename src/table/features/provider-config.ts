import { optional, record, text } from '../../schema/shape';
import type { Feature } from '../feature';
import { subdomainBounds } from '../kubernetes-names';

const name = text('The name of the configuration.', subdomainBounds);

export const providerConfigFields = {
  providerConfigRef: optional(
    record('ProviderConfigReference', { name }, "Credentials of the table's own, instead of the environment's."),
  ),
};

/** Credentials of a table's own. */
export interface ProviderConfigProps {
  /**
   * The name of the provider configuration that holds the credentials, at most 253 characters. Its kind is that of the
   * environment's `credentials`. Only for Crossplane: ACK's controller has its own.
   * @default - the environment's
   */
  readonly providerConfigName?: string;
}

export const providerConfig: Feature = {
  props: { providerConfigName: optional(name) },
  toSpec: ({ providerConfigName }) => ({
    providerConfigRef: providerConfigName === undefined ? undefined : { name: providerConfigName },
  }),
  propPaths: { providerConfigRef: () => ['providerConfigName'] },
};
