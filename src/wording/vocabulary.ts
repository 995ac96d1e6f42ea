/** Words and what they stand for, of which a grammar takes any. */
export interface Vocabulary<T> {
  /** The source of a pattern for any of the words, without a group around it. */
  readonly source: string;
  /** What a text stands for that is nothing but one of the words. */
  meaningOf(text: string): T | undefined;
}

/** From the sources of patterns; where several match a text, the first counts. Compiled once: commands are read while people wait. */
export function vocabulary<T>(entries: readonly (readonly [words: string, meaning: T])[]): Vocabulary<T> {
  const compiled = entries.map(([words, meaning]) => ({ pattern: new RegExp(`^(?:${words})$`, 'u'), meaning }));
  return {
    source: entries.map(([words]) => words).join('|'),
    meaningOf: (text) => compiled.find(({ pattern }) => pattern.test(text))?.meaning,
  };
}
