import { capabilitiesPage } from './capabilities';
import { rulesPage } from './rules';

/** The pages that are derived from the sources, by their names in docs/. */
export const pages: { readonly [name: string]: () => string } = {
  'capabilities.md': capabilitiesPage,
  'rules.md': rulesPage,
};
