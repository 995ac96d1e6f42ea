/** So much of a text shows its language, in characters. */
const LOOK_MAX = 2000;

/** Frequent small words that English does not have, of German, French, Spanish, Italian, Portuguese and Dutch. */
const FOREIGN = new Set(
  `und der das mit für ist wir ein eine nicht auf von zu sind werden haben oder bei auch aber
  le la les des une est avec pour nous dans et sur que notre qui pas
  el los las una para con por nuestro nuestra del muy cada
  il gli che di sono nostro nostra della delle
  uma com não nosso nossa os pelo mais são
  een het van met voor wij niet zijn onze elke`.split(/\s+/),
);

const ENGLISH = new Set(
  `the and of to a in is we our with for it are be on per each by from or not no at have has need want within every
  will can that this after before over under about`.split(/\s+/),
);

/** Fewer words of another language may be chance. */
const FOREIGN_MIN = 3;

/** Fewer letters of another script may be chance. */
const LETTERS_MIN = 10;

/** Whether a text is in another language than English, by its small words or its script. */
export function isForeign(text: string): boolean {
  const looked = text.slice(0, LOOK_MAX).toLowerCase();
  const letters = looked.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  if (letters.length >= LETTERS_MIN && latin < letters.length / 2) return true;
  let [foreign, english] = [0, 0];
  for (const word of looked.split(/[^\p{L}]+/u)) {
    if (FOREIGN.has(word)) foreign += 1;
    if (ENGLISH.has(word)) english += 1;
  }
  return foreign >= FOREIGN_MIN && foreign > 2 * english;
}
