type Json = { readonly [name: string]: unknown };

/** Every place at which two values differ, with both. */
export function differences(wanted: unknown, got: unknown, at = ''): readonly string[] {
  if (typeof wanted !== 'object' || typeof got !== 'object' || wanted === null || got === null)
    return Object.is(wanted, got)
      ? []
      : [`${at === '' ? '(whole)' : at}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`];
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(got)])];
  return names.flatMap(name => differences((wanted as Json)[name], (got as Json)[name], `${at}/${name}`));
}
