import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages } from '../../docs/pages';

const committed = (name: string): string => readFileSync(join(__dirname, '..', '..', 'docs', name), 'utf8');

test('the pages that are derived from the sources are those that would be written now', () => {
  const stale = Object.entries(pages).filter(([name, page]) => page() !== committed(name));
  expect(stale.map(([name]) => `docs/${name} is stale: run npm run docs`)).toEqual([]);
});
