import { clipText, withoutBidiControls } from '../tidy.ts';

/** A stretch of the typed text that was not understood. */
export interface Leftover {
  start: number;
  end: number;
  /** It may be the name: it neither denies something nor was refused. */
  nameable: boolean;
}

const NAME_MAX = 80;
const DESCRIPTION_MAX = 2000;
/** Words that name nothing. Tested one by one: a repetition of them would try "within" as "with" and "in", too, in 2^n ways. */
const SMALL =
  /^(?:a|an|the|and|or|of|with|within|in|on|at|for|to|by|is|are|it|its|per|each|about|up|has|have|having|needs?|must|should|will|which|that|where|please|but|we|our|from|as|all|requests?|traffic)$/iu;
const BETWEEN_WORDS = /[^\p{L}\p{N}\p{So}]+/u;
const BETWEEN_NAMES = /[\s,;:.(-]/;
const QUOTES_AROUND = /^["'“”„«»\s]+|(?<!["'“”„«»\s])["'“”„«»\s]+$/gu;
/** Controls, and characters that cannot be seen at all. */
const UNSEEN = /[\p{Cc}\u00ad\u200b\u2060-\u2065\ufeff]/gu;

/** The first stretch that was not understood is the name, the rest the description. */
export function nameAndDescription(
  text: string,
  leftovers: readonly Leftover[],
): { name?: string; description?: string } {
  const first = leftovers.find(({ start, end, nameable }) => nameable && !isSmall(text.slice(start, end)));
  const whole = first ? cleanName(text.slice(first.start, first.end)) : '';
  const name = clipText(whole, NAME_MAX);
  // A name that had to be cut is in the description as a whole, so that nothing is lost.
  const rest = leftovers.filter((leftover) => leftover !== first || name !== whole || name === '');
  const description = clipText(withoutBidiControls(joined(text, rest)), DESCRIPTION_MAX);
  return { ...(name === '' ? {} : { name }), ...(description === '' ? {} : { description }) };
}

function cleanName(text: string): string {
  return withoutSmallEnd(withoutBidiControls(text).replace(/\n/g, ' ').replace(UNSEEN, ''))
    .replace(QUOTES_AROUND, '')
    .trim();
}

/** Whether a stretch says nothing: small words, and what is neither a letter, a number nor a symbol. */
function isSmall(text: string): boolean {
  return text.split(BETWEEN_WORDS).every((word) => word === '' || SMALL.test(word));
}

/** Without the small words at its end. The first word stays: it is the name, whatever it is. */
function withoutSmallEnd(text: string): string {
  let end = text.length;
  for (;;) {
    while (end > 0 && BETWEEN_NAMES.test(text.charAt(end - 1))) end -= 1;
    let start = end;
    while (start > 0 && !BETWEEN_NAMES.test(text.charAt(start - 1))) start -= 1;
    if (start === 0 || !SMALL.test(text.slice(start, end))) return text.slice(0, end);
    end = start;
  }
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
    .filter((sentence) => !isSmall(sentence))
    .join('; ');
}
