/**
 * The same text as the grammar wants it: ASCII letters in lower case, one kind of space, dash and apostrophe. Each
 * character is replaced by one character, so that a place in the tidy text is the same place in the typed one. Digits of
 * other scripts and invisible characters stay as they are: no pattern matches them, and so no wrong number comes of them.
 */
export function tidy(text: string): string {
  return text
    .replace(/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u00b5\u03bc]/g, 'u')
    .replace(/\u00d7/g, 'x')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Slack cuts messages off there, in characters (docs.slack.dev/reference/methods/chat.postMessage#truncating). */
const TYPED_MAX = 40_000;

/** Spaces and tabs become one space, and line breaks with what surrounds them become one line break. Reads at most 40,000 characters. */
export function collapseSpaces(text: string): string {
  return text
    .slice(0, TYPED_MAX)
    .replace(/[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g, ' ')
    .replace(/ ?[\r\n\u2028\u2029]+ ?/g, '\n')
    .trim();
}

/** Unicode's directional formatting characters (www.unicode.org/reports/tr9/#Directional_Formatting_Characters). */
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Drops characters that make text read in another order than it is stored, so that `evil\u202etxt.exe` shows as it is. */
export function withoutBidiControls(text: string): string {
  return text.replace(BIDI_CONTROLS, '');
}

/** Replaces line breaks and control characters by spaces, for values that are shown on one line. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** A sentence's words as they stand within another one. An acronym keeps its capitals. */
export const lowered = (text: string): string =>
  /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** The text with its first letter as a capital. */
export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** At most `max` characters, never half of one; what was cut ends in an ellipsis. */
export function clipText(text: string, max: number): string {
  if (text.length <= max) return text;
  let clipped = '';
  for (const character of text) {
    if (clipped.length + character.length > max - 1) break;
    clipped += character;
  }
  return `${clipped.trimEnd()}…`;
}

/** What came of reading something that a person typed: its value, or one sentence that says what to type instead. */
export type Read<T> = { ok: true; value: T } | { ok: false; text: string };

export function understood<T>(value: T): Read<T> {
  return { ok: true, value };
}

export function refused(text: string): { ok: false; text: string } {
  return { ok: false, text };
}

/** The words of a text, for looking them up. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/**
 * Stands in the record where the id of a forgotten person stood. Slack's ids are capital letters and digits
 * (https://docs.slack.dev/reference/objects/user-object), so it never matches a person and is never a mention.
 */
export const FORMER_MEMBER = 'former-member';

/** How people read it. */
export const FORMER_MEMBER_WORDS = 'a former member';

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
  if (BEYOND_LATIN.test(looked) && isOtherScript(looked)) return true;
  let [foreign, english] = [0, 0];
  for (const word of looked.split(/[^\p{L}]+/u)) {
    if (FOREIGN.has(word)) foreign += 1;
    if (ENGLISH.has(word)) english += 1;
  }
  return foreign >= FOREIGN_MIN && foreign > 2 * english;
}

const BEYOND_LATIN = /[^\0-\u024f]/;

function isOtherScript(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  return letters.length >= LETTERS_MIN && latin < letters.length / 2;
}
