import { clipText } from '../tidy.ts';

/** A stretch of the typed text that was not understood. */
export interface Leftover {
  start: number;
  end: number;
  /** It may be the name: it neither denies something nor was refused. */
  nameable: boolean;
}

const NAME_MAX = 80;
const DESCRIPTION_MAX = 2000;
const SMALL = `(?:a|an|the|and|or|of|with|within|in|on|at|for|to|by|is|are|it|its|per|each|about|up|has|have|having|needs?|must|should|will|which|that|where|please|but|we|our|from|as|all|requests?|traffic)`;
const SMALL_ONLY = new RegExp(`^(?:${SMALL}|[^\\p{L}\\p{N}\\p{So}])*$`, 'iu');
const TRAILING_SMALL = new RegExp(`(?:[\\s,;:.(-]+${SMALL})*[\\s,;:.(-]*$`, 'iu');
/** Controls, and characters that turn the direction of what follows or cannot be seen at all. */
const UNSEEN = /[\p{Cc}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** The first stretch that was not understood is the name, the rest the description. */
export function nameAndDescription(
  text: string,
  leftovers: readonly Leftover[],
): { name?: string; description?: string } {
  const first = leftovers.find(({ start, end, nameable }) => nameable && !SMALL_ONLY.test(text.slice(start, end)));
  const whole = first ? cleanName(text.slice(first.start, first.end)) : '';
  const name = clipText(whole, NAME_MAX);
  // A name that had to be cut is in the description as a whole, so that nothing is lost.
  const rest = leftovers.filter((leftover) => leftover !== first || name !== whole || name === '');
  const description = clipText(joined(text, rest), DESCRIPTION_MAX);
  return { ...(name === '' ? {} : { name }), ...(description === '' ? {} : { description }) };
}

function cleanName(text: string): string {
  return text
    .replace(/\n/g, ' ')
    .replace(UNSEEN, '')
    .replace(TRAILING_SMALL, '')
    .replace(/^["'“”„«»\s]+|["'“”„«»\s]+$/gu, '')
    .trim();
}

/** Stretches with nothing but punctuation between them stay one sentence; others are set apart, small words alone left out. */
function joined(text: string, leftovers: readonly Leftover[]): string {
  const sentences: { start: number; end: number }[] = [];
  for (const { start, end } of leftovers) {
    const last = sentences.at(-1);
    if (last && /^[\s\p{P}]{0,4}$/u.test(text.slice(last.end, start))) last.end = end;
    else sentences.push({ start, end });
  }
  return sentences
    .map(({ start, end }) => text.slice(start, end))
    .filter((sentence) => !SMALL_ONLY.test(sentence))
    .join('; ');
}
