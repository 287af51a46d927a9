/** Only such a number can be more than a double keeps: 16 digits, or an exponent; and -0, which becomes 0. */
const suspicious = /\d[\d.]{15}|\d[eE]|[\s:,[]-0/;
/** In valid JSON; strings are passed over whole. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/** The first number that would be another one after JSON.parse and JSON.stringify (RFC 7493 section 2.2). */
export function findInexactNumber(json: string): string | undefined {
  if (!suspicious.test(json)) return undefined;
  for (const [token] of json.matchAll(stringOrNumber)) {
    if (!token.startsWith('"') && decimalOf(token) !== decimalOf(String(Number(token)))) return token;
  }
  return undefined;
}

/** The digits without zeros around them, and the power of ten: the same for all spellings of a number. */
function decimalOf(text: string): string | undefined {
  const parts = /^-?(\d+)\.?(\d*)(?:[eE](.*))?$/.exec(text);
  if (parts === null) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = parts;
  const digits = (whole + fraction).replace(/^0+/, '');
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  if (end === 0) return text.startsWith('-') ? '-0' : '0';
  return `${digits.slice(0, end)}e${Number(exponent) - fraction.length + digits.length - end}`;
}
