/** The widest line, in columns. */
export const WIDTH = 100;

/**
 * Text that people typed, made harmless for a terminal: controls, escape sequences and characters that turn the direction
 * of writing come out as what they are called, line breaks as spaces. The joiner of emoji stays.
 */
export function inert(text: string): string {
  return text
    .replace(/[\t\r\n\u2028\u2029]+/g, ' ')
    .replace(/(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, (character) => {
      return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
    });
}

/** Characters that take two columns: East Asian ones and emoji. Near enough for wrapping. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NO_COLUMN = /\p{Mn}|\u200d/u;

/** How many columns a text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += NO_COLUMN.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}

/** Lines of at most `width` columns, broken between words; a word that is too long for a line is broken itself, after a dash if it has one. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((whole) => piecesOf(whole, width))) {
    if (line === '') line = word;
    else if (columnsOf(line) + 1 + columnsOf(word) <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** Wrapped under a bullet: the first line starts with it, the others stand below its text. */
export function bullet(text: string, indent = 2): string[] {
  const lead = ' '.repeat(indent);
  return wrap(text, WIDTH - indent - 2).map((line, index) => `${lead}${index === 0 ? '- ' : '  '}${line}`);
}

function piecesOf(word: string, width: number): string[] {
  if (columnsOf(word) <= width) return [word];
  // "$1,000,000–$2,000,000" is better broken between its amounts.
  const after = word.indexOf('–') + 1;
  if (after > 0 && after < word.length) {
    return [word.slice(0, after), word.slice(after)].flatMap((piece) => piecesOf(piece, width));
  }
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (columnsOf(piece + character) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}
