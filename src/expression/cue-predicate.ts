import { CueWriter, cueLiteral, type Roots } from './cue';
import type { Comparison, Predicate } from './node';

/** Each chain is a row of clauses; where one of them holds, so does the predicate. */
type Chains = readonly (readonly string[])[];

/** The chains of clauses under which a predicate does not hold: one `errs` entry each. */
export const cueFailures = (predicate: Predicate, roots: Roots): readonly string[] =>
  new CuePredicates(roots, predicate).chains(predicate, false, false).map(chain => chain.join(' '));

/** A predicate as a boolean expression. */
export const cueBoolean = (predicate: Predicate, roots: Roots): string => {
  const chains = new CuePredicates(roots, predicate).chains(predicate, true, true);
  return chains.some(chain => chain.length === 0) ? 'true' : `len(${ones(chains)}) > 0`;
};

const ones = (chains: Chains): string => `[${chains.map(chain => `${chain.join(' ')} {1}`).join(', ')}]`;

const opposite: { readonly [C in Comparison]: Comparison } = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

class CuePredicates extends CueWriter {
  /** @param repeated whether a chain may come true more than once: where only "at all" is asked, loops need no len */
  chains(predicate: Predicate, wanted: boolean, repeated: boolean): Chains {
    switch (predicate.op) {
      case 'constant':
        return predicate.holds === wanted ? [[]] : [];
      case 'not':
        return this.chains(predicate.predicate, !wanted, repeated);
      case 'blame':
        return this.chains(predicate.predicate, wanted, repeated);
      case 'allOf':
      case 'anyOf':
        return (predicate.op === 'allOf') === wanted
          ? this.together(predicate.predicates, wanted, repeated)
          : this.firstThat(predicate.predicates, wanted, repeated);
      case 'present':
        return this.present(predicate, wanted);
      case 'equals':
        return [[`if ${this.value(predicate.left)} ${wanted ? '==' : '!='} ${this.value(predicate.right)}`]];
      case 'isTrue':
        return [[`if ${wanted ? '' : '!'}${this.value(predicate.value)}`]];
      case 'matches':
        return [[`if ${this.value(predicate.value)} ${wanted ? '=~' : '!~'} ${cueLiteral(predicate.pattern)}`]];
      case 'compare':
        return [[`if ${this.value(predicate.left)} ${comparison(predicate, wanted)} ${this.value(predicate.right)}`]];
      case 'count':
        return [[`if ${this.size(predicate)} ${comparison(predicate, wanted)} ${predicate.bound}`]];
      case 'exists':
        return this.some(predicate, true, wanted, repeated);
      case 'all':
        return this.some(predicate, false, !wanted, repeated);
      case 'unique':
        return [[this.distinct(predicate, wanted ? '==' : '!=')]];
    }
  }

  /** All of the predicates are as wanted. */
  private together(predicates: readonly Predicate[], wanted: boolean, repeated: boolean): Chains {
    return predicates.reduce<Chains>(
      (rows, predicate) =>
        rows.flatMap(row => this.chains(predicate, wanted, repeated).map(chain => [...row, ...chain])),
      [[]],
    );
  }

  /** One of the predicates is as wanted, all before it are not: so what a later one reads is known to be there. */
  private firstThat(predicates: readonly Predicate[], wanted: boolean, repeated: boolean): Chains {
    return predicates.flatMap((predicate, i) =>
      this.together(predicates.slice(0, i), !wanted, repeated).flatMap(before =>
        this.chains(predicate, wanted, repeated).map(chain => [...before, ...chain]),
      ),
    );
  }

  /** There is (or, if not wanted, there is no) item for which the predicate comes out as asked. */
  private some(
    { list, item, predicate }: Predicate & { op: 'all' | 'exists' },
    asked: boolean,
    wanted: boolean,
    repeated: boolean,
  ): Chains {
    const found = this.chains(predicate, asked, true).map(chain => [...this.generator(list, item), ...chain]);
    return wanted && repeated ? found : [[`if len(${ones(found)}) ${wanted ? '>' : '=='} 0`]];
  }

  private size({ list, item, predicate }: Predicate & { op: 'count' }): string {
    if (predicate.op === 'constant' && predicate.holds && list.presence.length === 0)
      return `len(${this.value(list.node)})`;
    const counted = this.chains(predicate, true, false).map(chain => [...this.generator(list, item), ...chain]);
    return `len(${ones(counted)})`;
  }

  private present(predicate: Predicate & { op: 'present' }, wanted: boolean): Chains {
    const path = this.path(predicate.ref.path);
    if (wanted) return [this.clauses(predicate)];
    return predicate.list
      ? [[`if ${path} == _|_`], [`if ${path} != _|_`, `if len(${path}) == 0`]]
      : [[`if ${path} == _|_`]];
  }
}

const comparison = (predicate: { readonly comparison: Comparison }, wanted: boolean): Comparison =>
  wanted ? predicate.comparison : opposite[predicate.comparison];
