import { rulesPage } from './rules';

/** The pages that are derived from the sources, by their names in docs/. */
export const pages: { readonly [name: string]: () => string } = { 'rules.md': rulesPage };
