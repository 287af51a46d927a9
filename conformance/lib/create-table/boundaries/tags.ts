import type { Chance, Request } from '../request';
import type { Boundary, Make } from './boundary';

const tagged = (c: Chance, ...tags: readonly (readonly [string, string])[]): Request => ({
  ...c.table(),
  Tags: tags.map(([Key, Value]) => ({ Key, Value })),
});

export const tags: readonly Boundary[] = [
  {
    rule: 'Tags',
    broken: [51, 60].map(count => c => tagged(c, ...c.names(count).map(name => [name, ''] as const))),
    // engines take some of the fifty for themselves
    kept: [1, 46].map(count => c => tagged(c, ...c.names(count).map(name => [name, ''] as const))),
  },
  {
    rule: 'Tags[].Key',
    broken: [
      ...[0, 129].map(
        (length): Make =>
          c =>
            tagged(c, [c.text(length), '']),
      ),
      ...['#', '*', '!'].map(
        (character): Make =>
          c =>
            tagged(c, [`${c.text(4)}${character}`, '']),
      ),
    ],
    kept: [
      ...[1, 128].map(
        (length): Make =>
          c =>
            tagged(c, [c.text(length), '']),
      ),
      c => tagged(c, ['a + b = c.d_e:f/g-1', 'é漢']),
    ],
  },
  {
    rule: 'Tags[].Value',
    broken: [c => tagged(c, ['key', c.text(257)]), c => tagged(c, ['key', `${c.text(4)}#`])],
    kept: [0, 256].map(length => c => tagged(c, ['key', c.text(length)])),
  },
  {
    rule: 'G4',
    broken: ['aws:', 'AWS:', 'Aws:'].map(prefix => c => tagged(c, [`${prefix}${c.text(4)}`, ''])),
    kept: [c => tagged(c, ['aws', '']), c => tagged(c, ['my-aws:x', ''])],
  },
  {
    rule: 'G4-twice',
    broken: [c => tagged(c, ['key', 'a'], ['key', 'a']), c => tagged(c, ['key', 'a'], ['x', ''], ['key', 'b'])],
    kept: [c => tagged(c, ['key', 'a'], ['Key', 'a'])],
  },
];
