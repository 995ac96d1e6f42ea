import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Folders that hold nothing of the project's own writing. */
const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', 'data', 'golden', '.git']);

/** A file of the project, by its path from the top. */
export const read = (path: string): string => readFileSync(`${ROOT}/${path}`, 'utf8');

/** All folders below a folder, by their paths from the top, `depth` levels deep. */
export function foldersIn(path: string, depth: number): string[] {
  if (depth === 0) return [];
  const inside = readdirSync(`${ROOT}/${path}`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return inside.flatMap(({ name }) => [`${path}/${name}`, ...foldersIn(`${path}/${name}`, depth - 1)]);
}

/** Every Markdown page of the project. */
export function pages(path = '.'): string[] {
  return readdirSync(`${ROOT}/${path}`, { withFileTypes: true }).flatMap((entry) => {
    const inside = path === '.' ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : pages(inside);
    return entry.name.endsWith('.md') ? [inside] : [];
  });
}

/** Puts a text between two marks of a page. @throws Error where it doesn't have them. */
export function writeBetween(path: string, begin: string, end: string, text: string): void {
  const [before, rest] = read(path).split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${path} doesn't have ${begin} and ${end}`);
  writeFileSync(`${ROOT}/${path}`, `${before}${begin}\n\n${text}\n\n${end}${after}`);
}

/** What stands in `backticks` on a page, outside of blocks of code. */
export function codeIn(markdown: string): string[] {
  return [...withoutBlocks(markdown).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

/** Where a page's links and images lead. */
export function targetsIn(markdown: string): string[] {
  const prose = withoutBlocks(markdown).replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^()\s]+)\)|(?:src|href|srcset)="([^"]+)"/g)].map(
    ([, link, source]) => link ?? source ?? '',
  );
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsIn(markdown: string): string[] {
  return [...withoutBlocks(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The rows of a page's tables, without their heads, as cells. */
export function rowsIn(markdown: string): string[][] {
  return [...markdown.matchAll(/^\|(.+)\|$/gm)].map(([, row = '']) => row.split('|').map((cell) => cell.trim()));
}

const withoutBlocks = (markdown: string): string => markdown.replace(/^ *```[\s\S]*?^ *```$/gm, '');
