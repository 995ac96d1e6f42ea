/** What YAML 1.1, which CloudFormation reads, takes for something else than a text: numbers, dates, times, booleans, null, a merge. */
const NOT_A_TEXT = /^(?:[-+.]?\d[-+.:,\w\s]*|[-+]?\.(?:inf|nan)?|~|null|true|false|yes|no|on|off|y|n|<<|=|)$/i;

/** Begins something else than a text, has a key or a comment in it, or an end that reading drops. */
const MARKED = /^[-?:](?:\s|$)|^[,[\]{}#&*!|>'"%@`\s]|^---|^\.\.\.|:(?:\s|$)|\s#|\s$/;

/** What ends a member of a list on one line, and the colon and question mark at which older readers stop there: `[sts:AssumeRole]`. */
const MARKED_IN_LIST = /[,[\]{}:?]/;

/** Stays on its line between double quotes: what isn't printable, and what YAML 1.1 takes for the end of a line. */
const ESCAPED = /[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A text on one line, quoted where it would be read as something else. `inList`: as a member of a list on one line. */
export function yamlText(text: string, inList = false): string {
  if (text.search(ESCAPED) >= 0) return `"${escaped(text).replace(ESCAPED, codeOf)}"`;
  if (!NOT_A_TEXT.test(text) && !MARKED.test(text) && !(inList && MARKED_IN_LIST.test(text))) return text;
  return text.includes("'") && !text.includes('"') ? `"${escaped(text)}"` : `'${text.replaceAll("'", "''")}'`;
}

const escaped = (text: string): string => text.replace(/["\\]/g, '\\$&');

const codeOf = (character: string): string => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
