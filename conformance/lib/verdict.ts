import type { KubernetesObject } from './objects';

/** What an API server says to an object. */
export type Verdict =
  | { readonly accepted: true; readonly object: KubernetesObject }
  | { readonly accepted: false; readonly message: string };

/** What a command says to its input. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

/** What kro says to a graph. */
export type Activation = { readonly active: true } | { readonly active: false; readonly message: string };

/** The value of an answer that must be good. */
export function expectOk<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
}

/** Why it was refused; "accepted" when it was not, which no expected reason matches. */
export function refusalOf(judged: Verdict | Answer<unknown> | Activation): string {
  if ('accepted' in judged) return judged.accepted ? 'accepted' : judged.message;
  if ('active' in judged) return judged.active ? 'accepted' : judged.message;
  return judged.ok ? 'accepted' : judged.error;
}
