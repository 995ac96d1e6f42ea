import type { Reason, Source } from '../recommender/index.ts';

/** The widest line, in columns. */
export const WIDTH = 80;

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

/** Text of several lines, each made inert, ending in a line break. */
export const inertLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => `${inert(line)}\n`)
    .join('');

/** Characters that take two columns: East Asian ones and emoji. Near enough for wrapping. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NO_COLUMN = /\p{Mn}|\u200d/u;

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

export interface Column {
  title: string;
  /** In columns of the terminal. */
  width: number;
}

const GAP = '  ';

/** A table with a line under its head; each cell is wrapped within its column, and a line break in it starts a new line. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const head = [columns.map(({ title }) => title), columns.map(({ width }) => '-'.repeat(width))];
  return [...head, ...rows].flatMap((cells) => {
    const wrapped = columns.map(({ width }, at) => (cells[at] ?? '').split('\n').flatMap((text) => wrap(text, width)));
    const height = Math.max(...wrapped.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) => {
      const row = columns.map(({ width }, at) => padded(wrapped[at]?.[line] ?? '', width)).join(GAP);
      return `  ${row}`.trimEnd();
    });
  });
}

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columnsOf(text)));

/**
 * A way of writing to a stream that waits until the text was taken, so that large outputs do not pile up. A reader that
 * has gone away, as `head` does, ends the process quietly: nobody is left to answer.
 */
export function writerTo(stream: NodeJS.WriteStream): (text: string) => Promise<void> {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return async (text) => {
    if (text !== '') await new Promise<void>((resolve) => stream.write(text, () => resolve()));
  };
}

/** The sources of an answer, each numbered where it is first used. */
export function createFootnotes() {
  const sources: Source[] = [];
  return {
    /** The reason's sentence, with the number of its source. */
    cite({ text, source }: Pick<Reason, 'text' | 'source'>): string {
      if (!source) return inert(text);
      const known = sources.findIndex(({ url, title }) => url === source.url && title === source.title);
      const number = known >= 0 ? known + 1 : sources.push(source);
      return `${inert(text)} [${number}]`;
    },
    lines: (): string[] =>
      sources.flatMap(({ title, url, date }, index) => [
        ...wrap(`[${index + 1}] ${inert(title)} (${inert(date)})`, WIDTH - 2).map((line) => `  ${line}`),
        `      ${inert(url)}`,
      ]),
  };
}
