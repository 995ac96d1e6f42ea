/** Every character that Markdown may read as markup within a line (spec.commonmark.org, backslash escapes). */
const SPECIAL = /[\\`*_{}[\]<>#|~$]/g;
const LINE_START = /^(\s*)([-+=]|\d+[.)])/;
const BREAKS = /[\s\p{Cc}\u2028\u2029]+/gu;

/** People's words as one line of Markdown that means nothing but the words. */
export function md(text: string): string {
  const line = text.replace(BREAKS, ' ').trim();
  return line.replaceAll('&', '&amp;').replace(SPECIAL, String.raw`\$&`).replace(LINE_START, String.raw`$1\$2`);
}

/** A link; the address must be ours. */
export function mdLink(label: string, url: string): string {
  return `[${md(label)}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)`;
}

/** `2026-11-24`, in universal time. */
export function mdDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
