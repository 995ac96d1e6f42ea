import { readFileSync, writeFileSync } from 'node:fs';

/** Writes a report between its two marks in the document. Returns false where it has none, and writes nothing. */
export function writeDocument(path: URL, measure: string, text: string): boolean {
  const begin = `<!-- bench ${measure}: written by npm run bench -->`;
  const end = `<!-- /bench ${measure} -->`;
  const document = readFileSync(path, 'utf8');
  const from = document.indexOf(begin);
  const to = document.indexOf(end, from);
  if (from === -1 || to === -1) return false;
  writeFileSync(path, `${document.slice(0, from)}${begin}\n\n${text}\n\n${document.slice(to)}`);
  return true;
}
