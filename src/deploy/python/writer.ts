// Python's text: literals that no name breaks out of, and calls that break over lines as black breaks them.

/** Python code: an expression on one line, or a bracketed group that may take a line for each of its items. */
export type Code = string | Group;

export interface Group {
  readonly open: string;
  readonly items: readonly Code[];
  readonly close: string;
  /** Written before the whole: `image=`, `"Image": `. */
  readonly before?: string;
}

/** Columns of a line, as black has them. */
export const WIDTH = 88;

const INDENT = '    ';

export const call = (name: string, items: readonly Code[]): Group => ({ open: `${name}(`, items, close: ')' });

export const list = (items: readonly Code[]): Group => ({ open: '[', items, close: ']' });

export const dict = (items: readonly Code[]): Group => ({ open: '{', items, close: '}' });

/** `name=value` or `"key": value`, by what stands before it. */
export const entry = (before: string, code: Code): Code =>
  typeof code === 'string' ? `${before}${code}` : { ...code, before: `${before}${code.before ?? ''}` };

export const assign = (name: string, code: Code): Code => entry(`${name} = `, code);

/** On one line, however long. */
export const flat = (code: Code): string =>
  typeof code === 'string' ? code : `${code.before ?? ''}${code.open}${code.items.map(flat).join(', ')}${code.close}`;

/** The lines of a statement, indented by `depth` levels. */
export function linesOf(code: Code, depth = 0, end = ''): string[] {
  const indent = INDENT.repeat(depth);
  const line = `${indent}${flat(code)}${end}`;
  if (typeof code === 'string' || code.items.length === 0 || line.length <= WIDTH) return [line];
  return [
    `${indent}${code.before ?? ''}${code.open}`,
    ...code.items.flatMap((item) => linesOf(item, depth + 1, ',')),
    `${indent}${code.close}${end}`,
  ];
}

/** Characters that no reader of the script would see, or that turn the direction of what follows. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text as a literal. */
export const text = (value: string): string => quoted(contentOf(value));

/** A text within quotes. JSON's escapes are Python's too. */
export const contentOf = (value: string): string =>
  JSON.stringify(value)
    .slice(1, -1)
    .replace(UNSEEN, (character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`);

/** In the quotes that need fewer escapes. */
export const quoted = (content: string): string =>
  content.includes('\\"') && !content.includes("'") ? `'${content.replaceAll('\\"', '"')}'` : `"${content}"`;

/** A pattern as a raw literal where it can be one. */
export const pattern = (value: string): string =>
  /["\r\n]|\\$/.test(value) || !/^[ -~]*$/.test(value) ? text(value) : `r"${value}"`;

/** Comment lines of a text, broken between words. `hang`: before each line but the first. */
export function comment(value: string, hang = ''): string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of value.split(' ')) {
    const isFull = line.length > hang.length + 2 && line.length + word.length + 1 > WIDTH;
    if (isFull) lines.push(line);
    line = isFull ? `# ${hang}${word}` : `${line} ${word}`;
  }
  return [...lines, line.trimEnd()];
}
