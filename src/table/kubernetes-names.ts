/** What Kubernetes calls a label, as a pattern. */
export const label = '[a-z0-9]([a-z0-9-]*[a-z0-9])?';

export const labelInWords = 'consist of lower-case letters, digits and "-", with a letter or digit at both ends';

/** Labels with dots between them: what most objects may be called. */
export const subdomain = `^${label}([.]${label})*$`;
export const subdomainInWords =
  'consist of lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part';
