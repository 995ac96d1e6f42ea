import { createHash } from 'node:crypto';

// A value that only exists at deployment, as a text that stands for it. Two texts that stand for the same value are equal, so names
// that nobody knows yet still match each other, also within longer texts: "endpoint/NAME/variant/main".

// Of Unicode's private use area, so that no template has them.
const OPEN = '\ue000';
const BETWEEN = '\ue001';
const CLOSE = '\ue002';
/** In place of a slash, which separates the parts of AWS's resource ids. */
const SLASH = '\ue003';
const UNKNOWN = /\ue000([^\ue000-\ue002]*)\ue001([^\ue000-\ue002]*)\ue002/g;

/** `scope`: the stack or module that the value is in. `why`: what it depends on, as people call it: "parameter Image". */
export const unknownText = (scope: string, why: string): string =>
  `${OPEN}${`${scope}${BETWEEN}${why}`.replaceAll('/', SLASH)}${CLOSE}`;

export const isKnown = (value: unknown): boolean => typeof value !== 'string' || !value.includes(OPEN);

/** A text as people read it: what stands for unknown values is named. */
export const shown = (text: string): string => text.replaceAll(UNKNOWN, '$2').replaceAll(SLASH, '/');

/** What a text depends on; none where it is known. */
export const reasonsIn = (text: string): string[] => [...new Set(unknownIn(text))];

export const whyUnknown = (text: string): string => reasonsIn(text).join(', ');

/**
 * A text for what an operation makes of values that aren't all known: the same for the same. It is named by `of`, else by `otherwise`,
 * and `more` follows each name.
 */
export function derivedText(
  operation: string,
  values: unknown,
  more = '',
  of = values,
  otherwise = 'an expression',
): string {
  const made = createHash('sha256')
    .update(JSON.stringify([operation, values]))
    .digest('hex');
  const names = [...new Set(unknownIn(of))].slice(0, NAMES_MAX);
  return unknownText(made, names.length === 0 ? otherwise : names.map((name) => `${name}${more}`).join(', '));
}

const NAMES_MAX = 3;

/** What the texts within a value depend on. */
function unknownIn(value: unknown): string[] {
  if (typeof value === 'string') return [...value.matchAll(UNKNOWN)].map(([, , why = '']) => shown(why));
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(unknownIn) : [];
}

export function isWhollyKnown(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isWhollyKnown);
  return isKnown(value);
}

/** Splits a text as `String.split`, but never within what stands for an unknown value. */
export function splitKnown(text: string, separator: string): string[] {
  if (isKnown(text)) return text.split(separator);
  const kept: string[] = [];
  const masked = text.replaceAll(UNKNOWN, (whole) => `${OPEN}${kept.push(whole) - 1}${CLOSE}`);
  return masked
    .split(separator)
    .map((part) => part.replaceAll(/\ue000(\d+)\ue002/g, (_, at: string) => kept[Number(at)] ?? ''));
}
