import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages } from './pages';

for (const [name, page] of Object.entries(pages)) writeFileSync(join(__dirname, name), page());
