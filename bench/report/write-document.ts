import { readFileSync, writeFileSync } from 'node:fs';

/** Writes a report between its two marks in the document. @throws Error if the marks are missing. */
export function writeDocument(path: URL, measure: string, text: string): void {
  const begin = `<!-- bench ${measure}: written by npm run bench -->`;
  const end = `<!-- /bench ${measure} -->`;
  const document = readFileSync(path, 'utf8');
  const from = document.indexOf(begin);
  const to = document.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`${path.pathname} has no place for "${measure}"`);
  writeFileSync(path, `${document.slice(0, from)}${begin}\n\n${text}\n\n${document.slice(to)}`);
}
