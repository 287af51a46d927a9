/** For those who write definitions and mappings of their own. TypeScript only. */

export { cel, celBoolean } from './expression/cel';
export * from './expression/coverage';
export { cueBoolean, cueFailures, cueFields, cueValue } from './expression/cue';
export { cuePatch } from './expression/cue-patch';
export { evaluate, faults, holds } from './expression/evaluate';
export {
  absent,
  concat,
  Expression,
  each,
  equals,
  fallback,
  find,
  ifPresent,
  isTrue,
  literal,
  type MembersOf,
  object,
  toMap,
  type Value,
  type View,
  viewOf,
  when,
} from './expression/expression';
export { asObject, type Fragment, fieldsAt, merged } from './expression/fragment';
export { type Fragments, Mapping, type MappingOptions, Unsupported, unsupported } from './expression/mapping';
export * from './expression/predicate';
export { type Interface, interfaceOf } from './interfaces/interface';
export { fixed, leftOut, orObjectName, type Parameters, type Parts, same } from './interfaces/parts';
export { check, withDefaults } from './schema/check';
export { cueParameter } from './schema/cue';
export { openApi } from './schema/open-api';
export * from './schema/shape';
export { simpleSchema } from './schema/simple-schema';
export { pathText, type Violation, violationText } from './schema/violation';
