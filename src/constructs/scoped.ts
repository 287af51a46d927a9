import { Construct, type IConstruct } from 'constructs';
import { Mistake } from '../schema/mistake';
import { snapshot } from '../schema/snapshot';
import { printable } from '../schema/violation';

/** @throws what is no construct, which programs in JavaScript give */
export function demandConstruct(method: string, scope: IConstruct): void {
  if (!Construct.isConstruct(snapshot(scope)))
    throw new Mistake(`${method}: must be given a construct, such as an app or a chart.`);
}

/** A value that holds for a construct and everything below it, until something below sets another. */
export class Scoped<T> {
  private readonly values = new WeakMap<IConstruct, T>();
  /** Who was told a value, by the constructs where another would have changed it. */
  private readonly told = new WeakMap<IConstruct, IConstruct>();

  constructor(private readonly areSame: (one: T, other: T) => boolean = Object.is) {}

  /** @throws if that is no construct, or somebody below has already taken what held for it */
  set(scope: IConstruct, value: T): void {
    demandConstruct('applyTo', scope);
    const told = this.told.get(scope);
    if (told && !this.areSame(this.find(scope)!, value))
      throw new Mistake(
        `applyTo: comes too late for ${printable(told.node.path)}, which has taken another. Call it before.`,
      );
    this.values.set(scope, value);
  }

  /** The nearest value, from the construct upwards. */
  find(scope: IConstruct): T | undefined {
    if (scope !== undefined) demandConstruct('of', scope);
    const asked: IConstruct[] = [];
    for (let at: IConstruct | undefined = scope; at; at = at.node.scope) {
      asked.push(at);
      const value = this.values.get(at);
      if (value === undefined) continue;
      for (const one of asked) this.told.set(one, scope);
      return value;
    }
    return undefined;
  }
}
