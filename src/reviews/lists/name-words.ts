/** Longer words are told apart by their beginning only. */
const PREFIX_MAX = 16;
const WORDS_MAX = 12;
/** A name has 80 characters, and a search as many. */
const TEXT_MAX = 1000;

/** The words of a name or of a search as they are compared: without case and accents, each once. */
export function wordsIn(text: string): string[] {
  const plain = text.slice(0, TEXT_MAX).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => [...word].slice(0, PREFIX_MAX).join('')))].slice(0, WORDS_MAX);
}

/** Every beginning of every word of a name: `to-do` has `t`, `to`, `d` and `do`. */
export function prefixesOf(name: string): string[] {
  const prefixes = wordsIn(name).flatMap((word) => {
    const letters = [...word];
    return letters.map((_, index) => letters.slice(0, index + 1).join(''));
  });
  return [...new Set(prefixes)];
}
