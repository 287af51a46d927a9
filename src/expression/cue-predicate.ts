import { CueWriter, cueLiteral, type Roots } from './cue';
import type { Comparison, ListSource, Predicate } from './node';

/** Each chain is a row of clauses; where one of them holds, so does the predicate. */
type Chains = readonly (readonly string[])[];

/** The chains of clauses under which a predicate does not hold: one `errs` entry each. */
export const cueFailures = (predicate: Predicate, roots: Roots): readonly string[] =>
  new CuePredicates(roots, predicate).fails(predicate).map(chain => chain.join(' '));

/** A predicate as a boolean expression. */
export const cueBoolean = (predicate: Predicate, roots: Roots): string => {
  const chains = new CuePredicates(roots, predicate).holds(predicate);
  return chains.some(chain => chain.length === 0) ? 'true' : `len(${ones(chains)}) > 0`;
};

const ones = (chains: Chains): string => `[${chains.map(chain => `${chain.join(' ')} {1}`).join(', ')}]`;

const opposite: { readonly [C in Comparison]: Comparison } = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

class CuePredicates {
  private readonly writer: CueWriter;

  constructor(roots: Roots, predicate: Predicate) {
    this.writer = new CueWriter(roots, predicate);
  }

  holds(predicate: Predicate): Chains {
    return this.chains(predicate, true);
  }

  fails(predicate: Predicate): Chains {
    return this.chains(predicate, false);
  }

  private chains(predicate: Predicate, wanted: boolean): Chains {
    switch (predicate.op) {
      case 'constant':
        return predicate.holds === wanted ? [[]] : [];
      case 'not':
        return this.chains(predicate.predicate, !wanted);
      case 'blame':
        return this.chains(predicate.predicate, wanted);
      case 'allOf':
        return wanted ? this.together(predicate.predicates, true) : this.firstThat(predicate.predicates, false);
      case 'anyOf':
        return wanted ? this.firstThat(predicate.predicates, true) : this.together(predicate.predicates, false);
      case 'present':
        return this.present(predicate, wanted);
      case 'equals':
        return [[`if ${this.text(predicate.left)} ${wanted ? '==' : '!='} ${this.text(predicate.right)}`]];
      case 'isTrue':
        return [[`if ${wanted ? '' : '!'}${this.text(predicate.value)}`]];
      case 'matches':
        return [[`if ${this.text(predicate.value)} ${wanted ? '=~' : '!~'} ${cueLiteral(predicate.pattern)}`]];
      case 'compare':
        return [
          [
            `if ${this.text(predicate.left)} ${wanted ? predicate.comparison : opposite[predicate.comparison]} ${this.text(predicate.right)}`,
          ],
        ];
      case 'count':
        return [
          [
            `if len(${this.items(predicate.list, predicate.item, this.holds(predicate.where))}) ${wanted ? predicate.comparison : opposite[predicate.comparison]} ${predicate.bound}`,
          ],
        ];
      case 'exists':
        return [
          [
            `if len(${this.items(predicate.list, predicate.item, this.holds(predicate.predicate))}) ${wanted ? '>' : '=='} 0`,
          ],
        ];
      case 'all':
        return [
          [
            `if len(${this.items(predicate.list, predicate.item, this.fails(predicate.predicate))}) ${wanted ? '==' : '>'} 0`,
          ],
        ];
      case 'unique': {
        const generator = this.generator(predicate.list, predicate.item).join(' ');
        const keys = `{${generator} {"\\(${this.text(predicate.by)})": true}}`;
        return [[`if len([${generator} {1}]) ${wanted ? '==' : '!='} len(${keys})`]];
      }
    }
  }

  /** All of the predicates are as wanted. */
  private together(predicates: readonly Predicate[], wanted: boolean): Chains {
    return predicates.reduce<Chains>(
      (rows, predicate) => rows.flatMap(row => this.chains(predicate, wanted).map(chain => [...row, ...chain])),
      [[]],
    );
  }

  /** One of the predicates is as wanted, all before it are not: so what a later one reads is known to be there. */
  private firstThat(predicates: readonly Predicate[], wanted: boolean): Chains {
    return predicates.flatMap((predicate, i) =>
      this.together(predicates.slice(0, i), !wanted).flatMap(before =>
        this.chains(predicate, wanted).map(chain => [...before, ...chain]),
      ),
    );
  }

  private present(predicate: Predicate & { op: 'present' }, wanted: boolean): Chains {
    const path = this.writer.path(predicate.ref.path);
    if (wanted) return [this.writer.clauses(predicate)];
    return predicate.list
      ? [[`if ${path} == _|_`], [`if ${path} != _|_`, `if len(${path}) == 0`]]
      : [[`if ${path} == _|_`]];
  }

  private generator(list: ListSource, item: string): readonly string[] {
    return [
      ...list.presence.flatMap(condition => this.writer.clauses(condition)),
      `for ${item} in ${this.text(list.node)}`,
    ];
  }

  private items(list: ListSource, item: string, chains: Chains): string {
    const generator = this.generator(list, item);
    return ones(chains.map(chain => [...generator, ...chain]));
  }

  private text(node: Parameters<CueWriter['value']>[0]): string {
    return this.writer.value(node, '');
  }
}
