/** What Kubernetes calls a label, as a pattern. */
export const label = '[a-z0-9]([a-z0-9-]*[a-z0-9])?';

/** Labels with dots between them: what most objects may be called. */
export const subdomain = `^${label}([.]${label})*$`;

/** What a namespace may be. */
export const labelBounds = {
  minLength: 1,
  maxLength: 63,
  pattern: `^${label}$`,
  patternInWords: 'consist of lower-case letters, digits and "-", with a letter or digit at both ends',
} as const;

/** What the name of an object may be. */
export const subdomainBounds = {
  minLength: 1,
  maxLength: 253,
  pattern: subdomain,
  patternInWords:
    'consist of lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part',
} as const;
