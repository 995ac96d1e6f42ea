/** What Markdown takes for markup anywhere in a line and for the end of a heading (spec.commonmark.org), and GitHub for a formula. */
const INLINE =
  /(?<=^|\s)#(?=#*$)|[`*[\]]|\\(?=[!-/:-@[-`{-~]|$)|<(?=\S)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<=\S)~|\$(?!\d)|&(?=#?\w{1,32};)/gu;

/** What Markdown takes for the start of a list, a heading or a quotation. */
const LINE_START = /^(?:[-+](?=[ -]|$)|#{1,6}(?= |$)|>|=+$)/;
const NUMBERED = /^(\d{1,9})(?=[.)](?: |$))/;

const BREAKS = /[\s\p{Cc}\u2028\u2029]+/gu;

/** Words on one line that Markdown shows as they are. Escapes only what it would take for markup. */
export function md(text: string): string {
  return text
    .replace(BREAKS, ' ')
    .trim()
    .replace(INLINE, (mark) => (mark === '&' ? '&amp;' : `\\${mark}`));
}

/** An item of a list, from words that {@link md} has escaped. */
export function bullet(item: string): string {
  return `* ${item.replace(LINE_START, (mark) => `\\${mark}`).replace(NUMBERED, '$1\\')}`;
}

/** A link; the address must be ours. */
export function mdLink(label: string, url: string): string {
  return `[${md(label)}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)`;
}

/** Words of a table's cell on GitHub, escaped: no markup, no cell's end, no mention, no reference to an issue, no link. */
export function mdCell(text: string): string {
  return md(text)
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replaceAll(/([@#])(?=\w)/g, '$1\u200b')
    .replaceAll('://', ':\u200b//')
    .replaceAll(/\bwww\./gi, 'www\u200b.');
}
