/** What Kubernetes calls a label, as a pattern. */
const label = '[a-z0-9]([a-z0-9-]*[a-z0-9])?';

/** Labels with dots between them: what most objects may be called. */
const subdomain = `^${label}([.]${label})*$`;

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

const qualified = '[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?';

/** What the value of a label may be. */
export const labelValueBounds = {
  maxLength: 63,
  pattern: `^(${qualified})?$`,
  patternInWords: 'consist of letters, digits, "-", "_" and ".", with a letter or digit at both ends',
} as const;

/** What a label or an annotation may be called: `team`, `example.com/team`. For checks alone: RE2 cannot look ahead. */
export const labelNameBounds = {
  minLength: 1,
  maxLength: 317,
  pattern: `^(?![^/]{254})(${label}([.]${label})*/)?${qualified}$`,
  patternInWords:
    'consist of at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends, after a domain of at most 253 characters and "/" if wanted',
} as const;
