import { Construct, type IConstruct } from 'constructs';

/** A value that holds for a construct and everything below it, until something below sets another. */
export class Scoped<T> {
  private readonly values = new WeakMap<IConstruct, T>();

  /** @throws if that is no construct */
  set(scope: IConstruct, value: T): void {
    if (!Construct.isConstruct(scope))
      throw new Error('applyTo: must be given a construct, such as an app or a chart.');
    this.values.set(scope, value);
  }

  /** The nearest value, from the construct upwards. */
  find(scope: IConstruct): T | undefined {
    for (let at: IConstruct | undefined = scope; at; at = at.node.scope) {
      const value = this.values.get(at);
      if (value !== undefined) return value;
    }
    return undefined;
  }
}
