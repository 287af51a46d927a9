import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../readme/blocks';

interface Entry {
  readonly optionalDependencies?: { readonly [name: string]: string };
  readonly resolved?: string;
  readonly link?: true;
}

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: { readonly [path: string]: Entry };
};

test('npm ci takes the lock on every machine: other platforms’ binaries are named too (mend: node .ci/complete-lock.mjs)', () => {
  const named = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map(name => [`${path}/node_modules/${name}`, `node_modules/${name}`] as const),
  );
  expect(named.filter(paths => !paths.some(path => packages[path])).map(([, path]) => path)).toEqual([]);
});

test('the lock names no registry', () =>
  expect(Object.values(packages).filter(({ resolved, link }) => resolved !== undefined && !link)).toEqual([]));
